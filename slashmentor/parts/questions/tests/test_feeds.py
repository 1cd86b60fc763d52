import pytest
from lxml import etree

from slashmentor.parts.questions.actions import delete
from tests.cast import a_question, an_answer

ATOM = "{http://www.w3.org/2005/Atom}"


def entries_of(response):
    """(title, link) of each entry, if it is valid XML at all."""
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(response.content, etree.XMLParser(resolve_entities=False, no_network=True))
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}id").text
    assert root.find(f"{ATOM}updated").text
    return [
        (entry.find(f"{ATOM}title").text, entry.find(f"{ATOM}link").get("href"))
        for entry in root.iter(f"{ATOM}entry")
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/questions.atom",
        "/questions.atom?sort=active&topic=statistics",
        "/c/academia.atom",
        "/topics/statistics.atom",
    ],
)
def test_every_list_has_a_feed(visitor, question, address):
    assert entries_of(visitor.get(address)) == [
        (question.title, f"http://127.0.0.1:8000{question.get_absolute_url()}")
    ]


def test_a_list_names_its_feed(visitor, question):
    assert (
        'href="/questions.atom?topic=statistics&amp;sort=votes"'
        in visitor.get("/questions?topic=statistics&sort=votes").content.decode()
    )


def test_a_question_has_a_feed_of_its_answers(visitor, question, emmy):
    made = an_answer(question, emmy)
    assert entries_of(visitor.get(question.get_absolute_url() + ".atom")) == [
        (question.title, f"http://127.0.0.1:8000{question.get_absolute_url()}"),
        ("Answer by Emmy Brandt", f"http://127.0.0.1:8000/a/{made.pk}"),
    ]


def test_words_that_mean_something_in_xml_stay_words(visitor, community, ada):
    made = a_question(community, ada, title="Is <b> & ]]> &amp; “x” allowed in a title?")
    assert entries_of(visitor.get("/questions.atom"))[0][0] == made.title


def test_what_is_deleted_is_in_no_feed(visitor, question, ada, now):
    delete(question, by=ada, now=now)
    assert entries_of(visitor.get("/questions.atom")) == []
    assert visitor.get(f"/questions/{question.pk}.atom").status_code == 404


@pytest.mark.parametrize(
    "address", ["/c/nope.atom", "/topics/nope.atom", "/questions.atom?sort=x", "/questions/999.atom"]
)
def test_no_list_no_feed(visitor, address):
    assert visitor.get(address).status_code == 404
