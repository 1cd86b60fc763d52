import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.parts.questions import actions
from slashmentor.together.notifications.models import Notification
from tests.cast import NOON, a_member, a_question, an_answer

pytestmark = pytest.mark.django_db

LONG = "This is what I would add, having been there once."


def heard():
    """Who was told what, by the background work of everything that happened until now."""
    run_waiting(NOON)
    return set(told().values_list("member__handle", "kind"))


def told():
    """What points open, badges and questions that may be for one are other stories."""
    return Notification.objects.exclude(kind__in=["privilege", "badge", "asked"])


def quiet():
    """What happened until now is old."""
    run_waiting(NOON)
    Notification.objects.all().delete()


@pytest.fixture
def place(community, ada, emmy, eve, mo):
    """ada asked, emmy answered, eve follows; a closed and an unclaimed account follow as well."""
    question = a_question(community, ada)
    answer = an_answer(question, emmy)
    actions.follow(question, by=eve, now=NOON)
    for handle, fields in (("closed", {}), ("brought", {"is_claimed": False})):
        actions.follow(question, by=a_member(handle, **fields), now=NOON)
    type(ada).objects.filter(handle="closed").update(is_active=False)
    quiet()
    return question, answer


def ask(place, by, body):
    a_question(place[0].community, by, body=body)


def answer(place, by, body):
    actions.answer(place[0], by=by, body=body, now=NOON)


def comment_question(place, by, body):
    actions.comment(place[0], by=by, body=body, now=NOON)


def comment_answer(place, by, body):
    actions.comment(place[1], by=by, body=body, now=NOON)


def edit_question(place, by, body):
    actions.edit(place[0], by=by, body=body, now=NOON)


def edit_answer(place, by, body):
    actions.edit(place[1], by=by, body=body, now=NOON)


def accept(place, by, body):
    actions.accept(place[1], by=by, now=NOON)


@pytest.mark.parametrize(
    ("do", "by", "body", "expected"),
    [
        (ask, "ada", LONG, set()),
        (ask, "ada", f"{LONG} @emmy @nobody @ada", {("emmy", "mention")}),
        (ask, "ada", f"{LONG} @closed @brought", set()),
        (ask, "ada", f"{LONG} `@emmy`", set()),
        (answer, "mo", LONG, {("ada", "answer"), ("eve", "follow")}),
        (answer, "mo", f"{LONG} @ada @eve", {("ada", "answer"), ("eve", "mention")}),
        (answer, "eve", LONG, {("ada", "answer")}),
        (answer, "ada", LONG, {("eve", "follow")}),
        (answer, "mo", f"{LONG} @MO @EMMY", {("ada", "answer"), ("eve", "follow"), ("emmy", "mention")}),
        (comment_question, "mo", LONG, {("ada", "comment")}),
        (comment_question, "ada", LONG, set()),
        (comment_question, "mo", f"{LONG} @ada @eve", {("ada", "comment"), ("eve", "mention")}),
        (comment_answer, "mo", LONG, {("emmy", "comment")}),
        (comment_answer, "emmy", f"{LONG} @ada", {("ada", "mention")}),
        (edit_question, "ada", LONG, set()),
        (edit_question, "mo", LONG, {("ada", "edit")}),
        (edit_question, "mo", f"{LONG} @ada @eve", {("ada", "edit"), ("eve", "mention")}),
        (edit_answer, "mo", LONG, {("emmy", "edit")}),
        (edit_answer, "emmy", f"{LONG} @eve", {("eve", "mention")}),
        (accept, "ada", "", {("emmy", "accept")}),
    ],
)
def test_each_deed_is_heard_by_those_it_is_for(place, ada, emmy, eve, mo, do, by, body, expected):
    cast = {member.handle: member for member in (ada, emmy, eve, mo)}
    do(place, cast[by], body)
    assert heard() == expected


def test_who_commented_before_is_replied_to(place, mo, eve):
    comment_answer(place, mo, LONG)
    quiet()
    comment_answer(place, eve, f"@mo {LONG}")
    assert heard() == {("emmy", "comment"), ("mo", "reply")}


def test_editing_a_text_calls_nobody_twice(place, emmy):
    edit_answer(place, emmy, f"{LONG} @eve")
    heard()
    edit_answer(place, emmy, f"{LONG} Or thereabouts, @eve")
    run_waiting(NOON)
    assert told().count() == 1


def test_a_second_edit_tells_nothing_while_the_first_is_unseen(place, mo):
    edit_answer(place, mo, f"{LONG} Once.")
    edit_answer(place, mo, f"{LONG} Twice.")
    heard()
    assert told().count() == 1
    Notification.objects.update(seen_at=NOON)
    edit_answer(place, mo, f"{LONG} Thrice.")
    heard()
    assert told().count() == 2


def test_who_is_mentioned_by_editing_a_comment_hears_of_it_once(place, mo):
    comment = actions.comment(place[1], by=mo, body=LONG, now=NOON)
    heard()
    actions.edit_comment(comment, by=mo, body=f"{LONG} @eve @emmy", now=NOON)
    assert heard() == {("emmy", "comment"), ("eve", "mention")}
    actions.edit_comment(comment, by=mo, body=f"{LONG} Really, @eve", now=NOON)
    run_waiting(NOON)
    assert told().count() == 2


def test_what_is_deleted_before_it_is_told_is_not_told(place, mo):
    answered = actions.answer(place[0], by=mo, body=LONG, now=NOON)
    actions.delete(answered, by=mo, now=NOON)
    assert heard() == set()


def test_a_text_that_calls_everybody_calls_twenty(place, ada):
    handles = [a_member(f"member{number}").handle for number in range(30)]
    ask(place, ada, " ".join(f"@{handle}" for handle in handles))
    assert len(heard()) == 20


def test_who_closed_their_account_in_the_meantime_hears_nothing(place, mo, ada):
    answer(place, mo, LONG)
    type(ada).objects.filter(pk=ada.pk).update(is_active=False)
    assert heard() == {("eve", "follow")}
