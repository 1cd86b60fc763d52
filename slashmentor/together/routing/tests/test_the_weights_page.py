from datetime import timedelta

import pytest
from django.utils import timezone

from slashmentor.together.routing.models import Trial, Tuning
from slashmentor.together.routing.tuning import words
from slashmentor.together.routing.tuning.actions import begin_trial, tune
from slashmentor.together.routing.tuning.queries import factors_of, newest_tuning
from tests.cast import NOON, a_member

PAGE = "/moderation/routing"
AS_LEARNED = {"activity": 1.0, "topics": 1.0, "profile": 1.0, "similar": 1.0}
TOPICS_MORE = {**AS_LEARNED, "topics": 2.0}
FIGURES = {
    "questions": 300,
    "candidates": 40,
    "lead": {"mrr": 0.02, "se_mrr": 0.005},
    "today": {"mrr": 0.4, "hit@5": 0.5, "hit@20": 0.75, "load_gini": 0.9},
    "tried": {"mrr": 0.42, "hit@5": 0.52, "hit@20": 0.75, "load_gini": 0.85},
}


@pytest.fixture
def hana(db):
    return a_member("hana", name="Hana Host", is_staff=True)


@pytest.fixture
def at_desk(client, hana):
    client.force_login(hana)
    return client


@pytest.mark.parametrize("sent", ["NaN", "inf", "1e9", "-1", "a lot", "3.0001", "9" * 400])
def test_a_form_with_a_wrong_number_comes_back_filled(at_desk, sent):
    answer = at_desk.post(PAGE, {"activity": "0.5", "topics": sent})
    assert answer.status_code == 400
    assert f'value="{sent}"' in answer.text
    assert 'value="0.5"' in answer.text
    assert answer.text.count("It has to be a number from 0 to 3.") == 1
    assert not Trial.objects.exists()


def test_an_empty_number_is_what_was_learned(at_desk):
    at_desk.post(PAGE, {"topics": "2", "activity": "", "more": "9"})
    assert Trial.objects.get().factors == TOPICS_MORE


def test_something_has_to_count(at_desk):
    answer = at_desk.post(PAGE, dict.fromkeys(AS_LEARNED, "0"))
    assert (answer.status_code, "Something has to count" in answer.text) == (400, True)


def test_a_host_tries_looks_and_keeps(at_desk, hana):
    trial = Trial.objects.create(factors=TOPICS_MORE, figures=FIGURES, state="done", by=hana, at=NOON)
    page = at_desk.get(f"{PAGE}/trials/{trial.pk}").text
    assert "further up, by more than chance explains" in page
    assert "Measured on 300 questions, with 40 people to choose from." in page
    for figure in ("0.400", "0.420", "+0.020", "+2 %", "±0", "−0.050"):
        assert figure in page
    assert at_desk.post(f"{PAGE}/kept", {"trial": trial.pk}).headers["Location"] == PAGE
    assert Tuning.objects.get().factors == TOPICS_MORE
    page = at_desk.get(PAGE).text
    assert "The same topics × 2" in page
    assert 'name="topics" value="2"' in page
    at_desk.post(f"{PAGE}/kept")
    assert factors_of(newest_tuning()) == AS_LEARNED


def test_back_to_what_counted_before(at_desk, hana):
    earlier = tune(TOPICS_MORE, by=hana, now=NOON)
    tune(AS_LEARNED, by=hana, now=NOON + timedelta(hours=1))
    assert at_desk.get(PAGE).text.count("Back to this") == 1
    at_desk.post(f"{PAGE}/kept", {"tuning": earlier.pk})
    assert (factors_of(newest_tuning()), Tuning.objects.count()) == (TOPICS_MORE, 3)


@pytest.mark.parametrize(
    ("sent", "status"), [({"trial": "0"}, 400), ({"tuning": "9" * 18}, 404), ({"trial": "9" * 40}, 400), ({"tuning": "²"}, 400)]
)  # fmt: skip
def test_keeping_what_there_is_not(at_desk, sent, status):
    assert at_desk.post(f"{PAGE}/kept", sent).status_code == status


def test_its_page_asks_for_itself_until_it_has_ended(at_desk, hana):
    trial = begin_trial(TOPICS_MORE, by=hana, now=NOON)
    where = f"{PAGE}/trials/{trial.pk}"
    Trial.objects.update(progress=70)
    asked = at_desk.get(where, headers={"HX-Request": "true"}).text
    assert "70 % of it is measured." in asked
    assert f'hx-get="{where}" hx-trigger="every 2s"' in asked
    assert "<html" not in asked
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in at_desk.get(where).text
    assert at_desk.post(where).headers["Location"] == f"{where}#effect"
    after = at_desk.get(where, headers={"HX-Request": "true"}).text
    assert "hx-trigger" not in after
    assert "This was stopped before it had an end." in after


@pytest.mark.parametrize(
    ("lead", "error", "says"),
    [
        (0.02, 0.005, "further up"),
        (-0.02, 0.005, "further down"),
        (0.002, 0.005, "so small that it may be chance"),
        (0.0, 0.0, "so small that it may be chance"),
    ],
)
def test_what_the_figures_say(lead, error, says):
    assert says in words.verdict({**FIGURES, "lead": {"mrr": lead, "se_mrr": error}})


@pytest.mark.parametrize("many", [1, 12])
def test_it_costs_the_same_whatever_was_tried(at_desk, hana, many, django_assert_num_queries):
    for number in range(many):
        Trial.objects.create(factors=TOPICS_MORE, figures=FIGURES, state="done", by=hana, at=NOON)
        tune({"topics": number / 10}, by=hana, now=timezone.now())
    with django_assert_num_queries(5):
        at_desk.get(PAGE)
