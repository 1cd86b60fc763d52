import smtplib
from datetime import UTC, datetime, time, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions import actions as questions
from slashmentor.together.notifications import actions, mailing, post
from slashmentor.together.notifications.models import ByMail, MailPreference, Notification
from slashmentor.together.notifications.tests.conftest import SAID, comment
from slashmentor.together.routing.models import Wishes
from tests.cast import NOON, an_answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ada_has_an_address")]

# told on Monday at noon, UTC
TUESDAY_EIGHT = datetime(2026, 3, 3, 8, tzinfo=UTC)


def digest_at(moment):
    """What the schedule does at this moment, and what comes of it."""
    mailing.send_digests(now=moment)
    run_waiting(moment)
    return mail.outbox


class Broken(EmailBackend):
    """A mail server as it may be; `error` comes instead of the letter being taken."""

    error: Exception | None = None
    opens = True

    def open(self):
        if not self.opens:
            raise ConnectionRefusedError("nobody is there")

    def send_messages(self, letters):
        if Broken.error:
            raise Broken.error
        return super().send_messages(letters)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr(Broken, "error", None)
    return Broken


# --- at once ---


def test_in_quiet_hours_a_letter_waits_for_their_end(told, ada):
    actions.choose_mail(ada, ByMail.AT_ONCE)
    Wishes.objects.create(member=ada, quiet_from=time(10), quiet_until=time(14))
    mailing.send_at_once(told.pk, now=NOON)
    assert mail.outbox == []
    waits = Job.objects.get(name=mailing.send_at_once.name)
    assert (waits.args, waits.run_at) == ({"notification": told.pk}, NOON + timedelta(hours=2))
    mailing.send_at_once(told.pk, now=waits.run_at)
    assert len(mail.outbox) == 1


def test_who_wants_it_at_once_gets_a_letter_at_once(at_once, told):
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert letter.subject == (
        "Emmy Brandt answered your question “How do I tell my advisor that the error bars are wrong?”"
    )
    assert f"http://127.0.0.1:8000/a/{told.entry_id}\n" in letter.body


def test_a_letter_goes_out_once_however_often_its_job_runs(at_once, told):
    mailing.send_at_once(told.pk, now=NOON)
    assert len(mail.outbox) == 1


def test_what_was_seen_by_then_needs_no_letter(at_once, question, emmy, ada):
    answer = an_answer(question, emmy)
    run_listeners_only()
    actions.see_question(ada, question.pk, until=NOON, now=NOON)
    run_waiting(NOON)
    assert (mail.outbox, answer.pk) == ([], Notification.objects.get().entry_id)


def run_listeners_only():
    """Members are told; the letters' jobs wait for a worker."""
    for happening in Happening.objects.filter(verb="question.answered"):
        mailing.begin(actions.tell(happening))


def test_what_was_deleted_by_then_gets_no_letter(at_once, question, emmy):
    answer = an_answer(question, emmy)
    run_listeners_only()
    questions.delete(answer, by=emmy, now=NOON)
    run_waiting(NOON)
    assert mail.outbox == []


def test_old_news_gets_no_letter(at_once, question, emmy):
    an_answer(question, emmy)
    run_waiting(NOON + timedelta(days=3))
    assert mail.outbox == []


@pytest.mark.parametrize("changes", [{"is_active": False}, {"is_claimed": False}])
def test_closed_and_unclaimed_accounts_get_none(at_once, ada, question, emmy, changes):
    Member.objects.filter(pk=ada.pk).update(**changes)
    an_answer(question, emmy)
    run_waiting(NOON)
    assert mail.outbox == []


def test_an_address_that_nobody_confirmed_gets_none(at_once, question, emmy):
    EmailAddress.objects.update(verified=False)
    an_answer(question, emmy)
    run_waiting(NOON)
    assert digest_at(TUESDAY_EIGHT) == []


# --- when the mail server doesn't take it ---


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPDataError(451, b"greylisted"),
        smtplib.SMTPRecipientsRefused({"ada@example.org": (450, b"full")}),
    ],
)
def test_what_the_server_does_not_take_now_is_sent_later(server, at_once, question, emmy, error):
    server.error = error
    an_answer(question, emmy)
    with pytest.raises(post.NotTaken):
        run_waiting(NOON)
    assert (mail.outbox, Notification.objects.get().mailed_at) == ([], None)
    server.error = None
    run_waiting(NOON + timedelta(hours=1))
    assert len(mail.outbox) == 1


