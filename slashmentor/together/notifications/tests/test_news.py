"""What members hear beside answers and comments: a row for each verb."""

from datetime import timedelta

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.commons.safety.models import Appeal, Decision, Flag, Suspension
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.topics.models import Description, Synonym, Topic, TopicHere
from slashmentor.parts.endorsements.models import Endorsement
from slashmentor.parts.questions.models import Bounty, Entry, Suggestion
from slashmentor.together.badges.models import Award
from slashmentor.together.notifications.models import Notification
from slashmentor.together.notifications.news import SOURCES
from slashmentor.together.notifications.words import words_of
from tests.cast import NOON

pytestmark = pytest.mark.django_db

TITLE = "How do I tell my advisor that the error bars are wrong?"


@pytest.fixture
def things(community, question, answer, ada, emmy, mo):
    """One of everything that news can be about; ada asked, emmy answered, mo decides."""
    topic = Topic.objects.get(name="statistics")
    here = TopicHere.objects.get(topic=topic, community=community)
    decision = Decision.objects.create(
        community=community, verb="suspend", member=ada, by=mo, reason="Spam.", at=NOON
    )
    suggestion = {"entry": question, "by": emmy, "title": TITLE, "body": "x" * 40, "based_on": 1, "at": NOON}
    return {
        "question": question,
        "answer": answer,
        "suggestion": Suggestion.objects.create(**suggestion),
        "endorsement": Endorsement.objects.create(
            by=ada, member=emmy, topic=topic, entry=answer, words="It helped me.", at=NOON
        ),
        "bounty": Bounty.objects.create(
            question=question, by=mo, amount=100, awarded=100, answer=answer, offered_at=NOON, ends_at=NOON
        ),
        "standing": Standing.objects.update_or_create(member=ada, community=community)[0],
        "award": Award.objects.create(member=ada, community=community, badge="student", tier=3, at=NOON),
        "flag": Flag.objects.create(community=community, by=ada, harm="spam", at=NOON, outcome="helpful"),
        "suspension": Suspension.objects.create(
            member=ada,
            community=community,
            decision=decision,
            words="…",
            began_at=NOON,
            until=NOON + timedelta(days=7),
        ),
        "appeal": Appeal.objects.create(decision=decision, by=ada, words="Please.", at=NOON, upheld=True),
        "told": Decision.objects.create(
            community=community, verb="member.told", member=ada, by=mo, reason="A word.", at=NOON
        ),
        "synonym": Synonym.objects.create(name="stats", topic=topic, by=ada, at=NOON, approved=True),
        "description": Description.objects.create(here=here, by=ada, at=NOON, approved=False),
        "member": ada,
    }


ROWS = {
    "question.advised": (
        "question", {}, "ada", f"Something would help your question “{TITLE}” to be answered",
    ),
    "question.closed": (
        "question", {"reason": "focus"}, "ada",
        f"Your question “{TITLE}” was closed for now; you can edit it and have it opened again",
    ),
    "question.reopened": ("question", {}, "ada", f"Your question “{TITLE}” is open again"),
    "question.moved": (
        "question", {}, "ada", f"Your question “{TITLE}” was moved to Academia, where it fits better",
    ),
    "entry.deleted": (
        "answer", {}, "emmy", "Your answer was taken out of sight; you can still read it and see why",
    ),
    "vote.noted": (
        "answer", {}, "emmy", f"Readers missed something in what you wrote in “{TITLE}”; only you see what",
    ),
    "edit.suggested": ("suggestion", {}, "ada", f"Emmy Brandt suggests an edit of your question “{TITLE}”"),
    "edit.approved": ("suggestion", {"state": "approved"}, "emmy", f"Your edit of “{TITLE}” was taken over"),
    "edit.rejected": ("suggestion", {"state": "rejected"}, "emmy", f"Your edit of “{TITLE}” was not taken over this time"),
    "bounty.offered": ("bounty", {}, "ada", f"Mo Okonjo offers 100 points for an answer to “{TITLE}”"),
    "bounty.awarded": ("bounty", {}, "emmy", f"Your answer to “{TITLE}” won a bounty of 100 points"),
    "bounty.ending": (
        "bounty", {}, "mo",
        f"Your bounty of 100 points on “{TITLE}” ends tomorrow; choose an answer if one helped",
    ),
    "bounty.ended": ("bounty", {}, "mo", f"Your bounty of 100 points on “{TITLE}” has ended"),
    "endorsement.given": (
        "endorsement", {}, "emmy", f"Ada Whitcombe said what your answer to “{TITLE}” helped with",
    ),
    "greeting.wanted": (
        "question", {"greeters": "emmy"}, "emmy",
        f"Somebody asks in Academia for the first time: “{TITLE}”. A kind word helps",
    ),
    "privileges.opened": (
        "standing", {"privileges": ["vote_up", "flag"]}, "ada",
        "Your reputation in Academia opens something new: Voting for what is useful; Flagging",
    ),
    "badge.awarded": ("award", {}, "ada", "You earned the badge “Student” in Academia"),
    "flag.decided": ("flag", {}, "ada", "What you flagged was dealt with. Thank you"),
    "decision.made": ("told", {}, "ada", "Those who look after Academia wrote to you"),
    "member.suspended": (
        "suspension", {}, "ada",
        "Your account is suspended in Academia until 9 March 2026; you can read why, and appeal",
    ),
    "member.unsuspended": ("suspension", {}, "ada", "Your suspension in Academia has been lifted"),
    "appeal.decided": ("appeal", {}, "ada", "Your appeal was heard: the decision was taken back"),
    "synonym.decided": (
        "synonym", {}, "ada", "What you suggested for the topic statistics was taken over",
    ),
    "description.decided": (
        "description", {}, "ada", "What you suggested for the topic statistics was not taken over this time",
    ),
    "members.merged": (
        "member", {"gone": "old-ada"}, "ada", "The account @old-ada went into yours, with all it had",
    ),
}  # fmt: skip


