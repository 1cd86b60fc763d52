import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from slashmentor.parts.questions.actions import comment, delete, edit
from slashmentor.parts.questions.models import Bookmark, Comment, Entry, Following, Vote
from tests.cast import an_answer

ANSWER = "Write to the person alone, and bring the one page that shows it."
HTMX = {"HX-Request": "true"}


def test_a_member_answers(enter, question, emmy):
    response = enter(emmy).post(f"/questions/{question.pk}/answers", {"body": ANSWER})
    made = Entry.objects.get(question=question)
    assert response["Location"] == f"{question.get_absolute_url()}#a{made.pk}"
    assert (made.body, made.author) == (ANSWER, emmy)


def test_an_answer_too_short_comes_back_with_a_sentence(enter, question, emmy):
    response = enter(emmy).post(f"/questions/{question.pk}/answers", {"body": "Yes."})
    assert (
        response.status_code,
        b"Please say a little more" in response.content,
        b">Yes.<" in response.content.replace(b"\n", b""),
    ) == (400, True, True)


def test_a_visitors_answer_waits_for_them(visitor, question, emmy):
    response = visitor.post(f"/questions/{question.pk}/answers", {"body": ANSWER})
    assert response["Location"].startswith("/accounts/login/?next=%2Fquestions%2F")
    visitor.force_login(emmy)
    assert ANSWER in visitor.get(question.get_absolute_url()).content.decode()


def test_a_members_answer_needs_the_forms_token(question, emmy):
    client = Client(enforce_csrf_checks=True)
    client.force_login(emmy)
    assert client.post(f"/questions/{question.pk}/answers", {"body": ANSWER}).status_code == 403


def test_a_closed_question_takes_no_answer(enter, question, emmy, now):
    Entry.objects.filter(pk=question.pk).update(closed_at=now)
    response = enter(emmy).post(f"/questions/{question.pk}/answers", {"body": ANSWER})
    assert (response.status_code, b"This question is closed" in response.content) == (403, True)


def test_useful_and_taken_back(enter, question, emmy):
    client = enter(emmy)
    client.post(f"/entries/{question.pk}/vote", {"value": "1"})
    assert Vote.objects.get().value == 1
    response = client.post(f"/entries/{question.pk}/vote", {"value": "0"})
    assert (Vote.objects.count(), response.status_code) == (0, 302)


def test_htmx_gets_the_vote_anew(enter, question, emmy):
    part = enter(emmy).post(f"/entries/{question.pk}/vote", {"value": "1"}, headers=HTMX).content.decode()
    assert re.findall(r"<output[^>]*>(\d+)</output>", part) == ["1"]
    assert 'name="value" value="0" aria-label="Useful" aria-pressed="true"' in part


def test_needs_work_asks_for_the_reason_and_does_without(enter, question, emmy):
    client = enter(emmy)
    assert b"What would make it better?" in client.get(f"/entries/{question.pk}/needs-work").content
    assert client.post(f"/entries/{question.pk}/vote", {"value": "-1", "body": " "}).status_code == 302
    assert (Vote.objects.get().value, Comment.objects.count()) == (-1, 0)


def test_a_reason_too_short_takes_the_vote_with_it(enter, question, emmy):
    response = enter(emmy).post(f"/entries/{question.pk}/vote", {"value": "-1", "body": "Bad."})
    assert (response.status_code, Vote.objects.count()) == (400, 0)


def test_needs_work_is_said_in_a_comment(enter, question, emmy):
    enter(emmy).post(
        f"/entries/{question.pk}/vote",
        {"value": "-1", "body": "Which test did you use, and on how many samples?"},
    )
    assert (Vote.objects.get().value, Comment.objects.get().author) == (-1, emmy)


def test_no_reason_in_public_when_the_vote_was_refused(enter, question, ada):
    response = enter(ada).post(
        f"/entries/{question.pk}/vote", {"value": "-1", "body": "I should have said this better."}
    )
    assert (response.status_code, Comment.objects.count()) == (403, 0)


@pytest.mark.parametrize("value", ["", "2", "x", "-2", "1.0"])
def test_other_votes_there_are_none(enter, question, emmy, value):
    assert enter(emmy).post(f"/entries/{question.pk}/vote", {"value": value}).status_code == 400