def test_a_server_that_is_away_gets_it_when_it_is_back(server, monkeypatch, at_once, question, emmy):
    monkeypatch.setattr(server, "opens", False)
    an_answer(question, emmy)
    with pytest.raises(post.NotTaken):
        run_waiting(NOON)
    monkeypatch.setattr(server, "opens", True)
    run_waiting(NOON + timedelta(hours=1))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("gone after the text"),
        TimeoutError("no answer after the text"),
        smtplib.SMTPRecipientsRefused({"ada@example.org": (550, b"nobody here")}),
    ],
)
def test_what_may_have_gone_out_or_never_will_is_not_tried_again(server, at_once, question, emmy, error):
    server.error = error
    an_answer(question, emmy)
    run_waiting(NOON)
    server.error = None
    run_waiting(NOON + timedelta(hours=9))
    assert (mail.outbox, Job.objects.filter(name__contains="send_at_once").count()) == ([], 0)


# --- once a day ---


def test_without_a_choice_a_letter_comes_the_next_morning(told):
    assert digest_at(TUESDAY_EIGHT - timedelta(minutes=1)) == []
    assert [letter.to for letter in digest_at(TUESDAY_EIGHT)] == [["ada@example.org"]]


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Pacific/Auckland", 19), ("Asia/Kathmandu", 2.25), ("America/Los_Angeles", 16), ("Europe/Berlin", 7)],
)
def test_eight_in_the_morning_is_where_the_reader_lives(told, ada, zone, hour):
    Member.objects.filter(pk=ada.pk).update(time_zone=zone)
    day = NOON.replace(hour=0, minute=0)
    came = next(
        moment for moment in (day + timedelta(minutes=15 * n) for n in range(48, 200)) if digest_at(moment)
    )
    assert came.hour + came.minute / 60 == hour


def test_a_morning_has_one_letter(told, question, emmy):
    digest_at(TUESDAY_EIGHT)
    comment(question, emmy, now=TUESDAY_EIGHT - timedelta(minutes=5))
    assert len(digest_at(TUESDAY_EIGHT + timedelta(hours=2))) == 1
    mailing.send_digest(told.member_id, now=TUESDAY_EIGHT + timedelta(hours=3))
    assert len(mail.outbox) == 1
    assert len(digest_at(TUESDAY_EIGHT + timedelta(days=1))) == 2


def test_what_came_after_eight_waits_for_the_next_morning(told):
    Notification.objects.update(at=TUESDAY_EIGHT + timedelta(minutes=1))
    assert digest_at(TUESDAY_EIGHT + timedelta(hours=5)) == []
    assert len(digest_at(TUESDAY_EIGHT + timedelta(days=1))) == 1


def test_a_worker_that_slept_at_eight_writes_when_it_is_awake(told):
    assert len(digest_at(TUESDAY_EIGHT + timedelta(hours=6))) == 1


def test_who_has_seen_everything_gets_no_letter(told, ada):
    actions.see_all(ada, now=NOON)
    assert digest_at(TUESDAY_EIGHT) == []


def test_what_was_in_one_letter_is_in_no_other(told, question, emmy):
    digest_at(TUESDAY_EIGHT)
    comment(question, emmy, now=TUESDAY_EIGHT + timedelta(hours=1))
    letter = digest_at(TUESDAY_EIGHT + timedelta(days=1))[-1]
    assert ("commented on" in letter.body, "answered your" in letter.body) == (True, False)


def test_a_digest_that_was_not_taken_comes_whole_later(server, told):
    server.error = smtplib.SMTPDataError(451, b"later")
    mailing.send_digests(now=TUESDAY_EIGHT)
    with pytest.raises(post.NotTaken):
        run_waiting(TUESDAY_EIGHT)
    preference = MailPreference.objects.get()
    assert (preference.digest_sent_at, Notification.objects.get().mailed_at) == (None, None)
    server.error = None
    assert len(digest_at(TUESDAY_EIGHT + timedelta(minutes=15))) == 1


def test_a_digest_tells_of_twenty_and_counts_the_others(told, ada, emmy):
    Notification.objects.bulk_create(
        Notification(member=ada, kind="answer", by=emmy, entry=told.entry, at=NOON) for _n in range(29)
    )
    (letter,) = digest_at(TUESDAY_EIGHT)
    assert letter.subject == "30 things for you, 3 March"
    assert letter.body.count("Emmy Brandt answered") == 20
    assert "And 10 more:\nhttp://127.0.0.1:8000/notifications\n" in letter.body


def test_of_what_is_deleted_the_letter_says_nothing(told, question, emmy, mo):
    answer = an_answer(question, mo, body=f"{SAID} The canary sings.")
    run_waiting(NOON)
    # Without a word to anybody: the letter looks for itself.
    type(answer).objects.filter(pk=answer.pk).update(deleted_at=NOON)
    (letter,) = digest_at(TUESDAY_EIGHT)
    html = letter.alternatives[0][0]
    assert ("canary" in letter.body + html, "Mo Okonjo" in letter.body + html) == (False, False)


def test_who_wants_no_letters_gets_none(told, ada):
    actions.choose_mail(ada, ByMail.NEVER)
    assert digest_at(TUESDAY_EIGHT) == []
