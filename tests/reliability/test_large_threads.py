"""quality.md: a question with thousands of answers and a topic with thousands of questions cost what small ones cost."""

import pytest
from django.core.cache import cache
from django.test import Client

from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions.models import Entry, Tagging
from slashmentor.parts.questions.reading import _waiting
from tests.cast import NOON, a_question, an_answer

ANSWERS = 2_000
QUESTIONS = 10_000
WIDE = {"body": "Some words.", "body_html": "<p>Some words.</p>", "excerpt": "Some words."}


@pytest.fixture
def small(community, ada, emmy):
    question = a_question(
        community, ada, title="Is this the small one, with a single answer?", topics=["small"]
    )
    an_answer(question, emmy)
    return question


@pytest.fixture
def large(community, ada, emmy):
    question = a_question(
        community, ada, title="Is this the large one, which everybody answered?", topics=["large"]
    )
    Entry.objects.bulk_create(
        Entry(kind=2, community=community, question=question, author=emmy, created_at=NOON, active_at=NOON, score=0, **WIDE)
        for _number in range(ANSWERS)
    )  # fmt: skip
    Entry.objects.filter(pk=question.pk).update(answer_count=ANSWERS)
    made = Entry.objects.bulk_create(
        Entry(kind=1, community=community, author=ada, title=f"Number {number}", slug="n", topic_names=["large"], created_at=NOON, active_at=NOON, **WIDE)
        for number in range(QUESTIONS)
    )  # fmt: skip
    topic = Topic.objects.get(name="large")
    Tagging.objects.bulk_create(
        Tagging(question=one, topic=topic, community=community, created_at=NOON, active_at=NOON)
        for one in made
    )
    Topic.objects.filter(pk=topic.pk).update(question_count=QUESTIONS + 1)
    TopicHere.objects.filter(topic=topic).update(question_count=QUESTIONS + 1)
    return question


PAGES = [
    ("{small}", "{large}"),
    ("{small}?sort=newest", "{large}?sort=newest"),
    ("{small}", "{large}?page=60"),
    ("{small}.atom", "{large}.atom"),
    ("/topics/small", "/topics/large"),
    ("/topics/small?sort=unanswered", "/topics/large?sort=unanswered"),
    ("/questions?topic=small", "/questions?topic=large&page=150"),
    ("/topics/small.atom", "/topics/large.atom"),
    ("/@emmy", "/@emmy"),
]


@pytest.mark.parametrize("who", ["a visitor", "a member"])
def test_large_ones_take_as_many_queries_and_are_pages_of_a_common_size(
    small, large, mo, who, django_assert_max_num_queries
):
    browser = Client()
    if who == "a member":
        browser.force_login(mo)
    for few, many in PAGES:
        counts, sizes = [], []
        for pattern in (few, many):
            address = pattern.format(small=small.get_absolute_url(), large=large.get_absolute_url())
            cache.clear()
            with django_assert_max_num_queries(12) as asked:
                answer = browser.get(address)
            assert (address, answer.status_code) == (address, 200)
            counts.append(len(asked))
            sizes.append(len(answer.content))
        assert counts[1] <= counts[0], many
        assert sizes[1] < 300_000, many
    _waiting.clear()  # readers who would be counted when the tests end and this is gone
