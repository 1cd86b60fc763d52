"""Waves: who is told of a question when, and what ends that."""

from datetime import time, timedelta

import pytest
from django.db import transaction

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety.actions import block
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.topics.models import Expertise, Topic
from slashmentor.parts.questions import actions as questions
from slashmentor.parts.questions.models import Entry
from slashmentor.together.routing import index
from slashmentor.together.routing.actions import let_go, take_on
from slashmentor.together.routing.actions.spread import begin, send, send_due, settle
from slashmentor.together.routing.models import Declined, Invitation, NotForMe, TakenOn, Told, Way, Wishes
from slashmentor.together.routing.queries.reach import never_told, reaches_of
from tests.cast import NOON, a_community, a_member, a_question, an_answer

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_in_memory():
    index.forget()


@pytest.fixture
def experts(community):
    """Ten who know statistics, and belong to the community; the first know it best."""
    return [an_expert(f"expert-{number}", community) for number in range(10)]


def an_expert(handle, community=None, topic="statistics", **fields):
    member = a_member(handle, **fields)
    known, _new = Topic.objects.get_or_create(name=topic, defaults={"created_at": NOON})
    Expertise.objects.create(member=member, topic=known, level="expert", since=NOON)
    if community is not None:
        Standing.objects.create(member=member, community=community, joined_at=NOON)
    return member


def told(question, wave=None):
    rows = Told.objects.filter(question=question)
    rows = rows.filter(wave=wave) if wave else rows
    return set(rows.values_list("member__handle", flat=True))


def way_of(question):
    way = Way.objects.get(question=question)
    return way.state, way.wave, way.next_at and (way.next_at - NOON) / HOUR


def after(hours):
    """Everything that is due by then."""
    now = NOON + hours * HOUR
    send_due(now=now)
    run_waiting(now)


@pytest.fixture
def asked(community, ada, experts):
    """ada's question, of which the first three were told."""
    question = a_question(community, ada)
    run_waiting(NOON)
    return question


def test_three_are_told_then_five_after_six_hours_then_the_rest(asked, experts):
    assert (len(told(asked)), way_of(asked)) == (3, ("going", 1, 6))
    after(5.9)
    assert len(told(asked)) == 3
    after(6)
    assert (len(told(asked)), way_of(asked)) == (8, ("going", 2, 30))
    after(30)
    assert (len(told(asked)), way_of(asked)) == (10, ("done", 3, None))


def test_a_wave_is_one_happening_that_names_whom_and_says_why(asked):
    happening = Happening.objects.get(verb="question.told")
    members = list(Told.objects.filter(question=asked).order_by("member").values_list("member_id", flat=True))
    assert (happening.by, happening.about, happening.data["wave"]) == (None, asked, 1)
    assert sorted(happening.data["members"]) == members
    fact = {"kind": "listed", "topic": "statistics", "level": "expert"}
    assert list(Told.objects.filter(question=asked).values_list("facts", flat=True)) == [[fact]] * 3


def test_a_job_that_is_repeated_tells_nobody_again(asked):
    assert send(asked.pk, now=NOON) == []
    assert begin(asked, now=NOON) is not None
    run_waiting(NOON)
    assert (len(told(asked)), Happening.objects.filter(verb="question.told").count()) == (3, 1)


def test_a_job_that_dies_in_the_midst_leaves_nothing_and_is_done_again(community, ada, experts):
    question = a_question(community, ada)
    begin(question, now=NOON)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        _die(send(question.pk, now=NOON))
    assert (told(question), way_of(question)) == (set(), ("going", 0, 0))
    assert len(send(question.pk, now=NOON)) == 3


def _die(_done):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (an_answer, "answered"),
        (lambda q, mo: questions.vote_to_close(q, by=mo, reason="focus", now=NOON), "closed"),
        (lambda q, mo: questions.delete(q, by=mo, now=NOON), "closed"),
        (lambda q, mo: questions.lock(q, reason="Too heated", by=mo, now=NOON), "closed"),
    ],
)
def test_an_answer_closing_locking_and_deletion_end_it(asked, mo, deed, state):
    deed(asked, mo)
    after(7)
    assert (way_of(asked), len(told(asked))) == ((state, 1, None), 3)


