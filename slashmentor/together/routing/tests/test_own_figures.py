from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.together.routing.explaining.queries import own_figures
from slashmentor.together.routing.models import Fit, NotForMe, TakenOn, Told
from tests.cast import NOON, a_question, an_answer

DAY = timedelta(days=1)


def shown(client):
    return client.get("/about/routing").text


def fits(member, question, *facts):
    return Fit.objects.create(
        member=member, question=question, score=-1, facts=[{"kind": kind} for kind in facts], at=NOON
    )


def test_a_member_reads_their_own_figures(client, community, ada, emmy, question):
    now = timezone.now()
    list_expertise(emmy, by=emmy, levels={"statistics": "expert"}, now=now)
    an_answer(question, emmy, now=now - DAY)
    other = a_question(community, ada, title="Who would read the proofs of my first chapter?")
    Told.objects.create(question=other, member=emmy, wave=1, at=now - DAY)
    Told.objects.create(question=question, member=emmy, wave=1, at=now - 8 * DAY)
    TakenOn.objects.create(question=other, member=emmy, until=now, at=now - DAY)
    fits(emmy, other, "answered", "listed")
    emmy.refresh_from_db()
    own = own_figures(emmy, now=now)
    assert (own.told, own.taken_on, own.answered, own.waiting, own.weekly) == (1, 1, 1, 1, 5)
    assert [(one.name, one.level, one.answers) for one in own.topics] == [
        ("statistics", "expert", 1),
        ("co-authors", "", 1),
    ]
    assert own.reasons == {"answered": 1, "listed": 1}
    client.force_login(emmy)
    page = shown(client)
    assert "Only you see this" in page
    assert "You offer 5 questions a week. 1 open question fits you." in page
    assert "topics that you list" in page


def test_nobody_elses_figures_are_in_it(client, community, ada, emmy, question):
    an_answer(question, emmy, now=timezone.now())
    fits(emmy, question, "published")
    own = own_figures(ada, now=timezone.now())
    assert (own.topics, own.answered, own.waiting, own.reasons) == ([], 0, 0, {})
    client.force_login(ada)
    assert "What speaks for you" not in shown(client)


def test_what_was_said_not_to_be_for_them_waits_no_more(emmy, question):
    fits(emmy, question, "words")
    NotForMe.objects.create(member=emmy, question=question, at=NOON)
    assert own_figures(emmy, now=NOON).waiting == 0


@pytest.mark.parametrize("many", [1, 12])
def test_it_costs_the_same_for_somebody_who_did_much(
    client, community, ada, emmy, many, django_assert_num_queries
):
    for number in range(many):
        question = a_question(
            community, ada, title=f"What became of question {number} of mine?", topics=[f"t{number}"]
        )
        an_answer(question, emmy)
        fits(emmy, question, "answered")
    with django_assert_num_queries(3):
        own_figures(emmy, now=NOON)
    client.force_login(emmy)
    with django_assert_num_queries(7):
        shown(client)
    client.logout()
    cache.clear()
    with django_assert_num_queries(3):
        shown(client)
    with django_assert_num_queries(1):
        shown(client)
