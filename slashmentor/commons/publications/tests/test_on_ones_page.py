from datetime import UTC, datetime

import pytest

from slashmentor.commons.publications.actions.bring import bring_file
from slashmentor.commons.publications.actions.keep import hide, show_on_page
from slashmentor.commons.publications.models import Publication

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def papers(number):
    return "\n".join(
        f"@article{{p{one}, title={{Ice cores, part {one:02}}}, author={{Wolańska, Ada}}, year={2000 + one}}}"
        for one in range(1, number + 1)
    ).encode()


@pytest.fixture
def published(ada):
    bring_file(ada, by=ada, content=papers(12), name="mine.bib", now=NOW)
    return ada


def test_the_newest_ten_stand_there_with_a_way_to_all(client, published):
    page = client.get("/@ada").text
    assert [f"part {one:02}" in page for one in (12, 3, 2, 1)] == [True, True, False, False]
    assert 'href="/@ada/publications"' in page


def test_what_is_kept_from_the_page_is_not_there(client, published):
    hide(Publication.objects.get(year=2012), hidden=True, by=published, now=NOW)
    assert "part 12" not in client.get("/@ada").text
    show_on_page(published, shown=False, by=published, now=NOW)
    assert "Ice cores" not in client.get("/@ada").text


def test_they_cost_no_query_of_their_own(client, published, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get("/@ada")
