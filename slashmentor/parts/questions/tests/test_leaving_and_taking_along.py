from django.core.files.uploadedfile import SimpleUploadedFile

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.media.actions import add_picture
from slashmentor.commons.media.models import Picture
from slashmentor.commons.media.tests.test_bringing_pictures import picture
from slashmentor.commons.people.actions import leave
from slashmentor.commons.people.data import everything
from slashmentor.parts.questions.actions import (
    accept,
    comment,
    find_useful,
    follow,
    judge,
    keep,
    suggest,
    vote,
)
from slashmentor.parts.questions.models import Comment, Entry, Suggestion
from tests.cast import a_question, an_answer


def test_the_export_holds_all_they_did(question, answer, ada, emmy, now):
    comment(question, by=emmy, body="Which version of the script?", now=now)
    vote(question, by=emmy, value=1, now=now)
    keep(question, by=emmy, now=now)
    follow(question, by=emmy, now=now)
    held = everything(emmy)["questions"]
    assert {name: len(rows) for name, rows in held.items()} == {
        "asked": 0, "answered": 1, "commented": 1, "edited": 1, "votes": 1, "useful_comments": 0, "bookmarks": 1,
        "bounties": 0, "following": 1, "missed_in_mine": 0, "vote_notes": 0, "welcomed": 0, "welcomes": 0,
        "suggested_edits": 0, "judged_edits": 0, "votes_to_close_and_delete": 0,
    }  # fmt: skip
    assert held["answered"][0]["body"] == answer.body


def test_votes_and_marks_go_with_the_account(question, answer, ada, emmy, eve, now):
    said = comment(question, by=emmy, body="Which version of the script?", now=now)
    for entry in (question, answer):
        vote(entry, by=eve, value=1, now=now)
        keep(entry, by=eve, now=now)
    find_useful(said, by=eve, now=now)
    leave(eve, by=eve, now=now)
    for entry in (question, answer):
        entry.refresh_from_db()
        assert (entry.score, entry.ups, entry.votes.count(), entry.bookmark_count) == (0, 0, 0, 0)
    said.refresh_from_db()
    assert (said.score, question.is_answered, question.taggings.first().score) == (0, False, 0)


def test_words_that_stay_lose_the_name(visitor, question, answer, emmy, ada, now):
    visitor.get(question.get_absolute_url())
    leave(emmy, by=emmy, keep_words=True, now=now)
    page = visitor.get(question.get_absolute_url()).content.decode()
    assert "Write to the person alone" in page
    assert "Somebody who left" in page
    assert "Emmy Brandt" not in page


def test_words_that_go_are_nowhere(visitor, question, ada, emmy, now):
    _first, accepted = an_answer(question, emmy), an_answer(question, emmy)
    accept(accepted, by=ada, now=now)
    comment(question, by=emmy, body="Which version of the script?", now=now)
    leave(emmy, by=emmy, keep_words=False, now=now)
    run_waiting(now)
    page = visitor.get(question.get_absolute_url()).content.decode()
    assert (
        "Write to the person" in page,
        "Which version" in page,
        page.count("<p>Taken back by its author."),
    ) == (False, False, 1)
    assert not Entry.objects.filter(body__contains="Write to").exists()
    assert not Comment.objects.filter(body__contains="Which").exists()


def test_a_question_that_others_answered_stays_as_a_frame(visitor, community, question, answer, ada, now):
    alone = a_question(community, ada, title="May I ask this one alone?")
    leave(ada, by=ada, keep_words=False, now=now)
    question.refresh_from_db()
    alone.refresh_from_db()
    assert (question.title, question.deleted_at) == ("A question that its author took back", None)
    assert (alone.title, alone.deleted_at) == ("A question that its author took back", now)
    assert visitor.get(question.get_absolute_url()).status_code == 200


def test_a_picture_stays_with_the_words_that_show_it(question, emmy, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    shown, unused = (
        add_picture(SimpleUploadedFile("x.png", picture(size=size)), by=emmy, alt="A plot", now=now)
        for size in ((40, 30), (30, 40))
    )
    an_answer(question, emmy, body=f"Look at the error bars before you write to them: ![A plot]({shown.url})")
    leave(emmy, by=emmy, keep_words=True, now=now)
    assert [(one.name, one.owner) for one in Picture.objects.all()] == [(shown.name, None)]
    assert unused.name != shown.name


def test_suggested_edits_come_along_and_go_with_their_words(question, ada, emmy, eve, now):
    words = "I reran the script twice, and the bars are standard errors both times."
    judge(suggest(question, by=emmy, body=words, now=now), by=ada, approves=True, now=now)
    suggest(question, by=emmy, body=f"{words} Thrice.", now=now)
    assert [each["state"] for each in everything(emmy)["questions"]["suggested_edits"]] == [
        "approved",
        "waiting",
    ]
    assert len(everything(ada)["questions"]["judged_edits"]) == 1
    leave(emmy, by=emmy, keep_words=False, now=now)
    assert (Suggestion.objects.count(), Entry.objects.get().body) == (0, words)
