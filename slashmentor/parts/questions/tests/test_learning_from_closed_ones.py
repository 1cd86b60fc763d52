from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from slashmentor.parts.questions.actions import vote_to_close
from slashmentor.parts.questions.checklist import checklist, hints
from slashmentor.parts.questions.models import CloseReason, Reason
from slashmentor.parts.questions.queries.closing import Lately, count_why_closed_lately
from tests.cast import a_question

USUAL = ["title", "tried", "context", "one", "length", "topics"]
NOTHING = {"title": "", "body": "", "topics": []}


def names(lately):
    return [point.name for point in checklist(**NOTHING, lately=lately)]


def test_a_community_that_closed_nothing_has_the_usual_list():
    assert names(None) == names(Lately([], [])) == USUAL
    assert {point.why for point in checklist(**NOTHING)} == {""}


def test_two_closed_questions_teach_nothing():
    assert names(Lately([("focus", 2)], [])) == USUAL


def test_what_was_lacking_most_often_comes_first_and_says_why():
    points = checklist(**NOTHING, lately=Lately([("details", 3), ("focus", 1)], []))
    assert [point.name for point in points] == ["tried", "context", "length", "title", "one", "topics"]
    assert points[0].why == "In this community most closed questions lacked details."


def test_rare_reasons_teach_nothing():
    assert names(Lately([("details", 9), ("opinion", 1)], []))[:3] == ["tried", "context", "length"]
    assert "grounds" not in names(Lately([("details", 9), ("opinion", 1)], []))


def test_frequent_duplicates_and_opinions_add_points():
    assert names(Lately([("duplicate", 3), ("opinion", 2)], []))[:2] == ["compared", "grounds"]


def test_own_reasons_are_hints_when_they_are_frequent():
    lately = Lately([("off_topic", 10)], [("About shopping", "Ask a shop.", 3), ("About sport", "", 2)])
    assert hints(lately) == [("About shopping", "Ask a shop.")]
    assert hints(Lately([("off_topic", 2)], [("About shopping", "", 2)])) == []


@given(st.lists(st.tuples(st.sampled_from(Reason.values), st.integers(1, 50)), unique_by=lambda row: row[0]))
def test_no_point_is_lost_or_doubled_and_the_same_closings_give_the_same_list(reasons):
    found = names(Lately(reasons, []))
    assert found == names(Lately(reasons, []))
    assert sorted(set(found)) == sorted(found)
    assert set(USUAL) <= set(found)


def test_closings_of_the_last_year_are_counted(community, ada, mo, now, django_assert_num_queries):
    why = CloseReason.objects.create(community=community, name="About shopping", added_at=now)
    for number in range(4):
        asked = a_question(community, ada, title=f"A question that is closed soon, number {number}?")
        reason = Reason.OFF_TOPIC if number else Reason.FOCUS
        vote_to_close(asked, by=mo, reason=reason, why=why if number else None, now=now)
    with django_assert_num_queries(2):
        found = count_why_closed_lately(community.pk, now=now + timedelta(days=364))
    assert found == Lately([("off_topic", 3), ("focus", 1)], [("About shopping", "", 3)])
    assert count_why_closed_lately(community.pk, now=now + timedelta(days=365)) == Lately([], [])