def tell(verb, things, members):
    """Everything but this is old; who was told what of it."""
    run_waiting(NOON)
    Notification.objects.all().delete()
    about, data, _whom, _words = ROWS[verb]
    if "greeters" in data:
        data = {"greeters": [members[data["greeters"]].pk]}
    happened(verb, about=things[about], now=NOON, **data)
    run_waiting(NOON)
    # Some of it earns a badge, too, which has its own row.
    found = Notification.objects.with_all_it_shows()
    found = found.filter(kind="badge") if verb == "badge.awarded" else found.exclude(kind="badge")
    return [(one.member.handle, words_of(one).plain()) for one in found]


@pytest.mark.parametrize("verb", ROWS)
def test_who_hears_it_in_which_words(verb, things, ada, emmy, mo):
    assert tell(verb, things, {"emmy": emmy}) == [ROWS[verb][2:]]


# Tried in test_hearing_of_questions_for_one.py (and what is told of mentoring in test_hearing_of_mentoring.py), with what says that somebody is the one.
ELSEWHERE = {"question.told", "question.passed_on"}


def test_every_verb_has_its_row():
    of_mentoring = {verb for verb in SOURCES if verb.startswith(("request.", "mentors.", "outside_page."))}
    assert set(SOURCES) == set(ROWS) | ELSEWHERE | of_mentoring


def test_nobody_hears_of_what_they_did_themselves(things, ada):
    run_waiting(NOON)
    Notification.objects.all().delete()
    happened("question.closed", by=ada, about=things["question"], now=NOON, reason="duplicate")
    run_waiting(NOON)
    assert not Notification.objects.exists()


def test_notes_of_several_readers_are_one_thing_to_look_at(things, emmy):
    for _reader in range(3):
        happened("vote.noted", about=things["answer"], now=NOON)
    run_waiting(NOON)
    assert Notification.objects.filter(member=emmy, kind="noted").count() == 1
    emmy.refresh_from_db()
    assert emmy.unread == Notification.objects.filter(member=emmy, seen_at=None).count()


def test_of_what_was_deleted_since_nothing_is_said(things, ada):
    happened("question.closed", about=things["question"], now=NOON, reason="focus")
    run_waiting(NOON)
    Entry.objects.filter(pk=things["question"].pk).update(deleted_at=NOON)
    told = Notification.objects.with_all_it_shows().get(kind="closed")
    assert words_of(told).plain() == "What this was about has been deleted since."


def test_words_of_people_are_escaped(things, emmy):
    type(emmy).objects.filter(pk=emmy.pk).update(name="<b>%s</b>")
    happened("edit.suggested", about=things["suggestion"], now=NOON)
    run_waiting(NOON)
    told = Notification.objects.with_all_it_shows().get(kind="suggested")
    assert "&lt;b&gt;%s&lt;/b&gt;" in words_of(told).sentence


def test_what_reputation_opens_is_news_once(things, ada):
    for _time in range(2):
        happened("privileges.opened", about=things["standing"], now=NOON, privileges=["vote_up"])
        run_waiting(NOON)
        Notification.objects.filter(member=ada).update(seen_at=NOON)
    assert Notification.objects.filter(member=ada, kind="privilege").count() == 1


@pytest.mark.parametrize(("cancelled", "path"), [(True, "/settings/decisions"), (False, "/questions/")])
def test_a_bounty_given_back_is_told_with_where_to_read_why(things, mo, cancelled, path):
    happened("bounty.ended", about=things["bounty"], now=NOON, given_back=True, cancelled=cancelled)
    run_waiting(NOON)
    told = words_of(Notification.objects.with_all_it_shows().get(member=mo, kind="bounty_ends"))
    assert told.plain() == f"Your bounty on “{TITLE}” ended early, and you have its 100 points again"
    assert told.address.startswith(path)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("withdrawn", None),
        ("overtaken", f"Somebody else edited “{TITLE}” before your edit was looked at"),
    ],
)
def test_an_edit_that_nobody_decided(things, emmy, state, words):
    run_waiting(NOON)
    Notification.objects.all().delete()
    happened("edit.rejected", about=things["suggestion"], now=NOON, state=state)
    run_waiting(NOON)
    told = Notification.objects.with_all_it_shows().filter(member=emmy)
    assert [words_of(one).plain() for one in told] == ([words] if words else [])


def test_a_decision_that_something_else_tells_of_is_not_told_twice(things, ada):
    run_waiting(NOON)
    Notification.objects.all().delete()
    happened("decision.made", about=things["appeal"].decision, now=NOON)
    run_waiting(NOON)
    assert not Notification.objects.filter(kind="told").exists()
