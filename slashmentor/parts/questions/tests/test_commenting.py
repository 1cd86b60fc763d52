from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.actions import comment, delete_comment, edit_comment, find_useful
from slashmentor.parts.questions.models import Comment, CommentVote, Entry

WORDS = "Is the raw data somewhere that all five of you can read?"


@pytest.fixture
def remark(question, emmy, now):
    return comment(question, by=emmy, body=WORDS, now=now)


def test_a_comment_is_made(question, remark):
    assert remark.body_html == WORDS
    assert Entry.objects.get(pk=question.pk).comment_count == 1
    assert Happening.objects.get(verb="entry.commented").about == remark


def test_mentions_are_passed_on(question, emmy, now):
    comment(question, by=emmy, body="@ada could you add the script, please?", now=now)
    assert Happening.objects.get(verb="entry.commented").data == {"mentions": ["ada"]}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("+1", "Please say a little more: at least 15 characters."),
        ("x" * 601, "A comment has at most 600 characters; this one has 601. An answer can be longer."),
    ],
)
def test_a_comment_has_a_size(question, emmy, now, body, sentence):
    with pytest.raises(Invalid) as caught:
        comment(question, by=emmy, body=body, now=now)
    assert caught.value.errors == {"body": sentence}


@pytest.mark.parametrize(("minutes", "may"), [(0, True), (5, True), (6, False)])
def test_a_comment_can_be_edited_for_five_minutes(remark, emmy, now, minutes, may):
    later = now + timedelta(minutes=minutes)
    if may:
        assert edit_comment(remark, by=emmy, body=WORDS + " All.", now=later).body == WORDS + " All."
    else:
        with pytest.raises(Refused, match="A comment can be edited for 5 minutes"):
            edit_comment(remark, by=emmy, body=WORDS + " All.", now=later)


def test_a_moderator_can_edit_it_later(remark, mo, now):
    assert edit_comment(remark, by=mo, body=WORDS + " All.", now=now + timedelta(days=3)).edited_at


def test_nobody_else_can(remark, ada, now):
    with pytest.raises(Refused, match="You can edit the comments that you wrote yourself"):
        edit_comment(remark, by=ada, body=WORDS + " All.", now=now)


def test_a_comment_is_deleted_once(question, remark, emmy, now):
    delete_comment(remark, by=emmy, now=now)
    delete_comment(remark, by=emmy, now=now)
    assert Entry.objects.get(pk=question.pk).comment_count == 0
    assert Happening.objects.filter(verb="comment.deleted").count() == 1


def test_useful_counts_once_and_can_be_taken_back(remark, ada, now):
    find_useful(remark, by=ada, now=now)
    find_useful(remark, by=ada, now=now)
    assert Comment.objects.get().score == 1
    find_useful(remark, by=ada, useful=False, now=now)
    find_useful(remark, by=ada, useful=False, now=now)
    assert Comment.objects.get().score == 0


def test_ones_own_comment_is_for_others_to_find_useful(remark, emmy, now):
    with pytest.raises(Refused, match="This is for the comments of others"):
        find_useful(remark, by=emmy, now=now)


def test_thirty_a_day(question, remark, emmy, ada, now):
    others = Comment.objects.bulk_create(
        Comment(
            entry=question,
            community=question.community,
            author=emmy,
            body=WORDS,
            body_html=WORDS,
            created_at=now,
        )
        for _number in range(30)
    )
    CommentVote.objects.bulk_create(CommentVote(voter=ada, comment=other, cast_at=now) for other in others)
    with pytest.raises(Refused, match="You have found 30 comments useful today"):
        find_useful(remark, by=ada, now=now)
    assert find_useful(remark, by=ada, now=now + timedelta(days=1)).score == 1
