"""rules.md, "Privileges": below each threshold refused with its sentence, at it allowed; in a new and a grown community."""

from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.standing.privileges import Privilege, position_of, what_stops
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions import actions
from tests.cast import NOON, a_community, a_member, a_question, give_points

# privilege · points in a new community · in a grown one, row by row as rules.md has them
TABLE = [
    (Privilege.CREATE, 1, 1),
    (Privilege.NO_LIMITS, 10, 10),
    (Privilege.WIKI, 10, 10),
    (Privilege.VOTE_UP, 15, 15),
    (Privilege.FLAG, 15, 15),
    (Privilege.COMMENT, 50, 50),
    (Privilege.BOUNTY, 75, 75),
    (Privilege.VOTE_DOWN, 125, 125),
    (Privilege.TOPICS, 150, 300),
    (Privilege.SEE_CLOSE_VOTES, 250, 250),
    (Privilege.REVIEW, 350, 500),
    (Privilege.SEE_COUNTS, 100, 1000),
    (Privilege.EDIT, 1000, 2000),
    (Privilege.SYNONYMS, 1250, 2500),
    (Privilege.CLOSE, 500, 3000),
    (Privilege.APPROVE_WIKIS, 1500, 5000),
    (Privilege.TOOLS, 2000, 10_000),
    (Privilege.PROTECT, 3500, 15_000),
    (Privilege.TRUSTED, 4000, 20_000),
    (Privilege.ANALYTICS, 5000, 25_000),
]
BOTH = [
    pytest.param(privilege, points, is_grown, id=f"{privilege}-{'grown' if is_grown else 'new'}")
    for privilege, new, grown in TABLE
    for points, is_grown in ((new, False), (grown, True))
]

LATER = NOON + timedelta(days=3)


def test_the_table_is_whole():
    assert {privilege for privilege, _new, _grown in TABLE} == set(Privilege)


@pytest.mark.parametrize(("privilege", "points", "is_grown"), BOTH)
def test_the_defaults_are_those_of_the_rules(privilege, points, is_grown):
    assert Numbers({}, is_grown)[f"may.{privilege}"] == points


@pytest.mark.parametrize(("privilege", "points", "is_grown"), BOTH)
def test_it_opens_at_its_points_and_not_before(db, eve, privilege, points, is_grown):
    here = a_community("here", numbers={}, is_grown=is_grown)
    if points > 1:
        give_points(eve, here, points - 1) if points > 2 else None
        assert what_stops(position_of(eve, here.pk), privilege, now=NOON) == (
            f"{privilege.doing} opens at {points} points here; you have {max(1, points - 1)}."
        )
        give_points(eve, here, points)
    assert what_stops(position_of(eve, here.pk), privilege, now=NOON) == ""


@pytest.mark.parametrize(("privilege", "points", "is_grown"), BOTH)
def test_it_goes_when_the_points_go(db, eve, privilege, points, is_grown):
    if points == 1:
        return  # nobody has fewer
    here = a_community("here", numbers={}, is_grown=is_grown)
    give_points(eve, here, points + 5)
    give_points(eve, here, points - 1)
    assert not position_of(eve, here.pk).may(privilege)


@pytest.mark.parametrize("privilege", Privilege)
def test_those_who_look_after_it_have_every_one(community, mo, privilege):
    host = a_member("hana", is_staff=True)
    assert position_of(mo, community.pk).may(privilege)
    assert position_of(host, community.pk).may(privilege)
    assert not position_of(mo, a_community("chemistry", numbers={}).pk).may(Privilege.TOOLS)


@pytest.mark.parametrize("privilege", Privilege)
def test_nobody_has_one_while_suspended_nor_before_logging_in(community, eve, privilege):
    eve.suspended_until = LATER
    assert "suspended until" in what_stops(position_of(eve, community.pk), privilege, now=NOON)
    assert what_stops(position_of(eve, community.pk), privilege, now=LATER) != "Please log in first."
    assert what_stops(position_of(None, community.pk), privilege, now=NOON) == "Please log in first."


# --- what is done with them, one deed a row: the deed, and with which words it is refused ---


def ask(question, by):
    return a_question(question.community, by, topics=["statistics"], now=LATER)


def ask_with_many_links(question, by):
    links = " ".join(f"[{name}](https://{name}.example)" for name in ("one", "two", "three"))
    return a_question(
        question.community, by, body=f"I read {links}, and still wonder.", topics=["statistics"]
    )


def make_a_topic(question, by):
    return a_question(question.community, by, topics=["brand-new"], now=LATER)


DEEDS = [
    (Privilege.CREATE, ask),
    (Privilege.NO_LIMITS, ask_with_many_links),
    (Privilege.VOTE_UP, lambda question, by: actions.vote(question, by=by, value=1, now=LATER)),
    (
        Privilege.COMMENT,
        lambda question, by: actions.comment(question, by=by, body="Which journal is it?", now=LATER),
    ),
    (Privilege.VOTE_DOWN, lambda question, by: actions.vote(question, by=by, value=-1, now=LATER)),
    (Privilege.TOPICS, make_a_topic),
]


@pytest.mark.parametrize("is_grown", [False, True], ids=["new", "grown"])
@pytest.mark.parametrize(("privilege", "deed"), DEEDS)
def test_the_deed_is_refused_below_and_done_at_its_points(db, ada, eve, privilege, deed, is_grown):
    here = a_community("here", numbers={}, is_grown=is_grown)
    question = a_question(here, ada, topics=["statistics"])
    _make_topics(here)
    points = Numbers({}, is_grown).whole(f"may.{privilege}")
    if points > 1:
        give_points(eve, here, points - 1)
        with pytest.raises((Refused, Invalid)) as refused:
            deed(question, eve)
        assert f"{privilege.doing} opens at {points} points here; you have {points - 1}." in str(
            refused.value
        )
        give_points(eve, here, points)
    assert deed(question, eve) is not None


def _make_topics(community):
    """So many that the community is no beginning any more, in which everybody makes topics."""
    for number in range(30):
        topic = Topic.objects.create(name=f"topic-{number}", created_at=NOON)
        TopicHere.objects.create(topic=topic, community=community, question_count=1)
