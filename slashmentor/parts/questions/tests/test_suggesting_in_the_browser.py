import pytest

from slashmentor.parts.questions.actions import ask_anonymously, edit, judge, suggest
from slashmentor.parts.questions.models import Entry, Judgement, Revision, Suggestion
from tests.cast import a_member, a_question, an_answer, give_points

NEW = "I reran the script twice, and the bars are standard errors both times."
SENT = {
    "title": "How do I tell my advisor that the error bars are wrong?",
    "body": NEW,
    "topics": "statistics co-authors",
    "summary": "clearer",
    "seen": "1",
}


@pytest.fixture
def suggested(question, emmy, now):
    return suggest(question, by=emmy, body=NEW, summary="clearer", now=now)


def test_who_may_not_edit_suggests_with_the_same_form(enter, question, emmy):
    client, path = enter(emmy), f"/entries/{question.pk}/edit"
    form = client.get(path).content.decode()
    assert ("Suggest this edit" in form, "Save it" in form) == (True, False)
    response = client.post(path, SENT)
    made = Suggestion.objects.get()
    assert (response["Location"], made.body, made.by) == (f"/suggestions/{made.pk}", NEW, emmy)
    assert Entry.objects.get().body == question.body


def test_a_second_editor_is_told_and_keeps_their_words(enter, suggested, question, eve):
    client, path = enter(eve), f"/entries/{question.pk}/edit"
    assert f'href="/suggestions/{suggested.pk}"' in client.get(path).content.decode()
    response = client.post(path, {**SENT, "body": NEW + " My own words."})
    assert (response.status_code, "My own words." in response.content.decode()) == (400, True)
    assert Suggestion.objects.count() == 1


def test_a_visitor_logs_in_before_they_suggest(visitor, question):
    response = visitor.get(f"/entries/{question.pk}/edit")
    assert response["Location"].startswith("/accounts/login/?next=")


def test_its_page_shows_both_sides(visitor, suggested):
    shown = visitor.get(f"/suggestions/{suggested.pk}").content.decode()
    assert '<table class="sides">' in shown
    assert "<ins>" in shown
    assert "Take it over" not in shown


def test_the_author_takes_it_over(enter, suggested, question, ada):
    client, path = enter(ada), f"/suggestions/{suggested.pk}"
    assert "Take it over" in client.get(path).content.decode()
    assert client.post(f"{path}/judge", {"approves": "1"})["Location"] == question.get_absolute_url().replace(
        question.slug, Entry.objects.get().slug
    )
    assert Entry.objects.get().body == NEW


def test_not_this_time_without_a_reason_comes_back(enter, suggested, ada):
    response = enter(ada).post(f"/suggestions/{suggested.pk}/judge", {"approves": "0"})
    assert (response.status_code, "Please say what kept you" in response.content.decode()) == (400, True)


def test_not_this_time(enter, suggested, ada):
    sent = {"approves": "0", "reason": "It says something else now."}
    enter(ada).post(f"/suggestions/{suggested.pk}/judge", sent)
    assert Suggestion.objects.get().state == "rejected"
    assert sent["reason"] in enter(ada).get(f"/suggestions/{suggested.pk}").content.decode()


def test_a_stranger_judges_nothing(enter, suggested, eve):
    response = enter(eve).post(f"/suggestions/{suggested.pk}/judge", {"approves": "1"})
    assert (response.status_code, Judgement.objects.count()) == (403, 0)


def test_the_author_improves_it(enter, suggested, ada):
    client, path = enter(ada), f"/suggestions/{suggested.pk}/improve"
    assert NEW in client.get(path).content.decode()
    assert client.post(path, {**SENT, "body": NEW + " And once more."}).status_code == 302
    assert list(Revision.objects.order_by("number").values_list("by__handle", flat=True)) == [
        "ada",
        "emmy",
        "ada",
    ]


def test_a_stranger_improves_nothing(enter, suggested, eve):
    assert enter(eve).get(f"/suggestions/{suggested.pk}/improve").status_code == 403


def test_what_one_suggested_can_be_taken_back(enter, suggested, emmy, eve):
    path = f"/suggestions/{suggested.pk}/withdraw"
    assert enter(eve).post(path).status_code == 403
    enter(emmy).post(path)
    assert Suggestion.objects.get().state == "withdrawn"


def test_a_suggestion_for_what_is_hidden_is_not_found(visitor, enter, suggested, question, eve, now):
    Entry.objects.filter(pk=question.pk).update(deleted_at=now)
    assert [client.get(f"/suggestions/{suggested.pk}").status_code for client in (visitor, enter(eve))] == [
        404,
        404,
    ]


