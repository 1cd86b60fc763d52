from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from slashmentor.parts.questions.actions import delete

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_robots_are_told_where_the_map_is(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://127.0.0.1:8000/sitemap.xml"


def test_the_map_leads_to_every_question(client, question):
    (part,) = addresses(client, "/sitemap.xml", "s:sitemap/s:loc")
    found = addresses(client, part.removeprefix("http://127.0.0.1:8000"), "s:url/s:loc")
    assert f"http://127.0.0.1:8000{question.get_absolute_url()}" in found


def test_a_deleted_question_is_on_no_map(client, question, ada):
    delete(question, by=ada, now=timezone.now())
    found = addresses(client, "/sitemap-0.xml", "s:url/s:loc")
    assert [address for address in found if "/questions/" in address] == []


@pytest.mark.parametrize(
    ("path", "status"), [("/sitemap-77.xml", 200), ("/sitemap-99999999999999999999.xml", 404)]
)
def test_a_map_of_nothing(client, db, path, status):
    assert client.get(path).status_code == status


def test_browsers_can_search_here(client, db):
    root = ET.fromstring(client.get("/opensearch.xml").content)
    (url,) = root.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == "http://127.0.0.1:8000/search?q={searchTerms}"


def addresses(client, path, where):
    return [found.text for found in ET.fromstring(client.get(path).content).findall(where, NS)]
