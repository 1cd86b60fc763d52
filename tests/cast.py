"""The people and things that tests are about.

ada asks, emmy answers, mo moderates, eve is a stranger with an account and may do least.
"""

from datetime import UTC, datetime

import pytest

from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions import actions

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday


@pytest.fixture
def now() -> datetime:
    return NOON


def a_member(handle: str, **fields) -> Member:
    fields.setdefault("name", handle.capitalize())
    return Member.objects.create_user(
        handle, f"{handle}@example.org", "correct horse", joined_at=NOON, **fields
    )


@pytest.fixture
def ada(db) -> Member:
    return a_member("ada", name="Ada Whitcombe", stage="phd")


@pytest.fixture
def emmy(db) -> Member:
    return a_member("emmy", name="Emmy Brandt", stage="faculty")


@pytest.fixture
def eve(db) -> Member:
    return a_member("eve", name="")


def a_community(slug: str, **fields) -> Community:
    fields.setdefault("name", slug.title())
    return Community.objects.create(slug=slug, created_at=NOON, **fields)


@pytest.fixture
def community(db) -> Community:
    return a_community("academia")


@pytest.fixture
def mo(db, community) -> Member:
    member = a_member("mo", name="Mo Okonjo", stage="librarian")
    Moderator.objects.create(community=community, member=member, since=NOON)
    return member


def a_question(community, by, **changes):
    """A question as somebody would ask it; `changes` to its title, body, topics or now."""
    return actions.ask(
        community,
        **{
            "by": by,
            "title": "How do I tell my advisor that the error bars are wrong?",
            "body": "I reran the script and found standard errors where the caption says deviations.",
            "topics": ["statistics", "co-authors"],
            "now": NOON,
            **changes,
        },
    )


def an_answer(question, by, **changes):
    return actions.answer(
        question,
        **{
            "by": by,
            "body": "Write to the person alone, and bring the one page that shows it.",
            "now": NOON,
            **changes,
        },
    )


@pytest.fixture
def question(community, ada):
    return a_question(community, ada)


@pytest.fixture
def answer(question, emmy):
    return an_answer(question, emmy)