@pytest.mark.parametrize("hours", [1, 40])
def test_what_is_open_again_goes_on_where_it_was(asked, mo, hours):
    at = NOON + hours * HOUR
    questions.vote_to_close(asked, by=mo, reason="focus", now=NOON)
    after(0.5)
    questions.vote_to_reopen(asked, by=mo, now=at)
    after(hours)
    assert (len(told(asked)), way_of(asked)) == {1: (3, ("going", 1, 6)), 40: (8, ("going", 2, 64))}[hours]


def test_the_only_answer_deleted_sends_it_on(asked, emmy):
    answer = an_answer(asked, emmy)
    after(1)
    questions.delete(answer, by=emmy, now=NOON + 2 * HOUR)
    run_waiting(NOON + 2 * HOUR)
    assert way_of(asked) == ("going", 1, 6)
    questions.undelete(answer, by=emmy, now=NOON + 3 * HOUR)
    after(3)
    assert way_of(asked) == ("answered", 1, None)


def test_im_on_it_holds_the_next_wave_for_a_day_and_letting_go_frees_it(asked, experts):
    take_on(asked, by=experts[9], now=NOON + 5 * HOUR)
    after(6)
    assert (len(told(asked)), way_of(asked)) == (3, ("going", 1, 29))
    let_go(asked, by=experts[9], now=NOON + 8 * HOUR)
    after(8)
    assert (len(told(asked)), way_of(asked)) == (8, ("going", 2, 32))


def test_as_long_as_anybody_is_on_it_the_next_wave_waits_and_never_comes_sooner(asked, experts):
    take_on(asked, by=experts[8], now=NOON + HOUR)
    take_on(asked, by=experts[9], now=NOON + 2 * HOUR)
    let_go(asked, by=experts[9], now=NOON + 3 * HOUR)
    run_waiting(NOON + 3 * HOUR)
    assert way_of(asked) == ("going", 1, 25)
    TakenOn.objects.update(until=NOON + 4 * HOUR)
    settle(asked.pk, now=NOON + 3 * HOUR)
    assert way_of(asked) == ("going", 1, 6)


def test_a_day_after_somebody_was_on_it_the_next_are_told(asked, experts):
    take_on(asked, by=experts[9], now=NOON + HOUR)
    after(25)
    assert len(told(asked)) == 8


def test_imported_questions_and_old_ones_are_not_told(community, ada, experts):
    question = a_question(community, ada)
    Entry.objects.filter(pk=question.pk).update(origin_id=7)
    run_waiting(NOON)
    assert not Way.objects.exists()
    old = a_question(community, ada, title="Is anybody told of a question of last month?")
    run_waiting(NOON + timedelta(days=30))
    assert (told(old), way_of(old)[0]) == (set(), "done")


def nobody_told(community, ada, member):
    question = a_question(community, ada)
    run_waiting(NOON)
    after(6)
    after(30)
    return member.handle not in told(question)


OUT = {
    "the one who asks": lambda m, q: Entry.objects.filter(pk=q.pk).update(author=m),
    "told already": lambda m, q: Told.objects.create(member=m, question=q, wave=1, at=NOON),
    "invited": lambda m, q: Invitation.objects.create(to=m, by=q.author, question=q, at=NOON),
    "on it": lambda m, q: TakenOn.objects.create(member=m, question=q, at=NOON, until=NOON),
    "waved it off": lambda m, q: NotForMe.objects.create(member=m, question=q, at=NOON),
    "blocks the asker": lambda m, q: block(q.author, by=m, now=NOON),
    "is blocked by the asker": lambda m, q: block(m, by=q.author, now=NOON),
    "wrote an answer that is deleted": lambda m, q: questions.delete(an_answer(q, m), by=m, now=NOON),
    "declined a topic": lambda m, _q: Declined.objects.create(
        member=m, topic=Topic.objects.get(name="co-authors"), at=NOON
    ),
    "declined a topic for a while": lambda m, _q: Declined.objects.create(
        member=m, topic=Topic.objects.get(name="co-authors"), until=NOON + HOUR, at=NOON
    ),
}


