"""StackAPI from PyPI, unmodified but for its base address, against a running server."""

import pytest
from stackapi import StackAPI, StackAPIError


@pytest.fixture(scope="module")
def served(prototype, tmp_path_factory, django_db_blocker):
    """Where the API of an instance with 60 questions is served."""
    with django_db_blocker.unblock():
        copy = prototype.copy(tmp_path_factory.mktemp("served") / "instance")
    copy.run("bench", "seed", "--questions", "60", "--members", "30")
    # Without a worker, which would sweep old questions away between two calls.
    copy.start("web", "--port", str(copy.port))
    copy.wait_for("/healthz")
    yield f"{copy.url}/api"
    with django_db_blocker.unblock():
        copy.end()


@pytest.fixture
def site(served):
    return StackAPI("academia", base_url=served)


def test_it_knows_the_site_by_its_name(site):
    assert repr(site).startswith("<Academia> v:<2.3>")


def test_a_site_that_is_not_there(served):
    with pytest.raises(ValueError, match="Invalid Site Name provided"):
        StackAPI("nowhere", base_url=served)


@pytest.mark.parametrize(
    ("method", "key"),
    [
        ("questions", "question_id"),
        ("questions/unanswered", "question_id"),
        ("answers", "answer_id"),
        ("users", "user_id"),
        ("tags", "name"),
    ],
)
def test_it_fetches_all_pages(site, method, key):
    site.page_size = 7
    paged = site.fetch(method, sort="creation" if key != "name" else "name", order="asc")
    site.page_size, site.max_pages = 35, 1
    at_once = site.fetch(method, sort="creation" if key != "name" else "name", order="asc")
    assert len(at_once["items"]) >= 3
    assert [item[key] for item in paged["items"]] == [item[key] for item in at_once["items"]]


def test_it_fetches_by_id(site):
    some = [item["question_id"] for item in site.fetch("questions")["items"][:3]]
    assert {item["question_id"] for item in site.fetch("questions/{ids}", ids=some)["items"]} == set(some)
    answers = site.fetch("questions/{ids}/answers", ids=some)["items"]
    assert {item["question_id"] for item in answers} <= set(some)


def test_it_searches(site):
    some = site.fetch("questions")["items"][0]
    found = site.fetch("search/advanced", q=max(some["title"].split(), key=len), filter="withbody")["items"]
    assert some["question_id"] in {item["question_id"] for item in found}
    assert all("body" in item for item in found)


def test_an_error_reaches_it_as_one(site):
    with pytest.raises(StackAPIError) as error:
        site.fetch("questions", sort="beauty")
    assert (error.value.error, error.value.code) == (400, "bad_parameter")
