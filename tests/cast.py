"""The people and things that tests are about.

ada asks, emmy answers, mo moderates, eve is a stranger with an account and may do least.
"""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client

from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.communities.numbers import numbers_of
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.questions import actions

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


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


# So that a test about something else needs nobody to have earned points first, nor to wait between two questions.
GENEROUS = {
    "may.vote_up": 1,
    "may.vote_down": 1,
    "may.comment": 1,
    "may.flag": 1,
    "may.no_limits": 1,
    "may.topics": 1,
    "ask.in_24_hours": 1000,
    "ask.in_30_days": 1000,
    "ask.newcomer_minutes": 0,
    "first_day.questions": 1000,
    "first_day.answers": 1000,
    "close.hours_to_mend": 0,
    "greeting.hours": 0,
}


def a_community(slug: str, **fields) -> Community:
    """A community that asks for little (GENEROUS); `numbers={}` for one with the numbers of rules.md."""
    fields.setdefault("name", slug.title())
    fields.setdefault("numbers", GENEROUS)
    return Community.objects.create(slug=slug, created_at=NOON, **fields)


def give_points(member, community, reputation: int) -> None:
    """Let a member have so much reputation in a community, as if earned on a site it came from."""
    with transaction.atomic():
        had = ledger.locked_standing(member.pk, community.pk).points
        kind = Line.Kind.BROUGHT if had == 1 else Line.Kind.BOUNTY_WON
        due = ledger.Due(member.pk, kind, reputation - had, NOON.date())
        ledger.write(community.pk, [due], numbers=numbers_of(community), now=NOON)


@pytest.fixture
def strict(db) -> Community:
    """A new community with the numbers of rules.md."""
    return a_community("strict", numbers={})


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


@pytest.fixture
def enter(db):
    """A browser in which this member is logged in."""

    def entered(member):
        client = Client(headers={"user-agent": BROWSER})
        client.force_login(member)
        return client

    return entered


# What a mentor page that says something of everything says.
AN_OFFER = {
    "lede": "I spent ten years telling people their sample was too small. I would like to tell them earlier.",
    "helps": "Designing a study before the data exist. Reading reviews that hurt.",
    "lived": "Two rejected theses chapters, one change of field.",
    "loves": "What would you do if it failed?",
    "declines": "I don’t write letters for people I haven’t worked with.",
    "seeks": "Somebody patient to show me version control.",
    "pace": "An hour every second week, up to six months",
    "kinds": {"development": "Reading a draft before a stranger does", "support": ""},
    "gives": ["statistics", "peer-review"],
    "seeks_topics": ["version-control"],
    "fields": ["ecology"],
    "stages": ["phd", "postdoc"],
    "channels": ["messages", "video"],
    "languages": ["en", "de"],
    "hours": [(1, 540, 660), (3, 1380, 1440)],
    "as_peer": True,
}


def a_mentor_page(member, *, published=True, **said):
    """A member's mentor page, published; with nothing said, AN_OFFER."""
    offer = mentors.save(member, by=member, said=said or AN_OFFER, now=NOON)
    return mentors.publish(offer, by=member, now=NOON) if published else offer


@pytest.fixture
def offer(emmy):
    """emmy's mentor page: two places, both open."""
    return a_mentor_page(emmy)
