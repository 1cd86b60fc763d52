import asyncio

import pytest

from slashmentor import asgi

pytestmark = pytest.mark.django_db(transaction=True)


def ask(*messages, method="POST", headers=(), query=b""):
    """What the application answers to a request whose body comes in these messages: status, body; or nothing."""
    waiting, answers = list(messages), []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        answers.append(message)

    scope = {
        "type": "http", "http_version": "1.1", "method": method, "path": "/healthz", "raw_path": b"/healthz",
        "query_string": query, "root_path": "", "scheme": "http", "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 5000), "headers": [(b"host", b"127.0.0.1"), *headers],
    }  # fmt: skip
    asyncio.run(asgi.application(scope, receive, send))
    if not answers:
        return None
    return answers[0]["status"], b"".join(message.get("body", b"") for message in answers[1:])


def part(body, more):
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_page_is_answered():
    assert ask(method="GET") == (200, b"ok\n")


def test_raw_bytes_in_a_query_are_no_error():
    assert ask(method="GET", query=b"q=\xc3\xa4&a=%20b+c") == (200, b"ok\n")


def test_who_leaves_in_the_midst_of_a_form_gets_nothing_and_does_nothing():
    length = [(b"content-length", b"10")]
    assert ask(part(b"half", True), {"type": "http.disconnect"}, headers=length) is None


def test_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(asgi, "MOST", 5)
    chunked = [(b"transfer-encoding", b"chunked")]
    assert ask(part(b"123", True), part(b"456", True), headers=chunked) == (413, b"That is too large.")


def test_headers_with_underscores_are_left_out():
    scope = {"query_string": b"", "headers": [(b"x_forwarded_for", b"1.2.3.4"), (b"host", b"x")]}
    assert asgi._plain(scope)["headers"] == [(b"host", b"x")]