def test_the_asker_accepts_and_takes_back(enter, question, answer, ada):
    client = enter(ada)
    client.post(f"/entries/{answer.pk}/accept", {"accepted": "1"})
    assert Entry.objects.get(pk=question.pk).accepted_id == answer.pk
    client.post(f"/entries/{answer.pk}/accept", {"accepted": "0"})
    assert Entry.objects.get(pk=question.pk).accepted_id is None


def test_nobody_else_accepts(enter, question, answer, eve):
    assert enter(eve).post(f"/entries/{answer.pk}/accept", {"accepted": "1"}).status_code == 403


def test_keep_and_follow_with_and_without_htmx(enter, question, emmy):
    client = enter(emmy)
    client.post(f"/entries/{question.pk}/keep", {"kept": "1"})
    part = client.post(f"/questions/{question.pk}/follow", {"follows": "1"}, headers=HTMX).content.decode()
    assert (Bookmark.objects.count(), Following.objects.filter(member=emmy).count()) == (1, 1)
    assert 'name="follows" value="0" aria-pressed="true">Following<' in part


def test_a_comment_with_and_without_htmx(enter, question, emmy):
    client = enter(emmy)
    response = client.post(f"/entries/{question.pk}/comments", {"body": "Which version of the script?"})
    part = client.post(
        f"/entries/{question.pk}/comments", {"body": "And on which machine did it run?"}, headers=HTMX
    )
    assert response["Location"] == question.get_absolute_url()
    assert "And on which machine" in part.content.decode()
    assert "Which version" in part.content.decode()


def test_a_comment_too_short_comes_back(enter, question, emmy):
    response = enter(emmy).post(f"/entries/{question.pk}/comments", {"body": "+1"})
    assert (response.status_code, Comment.objects.count()) == (400, 0)


def test_a_comment_is_edited_found_useful_and_deleted(enter, question, emmy, eve, monkeypatch, now):
    made = comment(question, by=emmy, body="Which version of the script?", now=now)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert enter(emmy).get(f"/comments/{made.pk}/edit").status_code == 200
    enter(emmy).post(f"/comments/{made.pk}/edit", {"body": "Which version of the script, please?"})
    enter(eve).post(f"/comments/{made.pk}/useful", {"useful": "1"})
    made.refresh_from_db()
    assert (made.body, made.score) == ("Which version of the script, please?", 1)
    assert b"Delete the comment?" in enter(emmy).get(f"/comments/{made.pk}/delete").content
    enter(emmy).post(f"/comments/{made.pk}/delete")
    assert enter(emmy).get(f"/comments/{made.pk}/edit").status_code == 404


def sent(**words):
    return {
        "title": "How do I tell my advisor that bars are wrong?",
        "body": ANSWER,
        "topics": "power",
        "seen": "1",
        **words,
    }


def test_an_edit_changes_title_text_and_topics(enter, question, ada):
    page = enter(ada).get(f"/entries/{question.pk}/edit").content.decode()
    assert 'name="seen" value="1"' in page
    assert 'value="statistics co-authors"' in page
    enter(ada).post(f"/entries/{question.pk}/edit", sent(summary="Shorter"))
    question.refresh_from_db()
    assert (question.title, question.topic_names, question.revision_count) == (sent()["title"], ["power"], 2)


def test_two_edits_at_once_lose_nobodys_words(enter, question, ada, mo, now):
    edit(question, by=mo, body="The moderator’s words, which were saved first of the two.", now=now)
    response = enter(ada).post(f"/entries/{question.pk}/edit", sent())
    page = response.content.decode()
    assert response.status_code == 400
    assert "Somebody edited this while you were writing" in page
    assert ANSWER in page
    assert "moderator" in page
    assert 'name="seen" value="2"' in page
    assert enter(ada).post(f"/entries/{question.pk}/edit", sent(seen="2")).status_code == 302


def test_others_cant_edit_but_suggest(enter, question, answer, eve):
    for entry in (question, answer):
        assert "Suggest this edit" in enter(eve).get(f"/entries/{entry.pk}/edit").content.decode()
        enter(eve).post(f"/entries/{entry.pk}/edit", sent())
    assert not Entry.objects.filter(edited_at__isnull=False).exists()


def test_an_imported_text_is_edited_as_markdown(enter, question, ada):
    Entry.objects.filter(pk=question.pk).update(
        body_format="html", body="<p>Bars are <b>wrong</b>.</p>", body_html="<p>Bars are <b>wrong</b>.</p>"
    )
    assert "Bars are **wrong**." in enter(ada).get(f"/entries/{question.pk}/edit").content.decode()


