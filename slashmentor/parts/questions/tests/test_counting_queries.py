"""How many queries each page costs: for a visitor when nothing is kept and when it is, for a member; 1 row or 100."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slashmentor.commons.topics.models import Expertise, Topic
from slashmentor.parts.questions.actions import comment
from slashmentor.parts.questions.models import Link
from tests.cast import a_member, a_question, an_answer


@pytest.fixture
def one(question, answer, emmy, ada, now):
    comment(question, by=emmy, body="Which version of the script?", now=now)
    Expertise.objects.create(
        member=emmy, topic=Topic.objects.get(name="statistics"), level="expert", since=now
    )


@pytest.fixture
def hundred(one, question, community, ada, emmy, now):
    people = [a_member(f"member-{number}") for number in range(10)]
    for number in range(100):
        made = an_answer(question, people[number % 10])
        if number < 40:
            comment(made, by=ada, body=f"Thank you for this, number {number}.", now=now)
        if number < 10:
            comment(question, by=people[number], body=f"I wonder about this, number {number}.", now=now)
        other = a_question(community, people[number % 10], title=f"Another question, number {number}?")
        if number < 20:
            Link.objects.create(source=question, target=other, kind=Link.Kind.ALIKE, at=now)
        an_answer(other, emmy)


# for a visitor: nothing kept, kept; for a member: nothing kept, kept
COUNTS = {
    "{question}": (3, 1, 6, 4),
    "{question}?sort=newest": (3, 1, 6, 4),
    "/questions": (3, 1, 5, 4),
    "/questions?topic=statistics&community=academia&sort=votes": (3, 1, 5, 4),
    "/questions?sort=hot": (3, 1, 5, 4),
    "/c/academia?sort=active": (3, 1, 8, 7),
    "/topics/statistics": (4, 1, 6, 5),
    "/topics/statistics?sort=unanswered": (4, 1, 6, 5),
    "/topics": (2, 1, 4, 4),
    "/communities": (3, 1, 6, 6),
    "/questions.atom": (3, 1, 3, 3),
    "{question}.atom": (2, 1, 2, 2),
}


@pytest.mark.parametrize("rows", ["one", "hundred"])
def test_each_page_costs_the_same_for_one_row_and_for_a_hundred(request, visitor, enter, eve, question, rows):
    request.getfixturevalue(rows)
    member = enter(eve)
    counted = {
        path: _counts(path.format(question=question.get_absolute_url()), visitor, member) for path in COUNTS
    }
    assert counted == COUNTS


def _counts(path, visitor, member):
    counts = []
    for client in (visitor, member):
        cache.clear()
        for _time in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            counts.append(len(queries))
    return tuple(counts)


@pytest.mark.parametrize("rows", ["one", "hundred"])
def test_a_member_page_costs_a_visitor_four_at_most(
    request, visitor, emmy, django_assert_max_num_queries, rows
):
    request.getfixturevalue(rows)
    with django_assert_max_num_queries(4):
        visitor.get("/@emmy")
