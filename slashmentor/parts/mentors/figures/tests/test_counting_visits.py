"""A mentor page counts who looks at it, and keeps nothing but numbers."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from slashmentor.parts.mentors.figures import counting
from slashmentor.parts.mentors.models import Visit
from tests.cast import BROWSER, NOON, a_mentor_page


def a_reader(member=None, **headers):
    """Somebody who opens a page: with their browser, and as this member."""
    request = RequestFactory().get("/", headers={"user-agent": BROWSER, **headers})
    request.user = member
    return request


@pytest.fixture
def visits(offer):
    def written():
        counting.flush()
        return list(Visit.objects.filter(offer=offer).order_by("day").values_list("times", flat=True))

    return written


def test_strangers_and_members_are_counted(offer, ada, visits):
    counting.seen(a_reader(), offer)
    counting.seen(a_reader(ada), offer)
    assert visits() == [1]  # the same browser without a session, as far as the page can tell
    counting.seen(a_reader(**{"accept-language": "de"}), offer)
    counting.seen(RequestFactory(REMOTE_ADDR="192.0.2.7").get("/", headers={"user-agent": BROWSER}), offer)
    assert visits() == [2]


def test_a_reader_counts_once_a_day(offer, visits):
    for hours in (0, 1, 2, 24, 25):
        counting.remember(offer.pk, "somebody", NOON + timedelta(hours=hours))
    assert visits() == [1, 1]


def test_oneself_isn_t_counted(offer, visits):
    counting.seen(a_reader(offer.member), offer)
    assert visits() == []


def test_nobody_visits_a_draft(emmy):
    draft = a_mentor_page(emmy, published=False)
    counting.seen(a_reader(), draft)
    assert counting.flush() == 0


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0",
        "python-requests/2.32",
        "Slackbot-LinkExpanding 1.0",
        "facebookexternalhit/1.1 (link preview)",
    ],
)
def test_programs_aren_t_readers(offer, visits, agent):
    counting.seen(a_reader(**{"user-agent": agent}), offer)
    assert visits() == []


def test_what_a_browser_fetches_ahead_isn_t_counted(offer, visits):
    counting.seen(a_reader(**{"sec-purpose": "prefetch;prerender"}), offer)
    assert visits() == []


def test_asking_for_the_head_alone_isn_t_looking(offer, visits):
    counting.seen(RequestFactory().head("/", headers={"user-agent": BROWSER}), offer)
    assert visits() == []


def test_later_visits_of_a_day_are_added(offer, visits):
    for name in "abc":
        counting.remember(offer.pk, name, NOON)
    assert visits() == [3]
    counting.remember(offer.pk, "d", NOON)
    assert visits() == [4]


def test_a_page_that_went_meanwhile_hurts_nobody(offer, ada, visits):
    counting.remember(a_mentor_page(ada).pk, "somebody", NOON)
    counting.remember(offer.pk, "somebody", NOON)
    ada.offer.delete()
    assert visits() == [1]


def test_counting_asks_the_database_nothing(offer, django_assert_num_queries):
    with django_assert_num_queries(0):
        counting.seen(a_reader(), offer)


def test_what_is_written_is_the_same_number_of_queries_for_many(offer, django_assert_num_queries):
    for name in range(100):
        counting.remember(offer.pk, str(name), NOON + timedelta(days=name))
    with django_assert_num_queries(4):  # one batch: begin, which pages are there, write, end
        counting.flush()
