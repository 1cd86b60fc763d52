"""/settings/mentor/figures: what became of one's page, for oneself."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from slashmentor.parts.mentors.figures import counting
from slashmentor.parts.mentors.figures.queries import visits_of
from slashmentor.parts.mentors.models import Visit
from tests.cast import a_mentor_page

WHERE = "/settings/mentor/figures"
TODAY = date(2026, 6, 3)  # a Wednesday


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def seen_on(offer, **days):
    Visit.objects.bulk_create(
        Visit(offer=offer, day=TODAY - timedelta(days=int(back[1:])), times=times)
        for back, times in days.items()
    )


def test_visits_are_told_week_by_week(offer):
    # Today, this Monday, last Sunday, the first Monday of the twelve weeks, the day before that.
    seen_on(offer, d0=1, d2=2, d3=4, d79=8, d80=16)
    visits = visits_of(offer, today=TODAY)
    assert len(visits.weeks) == 12
    assert visits.weeks[-1] == (date(2026, 6, 1), 3)
    assert visits.weeks[-2] == (date(2026, 5, 25), 4)
    assert visits.weeks[0] == (date(2026, 3, 16), 8)
    assert sum(visits.counted) == 15
    assert visits.in_all == 31


def test_only_one_s_own(offer, ada):
    seen_on(a_mentor_page(ada), d0=9)
    assert visits_of(offer, today=TODAY).in_all == 0


@pytest.mark.parametrize("days", [1, 400])
def test_two_queries_however_long_the_page_is_there(offer, days, django_assert_num_queries):
    seen_on(offer, **{f"d{back}": 1 for back in range(days)})
    with django_assert_num_queries(2):
        visits_of(offer, today=TODAY)


def test_what_readers_did_is_on_the_page(offer, ada, emmy, enter, client):
    for reader in (enter(ada), enter(emmy)):
        reader.get("/@emmy/mentor")
    client.get("/@emmy/mentor", headers={"user-agent": "curl/8.5"})
    counting.flush()
    page = enter(emmy).get(WHERE)
    assert "This week so far 1" in text_of(page)
    assert (
        'aria-label="Visits a week over twelve weeks: 1 together, at most 1 in one week, 1 in this one'
        in page.text
    )
    assert page.text.count('<path class="now"') == 1


def test_a_kept_page_counts_too(offer, client, settings):
    for number in range(3):
        headers = {"user-agent": f"Mozilla/5.0 (X11; Linux x86_64; rv:{number})"}
        client.get("/@emmy/mentor", headers=headers)
    counting.flush()
    assert Visit.objects.get(offer=offer, day=timezone.now().date()).times == 3


def test_without_a_page_it_says_how_to_begin(ada, enter):
    page = enter(ada).get(WHERE)
    assert "No mentor page yet" in page.text
    assert 'href="/settings/mentor"' in page.text


def test_of_a_draft_nothing_is_counted(ada, enter):
    a_mentor_page(ada, published=False)
    assert "Visits are counted once it is open" in enter(ada).get(WHERE).text


def test_visitors_are_sent_to_the_log_in(offer, client):
    assert client.get(WHERE).status_code == 302


def test_nothing_names_who_came(offer, ada, enter):
    enter(ada).get("/@emmy/mentor")
    counting.flush()
    (row,) = Visit.objects.values()
    assert row.keys() == {"id", "offer_id", "day", "times"}