@pytest.mark.parametrize(
    ("who", "words"),
    [("ada", "Emmy Brandt suggests an edit"), ("mo", "Emmy Brandt suggests an edit"),
     ("emmy", "Your edit waits for review"), ("eve", None)],
)  # fmt: skip
def test_the_questions_page_says_so_to_those_who_decide(request, enter, suggested, question, who, words):
    shown = enter(request.getfixturevalue(who)).get(question.get_absolute_url()).content.decode()
    assert (f'href="/suggestions/{suggested.pk}"' in shown) == (words is not None)
    assert words is None or words in shown


def test_the_list_of_ones_own_costs_the_same_for_one_and_for_many(
    enter, community, emmy, ada, now, django_assert_num_queries
):
    community.numbers = {**community.numbers, "edits.waiting_each": 100}
    community.save()
    client = enter(emmy)
    for rows in (1, 20):
        for number in range(rows):
            asked = a_question(community, ada, title=f"A question of its own, number {rows} and {number}?")
            suggest(an_answer(asked, ada), by=emmy, body=NEW, now=now)
        with django_assert_num_queries(3):
            shown = client.get("/suggestions").content.decode()
        assert shown.count("waiting for review") == (1 if rows == 1 else 21)


def test_a_version_is_rolled_back_to_from_the_history(enter, question, ada, now):
    edit(question, by=ada, body=NEW, now=now)
    client = enter(ada)
    assert "Roll back to this version" in client.get(f"/entries/{question.pk}/history").content.decode()
    client.post(f"/entries/{question.pk}/rollback", {"to": "1"})
    assert Entry.objects.get().body == question.body
    assert list(Revision.objects.order_by("number").values_list("summary", flat=True)) == [
        "", "", "rolled back to version 1",
    ]  # fmt: skip


@pytest.mark.parametrize(("to", "status"), [("7", 400), ("", 400), ("x", 400), ("9" * 40, 400), ("1", 302)])
def test_only_versions_that_there_are(enter, question, ada, to, status):
    assert enter(ada).post(f"/entries/{question.pk}/rollback", {"to": to}).status_code == status


def test_a_stranger_rolls_nothing_back(enter, question, ada, eve, now):
    edit(question, by=ada, body=NEW, now=now)
    client = enter(eve)
    assert "Roll back" not in client.get(f"/entries/{question.pk}/history").content.decode()
    assert client.post(f"/entries/{question.pk}/rollback", {"to": "1"}).status_code == 403


def test_an_imported_first_version_comes_back_however_short(enter, question, mo, now):
    Revision.objects.all().delete()
    Entry.objects.filter(pk=question.pk).update(body="<p>As it came.</p>", body_format="html")
    edit(question, by=mo, body=NEW, now=now)
    enter(mo).post(f"/entries/{question.pk}/rollback", {"to": "1"})
    assert Entry.objects.get().body == "As it came."


def test_reviewers_read_how_many_approvals_there_are(enter, strict, ada, emmy, now):
    asked = a_question(strict, ada)
    made = suggest(asked, by=emmy, body=NEW, now=now)
    for handle in ("rosa", "ravi"):
        give_points(a_member(handle), strict, 350)
    rosa, ravi = (
        Suggestion._meta.get_field("by").related_model.objects.get(handle=one) for one in ("rosa", "ravi")
    )
    judge(made, by=rosa, approves=True, now=now)
    shown = enter(ravi).get(f"/suggestions/{made.pk}").content.decode()
    assert ("1 of 2 approvals" in shown, "Improve it first" in shown) == (True, False)
    assert "Take it over" not in enter(rosa).get(f"/suggestions/{made.pk}").content.decode()


def test_an_anonymous_asker_reads_that_others_decide_and_so_does_everybody(
    enter, community, ada, emmy, eve, now
):
    """An asker's word would tell who they are, so nobody is told that it counts."""
    title, topics = "How do I leave a lab where nobody talks to me?", ["leaving"]
    body = "I have been here for two years, and every meeting is cancelled at the last minute."
    asked = ask_anonymously(community, by=ada, title=title, topics=topics, body=body, now=now)
    form = enter(emmy).get(f"/entries/{asked.pk}/edit").content.decode()
    assert ("Two who review here see what you changed" in form, "Its author" in form) == (True, False)
    path = f"/suggestions/{suggest(asked, by=emmy, body=NEW, now=now).pk}"
    for reader in (ada, emmy, eve):
        shown = enter(reader).get(path).content.decode()
        assert ("Its author" in shown, "Take it over" in shown) == (False, False)
        assert ("You asked this anonymously, so others judge it." in shown) == (reader == ada)
        assert (f'href="/entries/{asked.pk}/edit"' in shown) == (reader == ada)
    assert (
        "A moderator or two who review here decide. You are told." in enter(emmy).get(path).content.decode()
    )
    refused = enter(eve).post(f"{path}/judge", {"approves": "1"})
    assert (refused.status_code, "Its author" in refused.content.decode()) == (403, False)
