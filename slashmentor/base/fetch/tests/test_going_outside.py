"""Fetching from servers that are slow, huge, sly or somewhere else than they say."""

from ipaddress import ip_address

import pytest

from slashmentor.base.fetch import OUTSIDE, Door, Forbidden, NotThere, TooLarge, TooSlow, Unreachable, fetch

from .servers import LOOPBACK, MEGABYTE, a_door, a_server


@pytest.fixture(scope="module")
def server():
    with a_server() as running:
        yield running


def test_a_page_comes_with_its_address_and_kind(server):
    page = a_door().fetch(server.url("/page#part"))
    assert (page.text, page.kind, page.url) == ("<p>Hello</p>", "text/html", server.url("/page"))


def test_the_name_goes_along_to_the_checked_address(server):
    a_door().fetch(server.url("/who", host="rebind.example"))
    path, headers = server.asked[-1]
    assert (path, headers["Host"]) == ("/who", f"rebind.example:{server.server_port}")
    assert headers["User-Agent"].startswith("Slashmentor/")


def test_what_is_packed_is_unpacked(server):
    assert a_door().fetch(server.url("/packed")).text == "grüße"


def test_the_charset_is_the_one_it_says(server):
    assert a_door().fetch(server.url("/latin")).text == "grüße"


def test_a_byte_now_and_then_ends_with_the_deadline(server):
    with pytest.raises(TooSlow):
        a_door(seconds=0.5).fetch(server.url("/drip"))


def test_a_megabyte_is_read_and_no_byte_more(server):
    assert len(a_door().fetch(server.url("/large")).body) == MEGABYTE
    with pytest.raises(TooLarge):
        a_door().fetch(server.url("/huge"))


def test_a_bomb_does_not_go_off(server):
    with pytest.raises(TooLarge):
        a_door().fetch(server.url("/bomb"))


def test_a_packing_that_we_do_not_know_is_not_read(server):
    with pytest.raises(Unreachable):
        a_door().fetch(server.url("/strange"))


def test_three_redirects_are_followed(server):
    assert a_door().fetch(server.url("/hops/2")).url == server.url("/")


@pytest.mark.parametrize("path", ["/hops/3", "/loop"])
def test_more_redirects_are_not(server, path):
    with pytest.raises(Unreachable, match="on and on"):
        a_door().fetch(server.url(path))


def test_a_cookie_is_not_kept_on_the_way(server):
    a_door().fetch(server.url("/cookie"))
    assert "Cookie" not in server.asked[-1][1]


def test_what_is_gone_is_no_page(server):
    with pytest.raises(NotThere, match="410"):
        a_door().fetch(server.url("/gone"))


@pytest.mark.parametrize(
    "there",
    [
        "http://127.0.0.2/",
        "http://[::1]/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://ada:secret@example.org/",
        "//169.254.169.254/latest/meta-data/",
    ],
)
def test_a_redirect_is_checked_like_the_first_address(server, there):
    with pytest.raises(Forbidden):
        a_door().fetch(server.url(f"/to/{there}"))


def test_a_name_is_looked_up_once_and_never_again(server):
    """Rebinding: the second answer would lead elsewhere; nobody asks for it."""
    answers = [[LOOPBACK], [ip_address("127.0.0.2")]]
    door = a_door(resolve=lambda _host, _seconds: answers.pop(0))
    assert door.fetch(server.url("/", host="rebind.example")).body == b"<p>Hello</p>"
    assert len(answers) == 1


def test_each_redirect_is_looked_up_anew(server):
    answers = [[LOOPBACK], [ip_address("127.0.0.2")]]
    door = a_door(resolve=lambda _host, _seconds: answers.pop(0))
    with pytest.raises(Forbidden):
        door.fetch(server.url("/hops/1", host="rebind.example"))


def test_a_name_with_one_address_inside_is_not_visited_at_all(server):
    mixed = [LOOPBACK, ip_address("10.0.0.1")]
    with pytest.raises(Forbidden):
        a_door(resolve=lambda _host, _seconds: mixed).fetch(server.url("/never"))
    assert "/never" not in [path for path, _headers in server.asked]


def test_where_nobody_answers_the_next_address_is_tried(server):
    silent = [ip_address("127.0.0.3"), LOOPBACK]
    door = a_door(resolve=lambda _host, _seconds: silent, allows=lambda address: address.is_loopback)
    assert door.fetch(server.url("/")).body == b"<p>Hello</p>"


def test_a_name_without_an_address_is_unreachable():
    with pytest.raises(Unreachable):
        a_door(resolve=lambda _host, _seconds: []).fetch("http://nobody.example/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://2130706433/",
        "http://0/",
        "http://localhost/",
        "http://localhost./",
        "http://①②⑦.⓪.⓪.①/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1%25lo]/",
        "http://192.0.0.8/",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "http://8.8.8.8:8000/",
        "http://8.8.8.8:22/",
        "http://ada@8.8.8.8/",
        "ftp://8.8.8.8/",
        "javascript:alert(1)",
        "/etc/passwd",
        "",
        "http://",
        "http:///x",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://" + "a" * 3000,
        "http://x\x00.example/",
    ],
)
def test_the_door_that_jobs_use_leads_nowhere_inside(url):
    with pytest.raises((Forbidden, Unreachable)):
        fetch(url)


def test_the_door_that_jobs_use_is_the_strict_one():
    assert Door() == OUTSIDE
    assert OUTSIDE.ports == {80, 443}
    assert not OUTSIDE.allows(LOOPBACK)
