"""/for-you as a member meets it: what waits, what they say of it, and how it ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from slashmentor.parts.questions.actions import delete
from slashmentor.together.routing import actions
from slashmentor.together.routing.models import Declined, Fit, Later, Learned, NotForMe, TakenOn, Told, Wishes
from slashmentor.together.routing.tests.test_guessing_what_fits import asked, knows

LISTED = {"kind": "listed", "topic": "funding", "level": "expert"}
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/for-you"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def fits(community, ada, emmy, now):
    """Makes questions that fit emmy, the first one best."""

    def make(number=1):
        Learned.objects.get_or_create(state=Learned.State.IN_USE, defaults={"begun_at": now})
        made = [asked(community, ada, "funding", now=now) for _number in range(number)]
        Fit.objects.bulk_create(
            Fit(member=emmy, question=one, score=-place, place=place, facts=[LISTED], at=now)
            for place, one in enumerate(made, 1)
        )
        return made

    return make


@pytest.fixture
def page(client, emmy):
    client.force_login(emmy)

    def shown():
        return client.get("/for-you").content.decode()

    return shown


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get("/for-you").headers["Location"] == "/accounts/login/?next=/for-you"


def test_a_mentor_sees_the_question_and_why(fits, page):
    (question,) = fits()
    shown = page()
    assert question.title in shown
    assert "You list <em>funding</em> as expert." in shown
    assert "One question fits what you know. Perhaps ten minutes" in shown
    assert "0 of 5 done" in shown


def test_without_an_index_it_is_guessed(community, ada, emmy, page, now):
    knows(emmy, "funding", "expert", now)
    question = asked(community, ada, "funding", now=now)
    assert question.title in page()


def state(emmy, page, fits, now, which):
    if which == "resting":
        fits()
        actions.rest(emmy, by=emmy, now=now)
    elif which == "none wanted":
        fits()
        actions.wish(emmy, by=emmy, weekly=0, is_asked=True, now=now)
    elif which == "nothing waits":
        knows(emmy, "funding", "expert", now)
    elif which == "full":
        first, _second = fits(2)
        actions.wish(emmy, by=emmy, weekly=1, is_asked=True, now=now)
        actions.take_on(first, by=emmy, now=now)
    elif which == "all done":
        actions.wave_off(fits()[0], by=emmy, now=now)
    return page()


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("nothing listed", "Tell us what you know"),
        ("nothing waits", "Nothing waits for you"),
        ("full", "Your week is full"),
        ("resting", "You are resting"),
        ("none wanted", "Nothing is brought to you"),
        ("all done", "That’s all for today"),
    ],
)
def test_how_it_ends(emmy, page, fits, now, which, words):
    shown = state(emmy, page, fits, now, which)
    assert words in shown
    assert "I’m on it" not in shown


SAID = {
    "on-it": ({}, "You are on it:", TakenOn),
    "later": ({"until": "tomorrow"}, "Later, tomorrow:", Later),
    "not-for-me": ({}, "Not for you:", NotForMe),
}


@pytest.mark.parametrize("said", SAID)
def test_without_script_it_is_said_and_taken_back(client, page, fits, said):
    sends, words, model = SAID[said]
    (question,) = fits()
    response = client.post(f"/for-you/{question.pk}/{said}", sends)
    assert response.headers["Location"] == f"/for-you#for-you-{question.pk}"
    shown = page()
    assert (words in shown, "I’m on it" in shown, model.objects.count()) == (True, False, 1)
    client.post(f"/for-you/{question.pk}/{said}", {"undo": "1"})
    shown = page()
    assert (words in shown, "I’m on it" in shown, model.objects.count()) == (False, True, 0)


@pytest.mark.parametrize("said", SAID)
def test_with_script_one_row_and_the_figures_come(client, page, fits, said):
    sends, words, _model = SAID[said]
    page()
    question, other = fits(2)
    row = client.post(f"/for-you/{question.pk}/{said}", sends, headers=HTMX).content.decode()
    assert words in row
    assert 'tabindex="-1" data-focus' in row
    assert "One question fits what you know" in row
    assert other.title not in row
    back = client.post(f"/for-you/{question.pk}/{said}", {"undo": "1"}, headers=HTMX).content.decode()
    assert ("I’m on it" in back, "Two questions fit what you know" in back) == (True, True)


def test_elsewhere_the_row_comes_alone(client, page, fits):
    page()
    (question,) = fits()
    headers = {**HTMX, "HX-Current-URL": "http://testserver/"}
    row = client.post(f"/for-you/{question.pk}/not-for-me", headers=headers).content.decode()
    assert "hx-swap-oob" not in row


def test_later_needs_a_day(client, page, fits):
    page()
    (question,) = fits()
    response = client.post(f"/for-you/{question.pk}/later", {"until": "never"})
    assert (response.status_code, Later.objects.count()) == (400, 0)


def test_a_topic_stays_away_and_comes_again(client, page, fits, now):
    page()
    fits(2)
    client.post("/for-you/topics", {"month": "funding"})
    shown = page()
    assert ("I’m on it" in shown, "Nothing about" in shown) == (False, True)
    assert Declined.objects.get().until.date() == (now + timedelta(days=30)).date()
    client.post("/for-you/topics", {"again": "funding"})
    assert page().count("Not for me") == 2
    assert client.post("/for-you/topics", {"good": "nonsense"}).status_code == 404


def test_a_rest_from_the_page(client, page, fits):
    page()
    fits()
    client.post("/for-you/rest")
    assert "You are resting" in page()
    client.post("/for-you/rest", {"undo": "1"})
    assert "I’m on it" in page()


@pytest.mark.parametrize("what", ["not-for-me", "later", "on-it"])
def test_a_hidden_question_is_not_found(client, page, question, ada, what):
    delete(question, by=ada, now=timezone.now())
    page()
    assert client.post(f"/for-you/{question.pk}/{what}", {"until": "tomorrow"}).status_code == 404
    assert (NotForMe.objects.count(), Later.objects.count(), TakenOn.objects.count()) == (0, 0, 0)


def test_settings_take_the_limits(client, page):
    page()
    sends = {"weekly": "3", "quiet_from": "22:00", "quiet_until": "07:00"}
    assert client.post("/settings/routing", sends).status_code == 302
    wishes = Wishes.objects.get()
    assert (wishes.weekly, wishes.is_asked, str(wishes.quiet_from)) == (3, False, "22:00:00")
    shown = client.get("/settings/routing").content.decode()
    assert 'value="22:00"' in shown
    wrong = client.post("/settings/routing", {**sends, "weekly": "51"})
    assert (wrong.status_code, b"aria-invalid" in wrong.content) == (400, True)
    half = client.post("/settings/routing", {"weekly": "3", "quiet_from": "22:00"})
    assert "a beginning and an end" in half.content.decode()


@pytest.mark.parametrize(
    ("sends", "status", "rests"),
    [
        ({"rest": "back"}, 302, True),
        ({"rest": "week"}, 302, True),
        ({"rest": "day", "until": "2020-01-01"}, 400, False),
        ({"rest": "day", "until": "soon"}, 400, False),
        ({"rest": "end"}, 302, False),
    ],
)
def test_settings_take_a_rest(client, page, emmy, sends, status, rests):
    page()
    assert client.post("/settings/routing", sends).status_code == status
    assert Wishes.objects.filter(member=emmy, rests_until__gt=timezone.now()).exists() is rests


def test_a_rest_until_a_day(client, page, now):
    page()
    day = (now + timedelta(days=10)).date()
    client.post("/settings/routing", {"rest": "day", "until": day.isoformat()})
    assert Wishes.objects.get().rests_until.date() == day
    assert "questions come again on" in client.get("/settings/routing").content.decode()


def test_settings_show_topics_that_stay_away(client, page, community, ada, emmy, now):
    page()
    asked(community, ada, "funding", now=now)
    client.post("/for-you/topics", {"good": "funding"})
    assert 'name="again" value="funding"' in client.get("/settings/routing").content.decode()
    client.post("/settings/routing", {"again": "funding"})
    assert Declined.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 100])
def test_the_page_takes_seven_queries(client, emmy, page, fits, now, rows, django_assert_num_queries):
    made = fits(rows)
    knows(emmy, "funding", "expert", now)
    similar = {"kind": "similar", "question": made[0].pk}
    Fit.objects.update(facts=[LISTED, similar])
    Told.objects.create(member=emmy, question=made[0], wave=1, at=now)
    page()
    with django_assert_num_queries(7):
        assert page().count("I’m on it") == min(rows, 5)


def test_guessing_takes_two_more(client, community, ada, emmy, page, now, django_assert_num_queries):
    knows(emmy, "funding", "expert", now)
    for _number in range(10):
        asked(community, ada, "funding", now=now)
    page()
    with django_assert_num_queries(9):
        page()
