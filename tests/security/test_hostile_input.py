"""quality.md: every address and every form, with what no form of ours would send: 4xx with a sentence, never a 5xx."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from .routes import NONE, ROUTES
from .scene import a_picture, read

HUGE = 10**20
# What a database may trip over is for PostgreSQL, which is the stricter one, but for numbers, which SQLite has less room
# for; the rest is the same whatever keeps it.
FOR_A_DATABASE = {
    "NUL": "a\0b",
    "a lone surrogate's bytes": b"\xed\xb2\x80",
    "a huge number": str(HUGE),
    "digits of another script": "²٣",
    "below zero": "-1",
}
FOR_ANY = {
    "empty": "",
    "long": "x" * 300_000,
    "a huge number": str(HUGE),
    "right to left": "\u202e\u2066gpj.exe",
    "brackets": "[" * 20_000,
    "nothing that can be seen": "\u200b\u3164\u00ad",
    "emoji": "👩‍🔬" * 50,
    "a formula": "$" + "{" * 500 + "$",
    "SQL": "' OR 1=1 --",
}
# What addresses take after the question mark: all together, and where some are read each alone with the worst.
NAMES = ("page", "before", "after", "sort", "topic", "community", "tab", "stage", "title", "q", "not", "next")
ODD_FOR_A_DATABASE = ("%00", "0", "-1", str(HUGE), "%C2%B2", "%ED%A0%80", "0001-01-01")
ODD_FOR_ANY = ("", "1e9", str(HUGE), "%FF", "a" * 3000, "1%27")
IDS_FOR_A_DATABASE = (HUGE, 2**63, -1, "²", "%00")
IDS_FOR_ANY = (2**63, "%ff", "a" * 2000, "..%2f..%2fetc%2fpasswd")
READERS = {
    "/questions", "/questions.atom", "/people", "/topics", "/topics/complete", "/search", "/search.atom", "/search/alike", "/notifications",
    "/bookmarks", "/for-you", "/questions/ask", "/accounts/login/", "/c/academia", "/topics/statistics", "/topics/statistics/experts",
    "/questions/{question}/{slug}", "/people/complete",
}  # fmt: skip
WORST = ("%00", str(HUGE), "%C2%B2")
QUERIES = [f"{name}={value}" for name in NAMES for value in WORST] + [
    "after=1~0001-01-01T00:00:00%2B10:00", "after=1~9999-12-31T23:59:59-10:00", "after=99999999999999999999~x&q=a", "page=1&page=2",
    "q=user:" + "a" * 500, "q=score:99999999999999999999", "q=score:-99999999999999999999..1", "q=answers:1..%C2%B2", "q=%22%22%22",
    "q=" + "(" * 150, "q=*", "q=-", "q=[]", "q=%5B%25%5D", "q=NEAR(a%20b,%201)", "q=a%20AND%20OR%20NOT", "q=a:b", "q=%E2%80%AE",
]  # fmt: skip
READING = [route for route in ROUTES if route.get != NONE]
WRITING = [route for route in ROUTES if route.post != NONE]
BESIDE = {
    "value",
    "kept",
    "accepted",
    "follows",
    "body",
    "title",
    "topics",
    "community",
    "seen",
    "note",
    "take_back",
    "undo",
    "before",
}


@pytest.mark.parametrize("route", READING, ids=lambda route: route.address)
def test_no_query_breaks_a_page(scene, route):
    bare = route.address.partition("?")[0]
    address = bare.format(**scene.ids, handle="ada")
    odd = ODD_FOR_A_DATABASE if connection.vendor == "postgresql" else ODD_FOR_ANY
    together = ["&".join(f"{name}={value}" for name in NAMES) for value in odd]
    for query in together + (QUERIES if bare in READERS else []):
        check(scene, "author", "GET", f"{address}?{query}")


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if "{" in route.address or "<" in route.pattern],
    ids=lambda route: route.address,
)
def test_no_id_breaks_a_page(scene, route):
    for value in IDS_FOR_A_DATABASE if connection.vendor == "postgresql" else IDS_FOR_ANY:
        address = route.address.format(**dict.fromkeys([*scene.ids, "handle"], value))
        check(scene, "author", "GET", address)
        check(scene, "author", "POST", address, {})


@pytest.mark.parametrize("route", WRITING, ids=lambda route: route.address)
def test_no_form_breaks_a_page(scene, route):
    ids = {**scene.ids, "handle": "hana"}
    address = route.address.format(**ids)
    good = {
        name: a_picture() if name == "file" else value.format(**ids) for name, value in route.sends.items()
    }
    forms = [{}, *({**good, name: value} for name in route.sends for value in odd_values().values())]
    forms.append({**dict.fromkeys(BESIDE - route.sends.keys(), "²٣"), **good})
    for form in forms:
        check(scene, "host", "POST", address, form)
    for field in route.sends:
        check(scene, "host", "POST", address, {name: value for name, value in good.items() if name != field})


@pytest.mark.parametrize(
    "body",
    [b"\x00", b"a=%00", b"a=%ff", b"=&=&=", b"a" * 3_000_000, b"&".join([b"a=1"] * 500), b"a=\xed\xa0\x80"],
)
@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
        "text/plain",
        "",
        "\0",
    ],
)
def test_no_body_breaks_a_page(scene, body, kind):
    for address in ("/questions/ask", "/accounts/login/", "/media/", f"/entries/{scene.question.pk}/vote"):
        cache.clear()
        with transaction.atomic():
            answer = scene.clients["author"].generic("POST", address, body, content_type=kind)
            transaction.set_rollback(True)
        assert answer.status_code < 500, (address, kind)


@pytest.mark.parametrize(
    "part",
    [
        b'name="body\x00"',
        b'name="file"; filename="\x00.png"',
        b'name="file"; filename="../../x"',
        b"name=",
        b'name="body"; charset=utf-16',
        b"",
    ],
)
def test_no_part_of_a_form_breaks_a_page(scene, part):
    body = b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n\r\n\x00\xff\xed\xa0\x80\r\n--x--\r\n"
    for address in ("/questions/ask", "/media/", "/settings/picture", "/text/preview"):
        cache.clear()
        with transaction.atomic():
            answer = scene.clients["author"].generic(
                "POST", address, body, content_type="multipart/form-data; boundary=x"
            )
            transaction.set_rollback(True)
        assert answer.status_code < 500, address


@pytest.mark.parametrize(
    "header",
    [
        "User-Agent",
        "Referer",
        "Accept-Language",
        "Cookie",
        "If-None-Match",
        "If-Modified-Since",
        "Range",
        "Host",
        "X-Forwarded-For",
        "Accept-Encoding",
        "HX-Current-URL",
        "HX-Request",
        "Authorization",
        "Origin",
    ],
)
def test_no_header_breaks_a_page(scene, header):
    for value in (
        "",
        "\x00",
        "ÿ" * 100,
        "a" * 5000,
        "'; --",
        "slashmentor=\x00; csrftoken=ÿ",
        "bytes=0-,-1,99999999999999999999-",
        'W/"',
        "de-" * 500,
    ):
        for address in (
            "/",
            "/questions",
            scene.question.get_absolute_url(),
            "/accounts/login/",
            "/metrics",
            "/notifications/unread",
            scene.picture.url,
        ):
            cache.clear()
            answer = scene.clients["visitor"].get(address, headers={header: value})
            read(answer)
            assert answer.status_code < 500, (address, value)


def odd_values():
    return FOR_A_DATABASE if connection.vendor == "postgresql" else FOR_ANY


def check(scene, role, method, address, form=None):
    """No 5xx, and where it is a page, a sentence on it."""
    client = scene.clients[role]
    cookies = client.cookies.copy()
    cache.clear()
    with transaction.atomic():
        answer = client.get(address) if method == "GET" else client.post(address, form)
        read(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    assert answer.status_code < 500, (
        method,
        address,
        {name: str(value)[:40] for name, value in (form or {}).items()},
    )
