"""A real server, real log-ins, real streams; what changes meanwhile is written into its database beside it."""

import re
import threading

import httpx
import pytest

from slashmentor.world.live.tests.conftest import PATIENCE, logged_in, write

# The prototype of instances is made of the tests' own database, which is there for tests that say so.
pytestmark = pytest.mark.django_db


TRUE, FALSE = "(1 = 1)", "(1 = 0)"


@pytest.fixture(autouse=True)
def as_before(served):
    write(served, f"UPDATE people_member SET unread = 0, is_active = {TRUE}")


class Tab:
    """A browser's tab with its stream."""

    def __init__(self, client):
        self.answer = client.send(client.build_request("GET", "/live/me"), stream=True)
        self._lines = self.answer.iter_lines()

    @property
    def status(self):
        return self.answer.status_code

    def figure(self):
        """The next figure that it is told."""
        for line in self._lines:
            if line.startswith("data: "):
                return int(line.removeprefix("data: "))
        raise AssertionError("the stream ended")

    def rest(self):
        """What it is told until the stream ends, as a stream should: an end that was cut raises."""
        return [line for line in self._lines if line.startswith("data: ")]

    def close(self):
        self.answer.close()


@pytest.fixture
def tab(ada):
    tab = Tab(ada)
    yield tab
    tab.close()


def test_a_tab_hears_the_figure_at_once_and_whenever_it_changes(served, tab):
    assert tab.answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert tab.answer.headers["cache-control"] == "private, no-store"
    assert tab.figure() == 0
    for unread in (3, 2, 0):
        write(served, f"UPDATE people_member SET unread = {unread} WHERE handle = 'ada'")
        assert tab.figure() == unread


def test_nobody_hears_the_figure_of_somebody_else(served, browsers, tab):
    eve = Tab(logged_in(browsers, served, "eve"))
    write(served, "UPDATE people_member SET unread = 7 WHERE handle = 'eve'")
    write(served, "UPDATE people_member SET unread = 1 WHERE handle = 'ada'")
    assert (tab.figure(), tab.figure()) == (0, 1)
    assert (eve.figure(), eve.figure()) == (0, 7)
    eve.close()


def test_logging_out_ends_the_stream(ada, tab):
    assert tab.figure() == 0
    page = ada.get("/notifications").text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert ada.post("/accounts/logout/", data={"csrfmiddlewaretoken": token}).status_code == 302
    assert tab.rest() == []


@pytest.mark.parametrize("change", [f"is_active = {FALSE}", "password = 'another'"])
def test_a_closed_account_or_another_password_ends_the_stream(served, tab, change):
    assert tab.figure() == 0
    keep = "UPDATE people_member SET password = (SELECT password FROM people_member WHERE handle = 'eve')"
    write(served, f"UPDATE people_member SET {change} WHERE handle = 'ada'")
    assert tab.rest() == []
    write(served, f"{keep} WHERE handle = 'ada'")


def test_an_expired_session_ends_the_stream(served, tab):
    assert tab.figure() == 0
    write(served, "UPDATE django_session SET expire_date = '2020-01-01 00:00:00'")
    assert tab.rest() == []


@pytest.mark.parametrize(
    "cookie",
    ["", "slashmentor=", "slashmentor=abcdefghijklmnopqrstuvwxyz012345", "slashmentor=../../x", "x" * 9000],
)
def test_a_stranger_gets_no_stream(served, cookie):
    answer = httpx.get(f"{served.url}/live/me", headers={"cookie": cookie})
    assert (answer.status_code, answer.content) == (401, b"")


def test_there_is_no_other_stream_and_no_other_way_to_ask(ada):
    assert [ada.get("/live/x").status_code, ada.post("/live/me").status_code] == [404, 405]


def test_a_member_has_six_streams_and_another_when_one_is_closed(ada):
    tabs = [Tab(ada) for _n in range(6)]
    seventh = Tab(ada)
    assert ([tab.status for tab in tabs], seventh.status) == ([200] * 6, 429)
    seventh.close()
    tabs.pop().close()
    pause = threading.Event()
    for _again in range(PATIENCE * 20):
        tabs.append(Tab(ada))
        if tabs[-1].status == 200:
            break
        pause.wait(0.05)
    assert tabs[-1].figure() == 0
    for tab in tabs:
        tab.close()


def test_a_server_that_ends_lets_its_tabs_go(served, browsers):
    """The last one here: the server is gone afterwards."""
    tab = Tab(logged_in(browsers, served, "eve"))
    assert tab.figure() == 0
    served.process.terminate()
    assert tab.rest() == []
    assert served.process.wait(PATIENCE) == 0
    tab.close()
