"""/questions/mine/anonymous: the bell says only that there is news; which, stands here."""

from datetime import timedelta

from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Entry, VoteNote
from tests.cast import NOON

NEWS = ["a bounty of 50 points is open", "somebody suggests an edit", "what readers missed"]


def asked_by(ada, community):
    return actions.ask_anonymously(
        community, by=ada, title="How do I leave a lab where nobody talks to me?", topics=["leaving"], now=NOON,
        body="I have been here for two years, and every meeting is cancelled at the last minute.",
    )  # fmt: skip


def test_it_says_which_news_a_question_has(client, community, ada, emmy):
    asked = asked_by(ada, community)
    client.force_login(ada)
    before = client.get("/questions/mine/anonymous").content.decode()
    edit = actions.suggest(asked, by=emmy, body=asked.body + " What now?", now=NOON)
    actions.vote(asked, by=emmy, value=-1, now=NOON)
    actions.note(asked, by=emmy, lacks=["context"], now=NOON)
    Entry.objects.filter(pk=asked.pk).update(bounty=50)
    after = client.get("/questions/mine/anonymous").content.decode()
    assert [(news in before, news in after) for news in NEWS] == [(False, True)] * 3
    assert f"/suggestions/{edit.pk}" in after


def test_what_was_seen_to_is_no_news(client, community, ada, emmy):
    asked = asked_by(ada, community)
    edit = actions.suggest(asked, by=emmy, body=asked.body + " What now?", now=NOON)
    actions.withdraw(edit, by=emmy, now=NOON)
    VoteNote.objects.create(entry=asked, voter=emmy, lack="context", at=NOON, done_at=NOON)
    client.force_login(ada)
    page = client.get("/questions/mine/anonymous").content.decode()
    assert [news in page for news in NEWS] == [False] * 3


def test_the_history_says_the_personas_name_and_keeps_those_who_left_apart(client, community, ada, emmy, mo):
    asked = asked_by(ada, community)
    actions.edit(asked, by=mo, body=asked.body + " It is a small lab.", now=NOON + timedelta(minutes=7))
    asked.refresh_from_db()
    actions.edit(asked, by=ada, body=asked.body + " What now?", now=NOON + timedelta(minutes=9))
    asked.revisions.filter(number=2).update(by=None)
    shown = client.get(f"/questions/{asked.pk}/history").content.decode()
    assert (shown.count(f"<span>{asked.author_name}</span>"), shown.count("somebody who left")) == (2, 1)
