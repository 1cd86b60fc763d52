"""Which questions are like one another, while somebody types and beside each question."""

from datetime import timedelta

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Entry, Link
from slashmentor.together.search.actions import relate_all
from slashmentor.together.search.actions.count import count_common_words
from slashmentor.together.search.models import CommonWord
from slashmentor.together.search.queries.alike import find_alike
from tests.cast import NOON, a_question


@pytest.fixture
def asked(community, ada):
    """Titles by number: 0 and 1 are about visas, 2 and 3 about error bars."""
    titles = [
        "How long does a visa for a postdoc in Norway take?",
        "Can I begin as a postdoc in Norway before the visa comes?",
        "How do I tell my advisor that the error bars are wrong?",
        "Should error bars show the standard error or the deviation?",
    ]
    topics = [["visas"], ["visas", "postdocs"], ["statistics"], ["statistics"]]
    questions = [
        a_question(community, ada, title=title, topics=some, now=NOON + timedelta(minutes=number))
        for number, (title, some) in enumerate(zip(titles, topics, strict=True))
    ]
    run_waiting(NOON + timedelta(hours=1))
    return questions


def links() -> set[tuple[int, int]]:
    return set(Link.objects.filter(kind="alike").values_list("source", "target"))


def test_a_title_finds_what_was_asked_before(asked):
    assert [one.question.id for one in find_alike("Visa for Norway, how long?")] == [asked[0].pk, asked[1].pk]


def test_little_words_find_nothing(asked):
    assert find_alike("How do I do this for my own?") == []


def test_each_question_shows_the_one_like_it(asked):
    a, b, c, d = (question.pk for question in asked)
    assert links() == {(a, b), (b, a), (c, d), (d, c)}


def test_likeness_is_the_same_in_both_directions(asked):
    weights = {(link.source_id, link.target_id): link.weight for link in Link.objects.filter(kind="alike")}
    assert all(weights[b, a] == weight for (a, b), weight in weights.items())


def test_a_new_like_question_makes_the_old_ones_page_new(asked, community, ada):
    before = Entry.objects.get(pk=asked[2].pk).version
    a_question(community, ada, title="Wrong error bars in a plot of my advisor?", topics=["statistics"])
    run_waiting(NOON + timedelta(hours=1))
    assert Entry.objects.get(pk=asked[2].pk).version == before + 1


def test_an_edit_changes_what_it_is_like(asked, ada):
    actions.edit(
        asked[3],
        by=ada,
        body=asked[3].body,
        title="Visa for a postdoc in Norway: when?",
        topics=["visas"],
        now=NOON,
    )
    run_waiting(NOON + timedelta(hours=1))
    a, b, _c, d = (question.pk for question in asked)
    assert links() == {(a, b), (b, a), (a, d), (d, a), (b, d), (d, b)}


def test_a_deleted_question_is_like_nothing(asked, mo):
    actions.delete(asked[0], by=mo, now=NOON)
    run_waiting(NOON + timedelta(hours=1))
    assert links() == {(asked[2].pk, asked[3].pk), (asked[3].pk, asked[2].pk)}


def test_five_at_most_the_nearest(community, ada):
    titles = [
        f"Visa for Norway as a postdoc{' with word' * 0}{''.join(f' more{n}' for n in range(number))}?"
        for number in range(8)
    ]
    questions = [a_question(community, ada, title=title, topics=["visas"]) for title in titles]
    run_waiting(NOON + timedelta(hours=1))
    shown = [Link.objects.filter(kind="alike", source=question).count() for question in questions]
    assert shown == [5] * 8
    nearest = Link.objects.filter(kind="alike", source=questions[0]).values_list("target", flat=True)
    assert set(nearest) == {question.pk for question in questions[1:6]}


def test_a_whole_community_at_once_gives_the_same(asked, community):
    before = links()
    Link.objects.all().delete()
    relate_all(community.pk)
    run_waiting(NOON + timedelta(hours=1))
    assert links() == before


def test_an_import_ends_with_it(asked, community):
    before = links()
    Link.objects.all().delete()
    happened("community.imported", about=community, now=NOON)
    run_waiting(NOON + timedelta(hours=1))
    assert (links(), CommonWord.objects.filter(stem="visa").count()) == (before, 1)


def test_common_words_are_counted(asked):
    count_common_words()
    assert dict(CommonWord.objects.filter(stem__in=["visa", "error"]).values_list("stem", "share")) == {
        "visa": 2 / 5000,
        "error": 2 / 5000,
    }


def test_typing_a_title_shows_them_with_their_answers(client, asked):
    page = client.get(
        "/search/alike", {"title": "Error bars wrong", "community": "academia"}
    ).content.decode()
    assert page.count("<li>") == 2
    assert f'href="/questions/{asked[2].pk}/' in page


def test_nothing_alike_is_an_empty_fragment(client, asked):
    response = client.get("/search/alike", {"title": "Zebras", "community": "nowhere"})
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("title", ["", '" OR *', "a" * 10_000, "'; DROP", "ø NEAR(x y)"])
def test_hostile_titles_get_an_answer(client, asked, title):
    assert client.get("/search/alike", {"title": title}).status_code == 200
