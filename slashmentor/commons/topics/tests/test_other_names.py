import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics.actions import decide_synonym, suggest_synonym
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.commons.topics.models import Synonym, Topic
from slashmentor.commons.topics.queries import main_names
from tests.cast import a_member, give_points


@pytest.fixture
def refereeing(topic, strict, emmy, now):
    """Suggested as another name of peer-review, by emmy."""
    give_points(emmy, strict, 1250)
    return suggest_synonym(topic, name="Refereeing", community=strict, by=emmy, now=now)


@pytest.fixture
def rosa(strict):
    """Decides."""
    member = a_member("rosa")
    give_points(member, strict, 1500)
    return member


@pytest.mark.parametrize(
    ("grown", "points", "may"),
    [(False, 1249, False), (False, 1250, True), (True, 2499, False), (True, 2500, True)],
)
def test_who_suggests_another_name(topic, strict, eve, grown, points, may, now):
    strict.is_grown = grown
    strict.save()
    give_points(eve, strict, points)
    if may:
        assert (
            suggest_synonym(topic, name="refereeing", community=strict, by=eve, now=now).name == "refereeing"
        )
    else:
        with pytest.raises(Refused, match="Suggesting topic synonyms opens at"):
            suggest_synonym(topic, name="refereeing", community=strict, by=eve, now=now)


def test_it_leads_nowhere_until_it_is_approved(refereeing, rosa, now):
    assert main_names(["refereeing", "phd"]) == ["refereeing", "phd"]
    for _time in range(2):
        decide_synonym(refereeing, by=rosa, approves=True, now=now)
    assert main_names(["refereeing", "peer-review", "phd"]) == ["peer-review", "phd"]
    assert Happening.objects.filter(verb="synonym.decided").count() == 1


def test_an_approved_one_ends_when_it_is_declined(refereeing, rosa, now):
    decide_synonym(refereeing, by=rosa, approves=True, now=now)
    decide_synonym(refereeing, by=rosa, approves=False, now=now)
    assert main_names(["refereeing"]) == ["refereeing"]


def test_suggested_twice_it_is_one(refereeing, topic, strict, emmy, now):
    assert suggest_synonym(topic, name="/refereeing", community=strict, by=emmy, now=now) == refereeing
    assert Happening.objects.filter(verb="synonym.suggested").count() == 1


def test_nobody_decides_about_their_own(refereeing, strict, emmy, now):
    give_points(emmy, strict, 1500)
    with pytest.raises(Refused, match="Others decide"):
        decide_synonym(refereeing, by=emmy, approves=True, now=now)


def test_whoever_has_fewer_points_decides_nothing(refereeing, strict, eve, now):
    give_points(eve, strict, 1499)
    with pytest.raises(Refused, match="Approving topic wikis opens at 1500 points here; you have 1499"):
        decide_synonym(refereeing, by=eve, approves=True, now=now)


@pytest.mark.parametrize("name", ["peer-review", "", "a b" * 20, "two\x00"])
def test_what_is_no_other_name(refereeing, topic, strict, emmy, name, now):
    with pytest.raises(Invalid):
        suggest_synonym(topic, name=name, community=strict, by=emmy, now=now)


def test_a_name_leads_to_one_topic_only(refereeing, strict, emmy, rosa, now):
    decide_synonym(refereeing, by=rosa, approves=True, now=now)
    other = Topic.objects.create(name="journals", created_at=now)
    with pytest.raises(Invalid, match="another name of /peer-review already"):
        suggest_synonym(other, name="refereeing", community=strict, by=emmy, now=now)


def test_of_two_suggestions_for_one_name_one_is_approved(refereeing, strict, emmy, rosa, now):
    other = Topic.objects.create(name="journals", created_at=now)
    second = suggest_synonym(other, name="refereeing", community=strict, by=emmy, now=now)
    decide_synonym(refereeing, by=rosa, approves=True, now=now)
    with pytest.raises(Invalid, match="another name of a topic already"):
        decide_synonym(second, by=rosa, approves=True, now=now)


def test_whoever_lists_another_name_lists_the_topic(refereeing, rosa, eve, now):
    decide_synonym(refereeing, by=rosa, approves=True, now=now)
    list_expertise(eve, by=eve, levels={"Refereeing": "expert"}, now=now)
    eve.refresh_from_db()
    assert eve.knows == [{"topic": "peer-review", "level": "expert"}]


def test_completion_offers_the_topic(visitor, refereeing, rosa, now):
    decide_synonym(refereeing, by=rosa, approves=True, now=now)
    assert visitor.get("/topics/complete?q=refe").json() == [
        {"value": "peer-review", "label": "refereeing is another name of it"}
    ]


def test_a_topic_of_that_name_is_merged_by_those_who_look_after_its_communities(
    refereeing, rosa, strict, mo, now
):
    used = Topic.objects.create(name="refereeing", question_count=1, created_at=now)
    used.here.create(community=mo.moderates.get().community, question_count=1)
    with pytest.raises(Refused, match="a host can merge the two"):
        decide_synonym(refereeing, by=rosa, approves=True, now=now)
    assert Synonym.objects.get().approved is None
