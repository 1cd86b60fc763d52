"""/search as people meet it."""

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.actions import move
from slashmentor.parts.questions.models import Entry
from slashmentor.together.search.indexing import index_entries, index_people
from tests.cast import NOON, a_community, a_member, a_question, an_answer


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def told(question, answer, ada, emmy):
    index_people([ada.pk, emmy.pk])
    run_waiting(NOON)


def text(response) -> str:
    return response.content.decode()


def test_nothing_asked_explains_how(client, db):
    page = text(client.get("/search"))
    assert page.count("<dt>") == 10
    assert '<details class="small" open>' in page


def test_a_result_shows_the_words_marked(client, told):
    page = text(client.get("/search", {"q": "captions advisor"}))
    assert "How do I tell my <mark>advisor</mark> that" in page
    assert "where the <mark>caption</mark> says" in page


def test_an_answer_leads_to_its_place(client, answer, told):
    assert f'<a href="/a/{answer.pk}">How do I tell' in text(client.get("/search?q=person+alone"))


def test_people_and_topics_stand_beside(client, told):
    assert '<a href="/@emmy">Emmy Brandt</a>' in text(client.get("/search?q=brandt"))
    assert text(client.get("/search?q=statistics")).count('aria-labelledby="topics-found"') == 1


def test_people_have_a_tab(client, told):
    page = text(client.get("/search?q=brandt&tab=people"))
    assert '<a class="who" href="/@emmy">Emmy Brandt</a>' in page


def test_topics_have_a_tab(client, told):
    assert "1 question" in text(client.get("/search?q=statistics&tab=topics"))


def test_nothing_found_helps_on(client, told):
    assert 'href="/questions/ask"' in text(client.get("/search?q=zebra"))


def test_some_words_found_are_called_so(client, told):
    assert "Nothing has all these words." in text(client.get("/search?q=zebra+caption"))


def test_user_me(client, ada, question, told):
    assert "once you are logged in" in text(client.get("/search?q=user:me"))
    client.force_login(ada)
    assert f"/questions/{question.pk}/" in text(client.get("/search?q=user:me"))


def test_what_is_hidden_never_shows_even_before_the_index_hears(client, question, answer, told):
    Entry.objects.filter(pk=question.pk).update(deleted_at=NOON)
    page = text(client.get("/search?q=caption+advisor+person"))
    assert (f"/a/{answer.pk}" in page, f"/questions/{question.pk}/" in page) == (False, False)


def test_unlisted_people_never_show(client, emmy, told):
    Member.objects.filter(pk=emmy.pk).update(listed=False)
    assert "/@emmy" not in text(client.get("/search?q=brandt&tab=people"))


def test_text_is_never_markup(client, community, ada):
    a_question(
        community, ada, title="Is <script>alert(1)</script> zebra safe?",
        body='A zebra & `<img src=x onerror=alert(1)>` walk into "a" bar.',
    )  # fmt: skip
    run_waiting(NOON)
    page = text(client.get("/search?q=zebra+%3Cscript%3E+onerror"))
    assert (
        "Is &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt; <mark>zebra</mark> safe?" in page
    )
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "query", ["tab=x", "sort=x", "page=0", "page=41", "page=²", "page=99999999999999999", "page=2"]
)
def test_pages_that_cannot_be(client, told, query):
    assert client.get(f"/search?q=caption&{query}").status_code == 404


# A NUL or half a surrogate pair is nothing that a browser sends: refused with a sentence (base/pages/middleware.py).
_TYPED = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(typed=st.text(_TYPED, max_size=60) | st.text("a\"*()[]{}:^-<>&'", max_size=40))
def test_whatever_is_typed_shows_a_page(client, question, typed):
    cache.clear()
    assert client.get("/search", {"q": typed}).status_code == 200


def test_a_nul_is_refused_with_a_sentence(client, db):
    assert client.get("/search?q=a%00b").status_code == 400


def test_ten_thousand_characters_show_a_page(client, db):
    assert client.get("/search", {"q": "(" * 5_000 + "a " * 2_500}).status_code == 200


def test_thirty_searches_a_minute(client, told):
    statuses = [client.get(f"/search?q=word{number}").status_code for number in range(31)]
    assert statuses == [200] * 30 + [429]


def test_a_feed_of_what_is_new(client, question, answer, told):
    feed = text(client.get("/search.atom?q=[statistics]"))
    assert feed.count("<entry>") == 2
    assert client.get("/search.atom").status_code == 404


@pytest.mark.parametrize("many", [1, 100])
def test_a_visitor_costs_three_queries_and_one_when_kept(
    client, community, ada, many, django_assert_num_queries
):
    _fill(community, ada, many)
    with django_assert_num_queries(3):
        client.get("/search?q=budget")
    with django_assert_num_queries(1):
        client.get("/search?q=budget")


@pytest.mark.parametrize("many", [1, 100])
def test_a_member_costs_four_queries(client, community, ada, many, django_assert_num_queries):
    _fill(community, ada, many)
    client.force_login(ada)
    client.get("/search?q=budget")
    with django_assert_num_queries(4):
        client.get("/search?q=budget+plan")


def _fill(community, ada, many):
    for number in range(many):
        question = a_question(community, ada, title=f"A budget for plan {number}, really?")
    an_answer(question, ada, body="A budget plan in the answer as well.")
    index_entries(Entry.objects.values_list("pk", flat=True))


# --- in one community ---


@pytest.fixture
def elsewhere(told, ada):
    """The same words in another community."""
    there = a_community("chemistry")
    made = a_question(there, ada, title="What does my advisor have against caption bars?")
    run_waiting(NOON)
    return made


def test_a_search_goes_across_communities(client, elsewhere, question):
    page = text(client.get("/search?q=advisor"))
    assert (elsewhere.get_absolute_url() in page, question.get_absolute_url() in page) == (True, True)


def test_a_search_in_one_community_finds_nothing_of_others(client, elsewhere, question):
    page = text(client.get("/search?q=advisor&community=chemistry"))
    assert (elsewhere.get_absolute_url() in page, question.get_absolute_url() in page) == (True, False)
    assert "Only in Chemistry" in page
    assert '<a href="/search?q=advisor">Search in all communities</a>' in page
    assert '<input type="hidden" name="community" value="chemistry">' in page


def test_a_community_has_a_search_of_its_own(client, elsewhere):
    assert 'name="community" value="chemistry"' in text(client.get("/c/chemistry"))


def test_no_search_in_a_community_that_is_not_there(client, told):
    assert client.get("/search?q=advisor&community=nope").status_code == 404


def test_what_was_moved_is_found_where_it_is_now(client, elsewhere, community, mo):
    host = a_member("hana", is_staff=True)
    move(elsewhere, to=community, by=host, now=NOON)
    run_waiting(NOON)
    assert elsewhere.get_absolute_url() in text(client.get("/search?q=advisor&community=academia"))
    assert elsewhere.get_absolute_url() not in text(client.get("/search?q=advisor&community=chemistry"))
