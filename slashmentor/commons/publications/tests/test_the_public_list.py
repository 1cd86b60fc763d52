"""/@handle/publications: all that a member shows, for everybody."""

import re

import pytest

from slashmentor.commons.people.models import Member
from slashmentor.commons.publications.actions import bring_dois, hide, show_on_page
from tests.cast import NOON

from .conftest import entry, papers

pytestmark = pytest.mark.django_db
PAGE = "/@ada/publications"


def titles(client, address=PAGE):
    return re.findall(r"<cite>(?:<a [^>]+>)?([^<]+)", client.get(address).text)


def test_the_newest_first_and_those_without_a_year_last(client, bring):
    bring(entry(1, "Undated") + entry(2, "Old", year=1999) + entry(3, "New", year=2024))
    assert titles(client) == ["New", "Old", "Undated"]


def test_what_it_says_of_one(client, bring):
    names = " and ".join(f"Person{number}, P." for number in range(8))
    bring(entry(1, author=names, journal="Slow Maps", year=2019, doi="10.5555/a<b>"))
    page = client.get(PAGE).text
    assert 'href="https://doi.org/10.5555/a%3Cb%3E" rel="nofollow noopener">Lichens on roofs</a>' in page
    assert re.findall(r"<p>(P\. Person0[^<]+)</p>", page) == [
        ", ".join(f"P. Person{number}" for number in range(6)) + " and 2 others"
    ]
    assert ("<p>Slow Maps</p>" in page, "<span>2019</span>" in page) == (True, True)


def test_hidden_ones_and_those_not_yet_looked_up_are_not_there(client, bring, ada):
    bring(papers(2))
    bring_dois(ada, by=ada, text="10.5555/zzz", now=NOON)
    hide(ada.publications.get(year=2001), hidden=True, by=ada, now=NOON)
    assert titles(client) == ["Lichens on roofs, part 2"]
    show_on_page(ada, shown=False, by=ada, now=NOON)
    page = client.get(PAGE).text
    assert ("Ada Whitcombe shows no publications." in page, "Lichens" in page) == (True, False)


def test_it_has_pages(client, bring):
    bring(papers(51))
    assert [len(titles(client)), len(titles(client, f"{PAGE}?page=2"))] == [50, 1]


def test_only_their_own_page_leads_to_changing_it(client, bring, ada, emmy):
    bring(papers(1))
    for reader, leads in ((emmy, False), (ada, True)):
        client.force_login(reader)
        assert ("/settings/publications" in client.get(PAGE).text.split("<main")[1]) is leads


def test_who_is_gone_or_never_was_is_not_there(client, ada):
    assert client.get("/@nobody/publications").status_code == 404
    assert client.get("/@ADA/publications")["Location"] == PAGE
    Member.objects.update(is_active=False)
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("count", [1, 100])
def test_it_costs_the_same_for_one_and_for_a_hundred(client, bring, django_assert_num_queries, count):
    bring(papers(count))
    with django_assert_num_queries(2):
        client.get(PAGE)