@pytest.mark.parametrize("why", OUT)
def test_never_told(question, emmy, why):
    OUT[why](emmy, question)
    question.refresh_from_db()
    assert emmy.pk in never_told(question, now=NOON)


def test_a_topic_declined_until_yesterday_is_declined_no_more(question, emmy):
    topic = Topic.objects.get(name="co-authors")
    Declined.objects.create(member=emmy, topic=topic, until=NOON, at=NOON - 24 * HOUR)
    assert emmy.pk not in never_told(question, now=NOON)


def suspend_here(member, community):
    Standing.objects.filter(member=member, community=community).update(suspended_until=NOON + HOUR)


def change(member, **fields):
    type(member).objects.filter(pk=member.pk).update(**fields)


def wish(member, **fields):
    Wishes.objects.create(member=member, **fields)


@pytest.mark.parametrize(
    "why",
    [
        suspend_here,
        lambda m, _c: change(m, suspended_until=NOON + HOUR),
        lambda m, _c: change(m, is_active=False),
        lambda m, _c: change(m, is_claimed=False),
        lambda m, _c: wish(m, is_asked=False),
        lambda m, _c: wish(m, weekly=0),
        lambda m, _c: wish(m, rests_until=NOON + HOUR),
        lambda m, _c: wish(m, quiet_from=time(11), quiet_until=time(13)),
        lambda m, c: Standing.objects.filter(member=m, community=c).update(joined_at=None),
    ],
)
def test_not_told_now(community, question, why):
    a_community("another")
    member = an_expert("somebody", community)
    assert reaches_of([member.pk], question, now=NOON)[member.pk].may_be_told(wide=False, now=NOON)
    why(member, community)
    assert not reaches_of([member.pk], question, now=NOON)[member.pk].may_be_told(wide=False, now=NOON)


def test_where_there_is_one_community_everybody_belongs_to_it(community, ada):
    an_expert("newcomer")
    question = a_question(community, ada)
    run_waiting(NOON)
    assert told(question) == {"newcomer"}


def test_members_of_other_communities_and_neighbours_of_the_topic_are_told_last(community, ada):
    a_community("another")
    an_expert("sibling")
    parent = Topic.objects.create(name="mathematics", created_at=NOON)
    an_expert("beside", community, topic="probability")
    an_expert("above", community, topic="mathematics")
    question = a_question(community, ada)
    Topic.objects.filter(name__in=["statistics", "probability"]).update(parent=parent)
    run_waiting(NOON)
    after(6)
    assert told(question) == set()
    after(30)
    assert told(question, wave=3) == {"sibling", "beside", "above"}


def test_who_asked_anonymously_is_not_told_and_nothing_says_so(community, experts):
    asker = experts[0]
    question = questions.ask_anonymously(
        community, by=asker, title="How do I leave a lab where nobody talks to me?",
        body="I have been here for two years, and every meeting is cancelled.", topics=["statistics"], now=NOON,
    )  # fmt: skip
    run_waiting(NOON)
    after(6)
    after(30)
    assert told(question) == {one.handle for one in experts[1:]}
    assert asker.pk not in never_told(question, now=NOON)


def test_a_week_that_is_full_stays_full_whatever_comes(community, ada):
    member = an_expert("somebody", community)
    wish(member, weekly=2)
    asked = [a_question(community, ada, title=f"How do I tell them, and is it number {n}?") for n in range(4)]
    run_waiting(NOON)
    after(6)
    assert Told.objects.filter(member=member).count() == 2
    after(7 * 24 - 1)
    assert Told.objects.filter(member=member).count() == 2
    assert {way_of(one) for one in asked} == {("done", 3, None)}


def test_what_is_read_costs_the_same_for_one_and_for_many(community, question, django_assert_num_queries):
    people = [an_expert(f"one-{number}", community).pk for number in range(30)]
    for some in (people[:1], people):
        with django_assert_num_queries(5):
            never_told(question, now=NOON)
            reaches_of(some, question, now=NOON)
