"""A real server for streams, with ada, eve, and mo, whose question eve answered."""

import re
import sqlite3
from contextlib import ExitStack

import httpx
import psycopg
import pytest

PASSWORD = "correct horse battery"
PATIENCE = 30


@pytest.fixture(scope="module")
def served(prototype, tmp_path_factory):
    """One instance for all tests of this file, with its members."""
    instance = prototype.copy(tmp_path_factory.mktemp("live") / "instance")
    instance.run("manage", "shell", "-c", MEMBERS)
    instance.process = instance.serve()
    yield instance
    instance.end()


MEMBERS = f"""
from django.utils import timezone
from slashmentor.base.jobs import run_waiting, schedules
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from tests.cast import a_question, an_answer
ada, eve, mo = (
    Member.objects.create_user(name, name + "@example.org", {PASSWORD!r}) for name in ("ada", "eve", "mo")
)
academia = Community.objects.create(slug="academia", name="Academia", created_at=timezone.now())
an_answer(a_question(academia, mo), eve)
# What is done once a day is done now, and not while a test makes up counts.
schedules.ensure(now=timezone.now())
run_waiting()
"""


@pytest.fixture
def browsers():
    """Whatever a test opens is closed in the end."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def ada(served, browsers):
    return logged_in(browsers, served, "ada")


def write(instance, sql):
    url = instance.environment["DATABASE_URL"]
    if url:
        with psycopg.connect(url) as connection:
            connection.execute(sql)
        return
    connection = sqlite3.connect(instance.data / "slashmentor.sqlite3", timeout=20)
    with connection:
        connection.execute(sql)
    connection.close()


def logged_in(browsers, instance, handle):
    client = browsers.enter_context(httpx.Client(base_url=instance.url, timeout=PATIENCE))
    page = client.get("/accounts/login/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"login": handle, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/accounts/login/", data=form).status_code == 302
    return client
