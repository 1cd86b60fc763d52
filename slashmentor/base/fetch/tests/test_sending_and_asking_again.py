"""Sending a form to another server, asking for what changed only, and the one way to write an address."""

import pytest

from slashmentor.base.fetch import Forbidden, NotThere, Unchanged, tidied

from .servers import a_door, a_server


@pytest.fixture
def server():
    with a_server() as running:
        yield running


def test_a_form_is_sent_and_any_success_is_one(server):
    a_door().send(server.url("/hear"), {"source": "https://a.example/ä", "target": "b&c"})
    assert server.sent == [("/hear", "source=https%3A%2F%2Fa.example%2F%C3%A4&target=b%26c")]


def test_a_form_is_sent_again_where_the_server_says_so(server):
    a_door().send(server.url("/again/hear"), {"a": "b"})
    assert server.sent == [("/again/hear", "a=b"), ("/hear", "a=b")]


def test_no_other_redirect_is_a_success(server):
    server.answers["/hear"] = (302, {"Location": "/elsewhere"})
    with pytest.raises(NotThere, match="302"):
        a_door().send(server.url("/hear"), {"a": "b"})
    assert [path for path, _body in server.sent] == ["/hear"]


def test_a_form_goes_nowhere_inside():
    with pytest.raises(Forbidden):
        a_door(allows=lambda _address: False).send("http://ada.example/", {})


def test_what_is_as_it_was_is_not_sent_again(server):
    server.pages["/mentor"] = b"<p>Hello</p>"
    server.answers["/mentor"] = (200, {"ETag": '"one"'})
    assert a_door().fetch(server.url("/mentor")).headers["etag"] == '"one"'
    with pytest.raises(Unchanged):
        a_door().fetch(server.url("/mentor"), etag='"one"')
    assert a_door().fetch(server.url("/mentor"), etag='"two"').text == "<p>Hello</p>"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" https://Ada.Example/Mentor ", "https://ada.example/Mentor"),
        ("https://ada.example:443", "https://ada.example/"),
        ("http://ada.example./mentor?a=b#part", "http://ada.example/mentor?a=b"),
        ("https://müller.example/", "https://xn--mller-kva.example/"),
        ("http://8.8.8.8/mentor", "http://8.8.8.8/mentor"),
    ],
)
def test_an_address_is_written_one_way(given, kept):
    assert tidied(given) == tidied(tidied(given)) == kept


@pytest.mark.parametrize(
    "given",
    [
        "", "ada.example", "mailto:ada@ada.example", "ftp://ada.example/", "javascript:alert(1)", "https://",
        "https://ada:secret@ada.example/", "https://localhost/", "https://ada.example:8000/", "http://127.0.0.1/",
        "http://127.1/", "http://0x7f.1/", "http://2130706433/", "http://①②⑦.⓪.⓪.①/", "http://[::1]/", "http://10.0.0.1/",
        "http://exa mple.org/", "http://x\0.example/", "https://ada.example/" + "x" * 3000,
    ],
)  # fmt: skip
def test_what_can_be_no_page_of_the_web_is_refused(given):
    with pytest.raises(Forbidden):
        tidied(given)