def test_the_history_shows_what_changed(visitor, question, ada, now):
    edit(question, by=ada, body=question.body.replace("standard", "wrong"), summary="Plainer words", now=now)
    page = visitor.get(f"/questions/{question.pk}/history").content.decode()
    assert "<del>standard </del>" in page
    assert "<ins>wrong </ins>" in page
    assert "Plainer words" in page


def test_an_answer_has_its_history_too(visitor, answer, emmy, now):
    edit(answer, by=emmy, body=ANSWER + " Today.", now=now)
    assert "<ins>" in visitor.get(f"/entries/{answer.pk}/history").content.decode()


def test_deleting_asks_first_and_can_be_undone(enter, question, ada):
    client = enter(ada)
    assert b"Delete this question?" in client.get(f"/entries/{question.pk}/delete").content
    assert client.post(f"/entries/{question.pk}/delete")["Location"] == "/questions"
    assert b"Bring this question back?" in client.get(f"/entries/{question.pk}/undelete").content
    assert client.post(f"/entries/{question.pk}/undelete")["Location"] == question.get_absolute_url()


def test_what_others_put_work_into_stays(enter, question, answer, ada):
    assert enter(ada).get(f"/entries/{question.pk}/delete").status_code == 403
    assert enter(ada).post(f"/entries/{question.pk}/delete").status_code == 403


MEMBERS_ONLY = [
    ("post", "/entries/{0}/vote"), ("get", "/entries/{0}/needs-work"), ("post", "/entries/{0}/keep"),
    ("post", "/entries/{0}/accept"), ("post", "/entries/{0}/comments"), ("get", "/entries/{0}/edit"),
    ("post", "/entries/{0}/edit"), ("get", "/entries/{0}/delete"), ("post", "/entries/{0}/delete"),
    ("get", "/entries/{0}/undelete"), ("post", "/entries/{0}/undelete"), ("post", "/questions/{0}/follow"),
    ("get", "/bookmarks"), ("get", "/following"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), MEMBERS_ONLY)
def test_visitors_are_asked_to_log_in(visitor, question, method, path):
    response = getattr(visitor, method)(path.format(question.pk))
    assert response["Location"].startswith("/accounts/login/?next=/")
    response = getattr(visitor, method)(path.format(question.pk), headers=HTMX)
    assert response["HX-Redirect"].startswith("/accounts/login/?next=/")


@pytest.mark.parametrize(("method", "path"), [row for row in MEMBERS_ONLY if "{0}" in row[1]])
def test_what_is_hidden_is_not_found_whatever_one_does(enter, question, ada, eve, now, method, path):
    delete(question, by=ada, now=now)
    assert getattr(enter(eve), method)(path.format(question.pk)).status_code == 404
    assert getattr(enter(eve), method)(path.format(999_999)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/entries/{0}/vote",
        "/entries/{0}/keep",
        "/entries/{0}/accept",
        "/questions/{0}/follow",
        "/questions/{0}/answers",
        "/text/preview",
    ],
)
def test_a_link_changes_nothing(enter, question, emmy, path):
    assert enter(emmy).get(path.format(question.pk)).status_code == 405


def test_the_answer_form_of_a_member_has_a_token_and_a_kept_page_has_none(visitor, enter, question, emmy):
    assert "csrfmiddlewaretoken" not in visitor.get(question.get_absolute_url()).content.decode()
    assert "csrfmiddlewaretoken" in enter(emmy).get(question.get_absolute_url()).content.decode()


def test_own_answers_can_be_voted_on_by_nobody_like_oneself(enter, question, emmy):
    mine = an_answer(question, emmy)
    assert enter(emmy).post(f"/entries/{mine.pk}/vote", {"value": "1"}).status_code == 403


@pytest.mark.parametrize(("minutes", "offered"), [(4, True), (6, False)])
def test_a_comment_offers_to_be_edited_as_long_as_it_can_be(enter, question, emmy, minutes, offered):
    made = comment(
        question,
        by=emmy,
        body="Which version of the script?",
        now=timezone.now() - timedelta(minutes=minutes),
    )
    page = enter(emmy).get(question.get_absolute_url()).content.decode()
    assert (f"/comments/{made.pk}/edit" in page) is offered
    assert f"/comments/{made.pk}/delete" in page
