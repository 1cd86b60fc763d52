from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from slashmentor.commons.people.models import Member
from slashmentor.parts.questions import actions as questions
from slashmentor.together.notifications.models import Notification
from slashmentor.together.notifications.tests.conftest import SAID, comment
from slashmentor.together.notifications.views import _name_of
from tests.cast import NOON, an_answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def text(response):
    return response.content.decode()


def test_who_was_told_nothing_reads_what_will_stand_here(as_ada):
    page = as_ada.get("/notifications")
    assert page.status_code == 200
    assert "Nothing has come yet" in text(page)
    assert "Mark all as read" not in text(page)


def test_each_leads_to_what_it_tells_of(as_ada, told, question, emmy, mo):
    answered = told.entry
    on_question = comment(question, emmy).comment
    on_answer = comment(answered, mo, f"{SAID} @ada").comment
    page = text(as_ada.get("/notifications"))
    path = question.get_absolute_url()
    for address in (f"/a/{answered.pk}", f"{path}#c{on_question.pk}", f"{path}#c{on_answer.pk}"):
        assert f'href="{address}"' in page


def test_what_people_wrote_stays_text(as_ada, told, emmy):
    Member.objects.filter(pk=emmy.pk).update(name="<script>alert(1)</script>")
    page = text(as_ada.get("/notifications"))
    assert "<b>&lt;script&gt;alert(1)&lt;/script&gt;</b> answered your question" in page
    assert "<script>alert" not in page


def test_looking_at_the_page_marks_nothing_as_read(as_ada, told, ada):
    assert 'class="new"' in text(as_ada.get("/notifications"))
    ada.refresh_from_db()
    assert ada.unread == 1


def test_all_are_marked_as_read_by_one_button(as_ada, told, question, emmy, ada):
    comment(question, emmy)
    answer = as_ada.post("/notifications/seen")
    assert (answer.status_code, answer.url) == (302, "/notifications")
    ada.refresh_from_db()
    assert (ada.unread, 'class="new"' in text(as_ada.get("/notifications"))) == (0, False)


def test_one_is_marked_as_read_without_leaving_the_page(as_ada, told, ada):
    answer = as_ada.post(f"/notifications/{told.pk}/seen", {"before": "99"})
    assert answer.url == "/notifications?before=99"
    ada.refresh_from_db()
    assert ada.unread == 0


def test_the_question_s_page_says_by_script_that_it_was_read(as_ada, told, question, ada):
    answer = as_ada.post("/notifications/visited", {"path": question.get_absolute_url(), "age": "300"})
    assert answer.json() == {"unread": 0}


@pytest.mark.parametrize(
    "path", ["", "/", "/questions", "/questions/999999/x", "//evil/questions/1/x", "/a/1"]
)
def test_other_pages_say_nothing(as_ada, told, path):
    assert as_ada.post("/notifications/visited", {"path": path}).json() == {"unread": 1}


def test_every_one_is_on_one_page_newest_first(as_ada, told, ada, emmy):
    now = NOON
    Notification.objects.bulk_create(
        Notification(member=ada, kind="answer", by=emmy, entry=told.entry, at=now) for _n in range(84)
    )
    pages, address = [], "/notifications"
    while address:
        page = text(as_ada.get(address))
        pages.append(page.count("answered your question"))
        rest = page.partition('rel="next" href="')[2]
        address = rest.partition('"')[0]
    assert pages == [80, 80, 10]  # each is there twice: as a link, and as the name of its button


def test_a_page_costs_the_same_for_one_and_for_a_hundred(as_ada, told, ada, emmy, django_assert_num_queries):
    with django_assert_num_queries(3):
        as_ada.get("/notifications")
    Notification.objects.bulk_create(
        Notification(member=ada, kind="answer", by=emmy, entry=told.entry, at=NOON) for _n in range(100)
    )
    with django_assert_num_queries(3):
        as_ada.get("/notifications")


@pytest.mark.parametrize("place", ["x", "-1", "1" * 30, "²"])
def test_a_made_up_place_is_not_found(as_ada, place):
    assert as_ada.get("/notifications", {"before": place}).status_code == 404


CANARY = "canary in the coal mine, which sings of what is hidden"


@pytest.mark.parametrize("what", ["answer", "question", "comment"])
def test_nothing_of_what_was_deleted_is_shown(as_ada, community, ada, emmy, mo, what):
    question = questions.ask(
        community, by=mo, title=f"Question of the {CANARY[:40]}", body=f"{SAID} @ada {CANARY}",
        topics=["birds"], now=NOON,
    )  # fmt: skip
    answer = an_answer(question, emmy, body=f"{SAID} @ada {CANARY}")
    told = comment(question, emmy, f"{SAID} @ada {CANARY}").comment
    assert text(as_ada.get("/notifications")).count("canary") > 3
    match what:
        case "answer":
            questions.delete(answer, by=emmy, now=NOON)
        case "question":
            questions.delete(question, by=mo, now=NOON)
        case "comment":
            questions.delete_comment(told, by=emmy, now=NOON)
    if what != "question":  # its title is still everybody's
        Notification.objects.exclude(**{"comment": told} if what == "comment" else {"entry": answer}).delete()
    page = text(as_ada.get("/notifications"))
    assert "has been deleted since" in page
    assert ("canary" in page, "Emmy" in page) == (False, False)


def test_the_figure_is_asked_for_by_members_only(client, told, ada):
    assert client.get("/notifications/unread").status_code == 401
    client.force_login(ada)
    answer = client.get("/notifications/unread")
    assert (answer.json(), answer["Cache-Control"]) == ({"unread": 1}, "private, no-store")


@pytest.mark.parametrize(
    ("name", "method", "status"),
    [
        ("list", "get", 302), ("mail", "get", 302), ("mail", "post", 302), ("see-all", "post", 302),
        ("visited", "post", 401), ("unread", "get", 401), ("see-all", "get", 302), ("visited", "get", 405),
    ],
)  # fmt: skip
def test_visitors_are_sent_to_the_door(client, name, method, status):
    answer = getattr(client, method)(reverse(f"notifications:{name}"))
    assert answer.status_code == status


def test_days_have_names(db):
    today = datetime(2026, 3, 2, tzinfo=UTC).date()
    names = [_name_of(today - timedelta(days=days), today) for days in (0, 1, 2, 90)]
    assert names == ["Today", "Yesterday", "Saturday 28 February", "2 December 2025"]
