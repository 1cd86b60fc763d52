import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.safety.actions import block
from slashmentor.parts.questions import actions as questions
from slashmentor.together.notifications.models import Notification
from tests.cast import NOON, a_question, an_answer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("by", "heard"), [("ada", []), ("emmy", ["answer", "comment", "mention"])])
def test_whoever_blocks_hears_nothing_of_the_other_and_all_stays_on_the_page(
    community, question, ada, emmy, eve, by, heard
):
    """Only the one who blocks: the other hears as before."""
    blocker, other = (ada, emmy) if by == "ada" else (emmy, ada)
    block(other, by=blocker, now=NOON)
    an_answer(question, emmy)
    questions.comment(question, by=emmy, body="Which journal is it, if I may ask?", now=NOON)
    elsewhere = a_question(community, eve, title="Who has asked a journal for its raw data?")
    questions.comment(elsewhere, by=emmy, body="I think that @ada has, a year ago.", now=NOON)
    run_waiting(NOON)
    kinds = Notification.objects.filter(member=ada).exclude(kind__in=["badge", "privilege"])
    assert sorted(kinds.values_list("kind", flat=True)) == heard
    question.refresh_from_db()
    assert (question.answer_count, question.comment_count) == (1, 1)


def test_what_moderators_do_is_told_also_to_who_blocks_them(question, ada, mo):
    block(mo, by=ada, now=NOON)
    questions.vote_to_close(question, by=mo, reason="focus", now=NOON)
    run_waiting(NOON)
    assert Notification.objects.filter(member=ada, kind="closed").exists()
