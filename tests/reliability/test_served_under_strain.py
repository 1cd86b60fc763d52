"""quality.md, “Never loses, never lies”, on a served instance: a form sent often, a full disk, a database that goes."""

import contextlib
import re
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from django.db import connection

from tests import postgres
from tests.browser.doors import PASSWORD
from tests.instances import Instance

# The prototype of instances is made of the tests' own database, which is there for tests that say so.
pytestmark = pytest.mark.django_db

PARALLEL = 50
QUESTION = "/questions/1/how-do-i-tell-my-advisor-that-the-error-bars-are-wrong"


@pytest.fixture
def served(instance):
    subprocess.run([sys.executable, "-m", "tests.browser.grown"], env=instance.environment, check=True)
    instance.serve()
    return instance


@pytest.fixture
def enter(served):
    """Logs a member in; their browser is closed in the end."""
    with contextlib.ExitStack() as opened:

        def log_in(handle):
            browser = opened.enter_context(httpx.Client(base_url=served.url, timeout=60))
            page = browser.get("/accounts/login/").text
            found = re.search(r'"csrfmiddlewaretoken" value="(\w+)"', page)
            form = {"login": handle, "password": PASSWORD, "csrfmiddlewaretoken": found[1]}
            assert browser.post("/accounts/login/", data=form).status_code == 302
            return browser

        yield log_in


def test_a_commit_is_on_the_disk_before_it_is_acknowledged(instance):
    """SQLite's FULL under WAL syncs with each commit; NORMAL would lose the last ones in a power cut."""
    asked = (
        "from django.db import connection as c; k = c.cursor();"
        "print([k.execute(f'PRAGMA {name}').fetchone()[0] for name in ('synchronous', 'journal_mode')])"
        " if c.vendor == 'sqlite' else"
        " print([k.execute(f'SHOW {name}') or k.fetchone()[0] for name in ('fsync', 'synchronous_commit')])"
    )
    # PostgreSQL's are the host's to say; ours leave them alone.
    told = instance.run("manage", "shell", "-v", "0", "-c", asked).strip()
    assert told == "[2, 'wal']" or connection.vendor == "postgresql"


# What is sent where, and what has to be 1 afterwards.
OFTEN = [
    ("/entries/2/vote", {"value": "1"}, "SELECT count(*) FROM questions_vote WHERE entry_id = 2 AND voter_id = 4"),
    ("/entries/1/keep", {"kept": "1"}, "SELECT count(*) FROM questions_bookmark WHERE member_id = 4"),
    ("/questions/1/follow", {"follows": "1"}, "SELECT count(*) FROM questions_following WHERE member_id = 4"),
    ("/comments/1/useful", {"useful": "1"}, "SELECT score FROM questions_comment WHERE id = 1"),
    ("/for-you/5/not-for-me", {}, "SELECT count(*) FROM routing_notforme WHERE member_id = 4"),
]  # fmt: skip


def test_the_same_form_sent_fifty_times_at_once_counts_once(served, enter):
    browser = enter("noor")

    def send(work):
        address, sent, _counted = work
        return address, browser.post(address, data={**sent, **token(browser)}).status_code

    with ThreadPoolExecutor(PARALLEL) as crowd:
        answers = set(crowd.map(send, [work for work in OFTEN for _time in range(PARALLEL)]))
    assert answers == {(address, 302) for address, _sent, _counted in OFTEN}
    assert {address: ask(served, counted) for address, _sent, counted in OFTEN} == dict.fromkeys(
        (address for address, _sent, _counted in OFTEN), 1
    )


def test_an_answer_accepted_fifty_times_at_once_is_accepted_once(served, enter):
    browser = enter("ada")

    def send(number):
        return browser.post(
            f"/entries/{2 + number % 2}/accept", data={"accepted": "1", **token(browser)}
        ).status_code

    with ThreadPoolExecutor(PARALLEL) as crowd:
        assert set(crowd.map(send, range(PARALLEL))) == {302}
    assert ask(served, "SELECT count(*) FROM questions_entry WHERE id = 1 AND accepted_id IN (2, 3)") == 1


def test_on_a_full_disk_reading_goes_on_and_writing_says_so(served, enter):
    if connection.vendor == "postgresql":
        return  # its files are its own; how a full disk of PostgreSQL is told is tried with a made-up error
    browser = enter("noor")
    form = {"body": "Is there still room for this remark?", **token(browser)}
    before = ask(served, "SELECT count(*) FROM questions_comment")
    room(served, 512)
    refused = browser.post("/entries/1/comments", data=form)
    assert refused.status_code in {503, 507}
    assert "nothing" in refused.text
    assert [browser.get(address).status_code for address in ("/", QUESTION, "/@ada")] == [200, 200, 200]
    assert httpx.get(served.url + "/questions").status_code == 200
    room(served, resource.RLIM_INFINITY)
    assert browser.post("/entries/1/comments", data=form).status_code == 302
    assert ask(served, "SELECT count(*) FROM questions_comment") == before + 1


@pytest.mark.postgres
def test_while_postgresql_is_away_pages_say_so_and_come_back_with_it(prototype, tmp_path):
    with postgres.server() as server:
        prototype.fill(server)
        instance = Instance(tmp_path, server.url)
        try:
            instance.serve()
            with httpx.Client(base_url=instance.url, timeout=30) as reader:
                assert reader.get("/questions").status_code == 200
                server.stop()
                away = reader.get("/questions")
                assert (away.status_code, away.headers["Retry-After"]) == (503, "5")
                assert "The database doesn’t answer right now" in away.text
                assert reader.get("/healthz").status_code == 200
                server.start()
                instance.wait_for("/questions")
                assert {reader.get("/questions").status_code for _number in range(20)} == {200}
                # Restarted between two requests: the connection that was kept is dead, and nobody notices.
                server.restart()
                assert {reader.get("/questions").status_code for _number in range(20)} == {200}
        finally:
            instance.end()


def token(browser):
    return {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}


def ask(instance, sql):
    """One figure from the instance's database."""
    code = (
        f"from django.db import connection as c; k = c.cursor(); k.execute({sql!r}); print(k.fetchone()[0])"
    )
    return int(instance.run("manage", "shell", "-v", "0", "-c", code))


def room(instance, size):
    """No process of the instance can write a file beyond this size: to them the disk is full."""
    parents = {process.pid for process in instance._processes}
    for status in Path("/proc").glob("[0-9]*/stat"):
        pid, group = int(status.parent.name), 0
        try:
            group = int(status.read_text().rpartition(") ")[2].split()[2])
        except (OSError, IndexError):
            continue  # ended meanwhile
        if group in parents:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
