import json
import re

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.db.models import Count, F, Q, Sum

from slashmentor.base.jobs.models import Job
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.standing.verifying import verify
from slashmentor.parts.endorsements.models import Endorsement
from slashmentor.parts.mentors.models import Listing, Offer
from slashmentor.parts.mentorships.models import Request
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Comment, Entry, Question, Tagging, Vote
from slashmentor.together.notifications.models import Notification
from slashmentor.together.search.models import Document
from slashmentor.world.transfers import demo
from slashmentor.world.transfers.demo.load import CONTENT
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Loaded once for all tests here, and taken out again by rolling it back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(now=NOON)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _the_demo(_loaded, db):
    pass


def content(name: str):
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def asked() -> list[dict]:
    return [one for name in ("academia", "open-data", "history") for one in content(name)]


def test_everything_written_is_there():
    answers = [one for question in asked() for one in question["answers"]]
    comments = sum(len(one["comments"]) for one in [*asked(), *answers])
    assert Question.objects.count() == len(asked())
    assert Entry.objects.filter(kind=2).count() == len(answers)
    assert Comment.objects.count() == comments
    assert Question.objects.exclude(accepted=None).count() == sum(one["accepted"] for one in answers)
    assert Member.objects.count() == len(content("people"))


def test_everything_said_of_answers_is_there_on_topics_of_their_questions():
    said = content("endorsements")
    assert Endorsement.objects.all().standing().count() == sum(len(one["topics"]) for one in said)


def test_every_mentor_page_and_every_request_is_there():
    pages, requests = content("mentors"), content("requests")
    assert Offer.objects.published().count() == len(pages)
    assert Listing.objects.filter(gone=False).count() == len(pages)
    assert {offer.state(NOON.date()) for offer in Offer.objects.select_related("member")} == {
        "open", "waiting", "full", "away", "paused",
    }  # fmt: skip
    assert Request.objects.count() == len(requests)
    assert set(Request.objects.values_list("state", flat=True)) == {
        "sent", "more", "listed", "accepted", "declined",
    }  # fmt: skip
    assert Offer.objects.get(member__handle="emmy").free == 2
    assert Offer.objects.get(member__handle="thandeka").waiting == 1
    assert not Request.objects.filter(ends_at__lt=NOON).exists()


def test_no_words_on_a_mentor_page_are_left_out():
    for one in content("mentors"):
        offer = Offer.objects.get(member__handle=one["handle"])
        assert offer.lede == one["lede"]
        assert offer.kinds.count() == len(one["kinds"])
        assert [row.topic.name for row in offer.topics.filter(role="gives").order_by("place")] == one["gives"]
        assert offer.hours.count() == len(one["hours"])


def test_votes_leave_what_voting_one_by_one_would():
    cast = Entry.objects.annotate(
        up=Count("votes", Q(votes__value=1)), down=Count("votes", Q(votes__value=-1))
    )
    assert not cast.exclude(ups=F("up"), downs=F("down"), score=F("up") - F("down")).exists()
    assert not Tagging.objects.exclude(
        score=F("question__score"), is_answered=F("question__is_answered")
    ).exists()
    assert not Vote.objects.filter(cast_at__gt=NOON).exists()
    assert Happening.objects.filter(verb="entry.voted").count() == Vote.objects.count()
    right = Q(accepted__isnull=False) | Q(pk__in=Entry.objects.filter(kind=2, score__gt=0).values("question"))
    assert not Question.objects.filter(right).exclude(is_answered=True).exists()
    assert not Question.objects.exclude(right).filter(is_answered=True).exists()


def test_points_are_what_the_votes_are_worth():
    assert [result.differences for result in verify(repair=False, now=NOON)] == [0, 0, 0, 0]
    best = {handle: _best(handle) for handle, _password, _who in demo.LOG_INS}
    assert min(best.values()) >= 125


def test_what_was_lowered_to_load_it_is_as_it_was():
    assert set(map(str, Community.objects.values_list("numbers", flat=True))) == {"{}"}


def _best(handle: str) -> int:
    return max(Standing.objects.filter(member__handle=handle).values_list("reputation", flat=True))


def test_counters_are_right():
    total = Community.objects.aggregate(Sum("question_count"), Sum("answer_count"))
    assert total == {
        "question_count__sum": Question.objects.count(),
        "answer_count__sum": Entry.objects.filter(kind=2).count(),
    }
    assert Document.objects.count() == Entry.objects.count()


def test_links_between_questions_lead_somewhere():
    written = "".join(Entry.objects.values_list("body", flat=True)) + "".join(
        Comment.objects.values_list("body", flat=True)
    )
    assert "(question:" not in written
    assert "(/questions)" not in written
    paths = re.findall(r"\((/questions/[^)]+)\)", written)
    assert len(paths) == len(re.findall(r"\(question:", json.dumps(asked())))
    assert set(paths) <= {question.get_absolute_url() for question in Question.objects.all()}


def test_edits_keep_what_was_written_before():
    edited = [one for one in asked() if one.get("edits")]
    assert Question.objects.filter(revision_count__gt=1).count() == len(edited)


@pytest.mark.parametrize("log_in", demo.LOG_INS, ids=lambda row: row[0])
def test_one_can_log_in_and_has_something_new(log_in):
    handle, password, _ = log_in
    member = authenticate(username=handle, password=password)
    assert member.emailaddress_set.get().verified
    assert 0 < member.unread <= 5
    assert member.unread == Notification.objects.filter(member=member, seen_at=None).count()


def test_what_people_were_told_stands_in_the_order_of_its_days():
    days = [row.at for row in Notification.objects.filter(member__handle="hollis").order_by("pk")]
    assert days == sorted(days)


def test_no_letter_is_sent_and_none_waits():
    assert mail.outbox == []
    assert not Notification.objects.filter(mailed_at=None).exists()
    assert not Job.objects.exists()


def test_nothing_is_from_the_future():
    assert not Entry.objects.filter(Q(created_at__gt=NOON) | Q(active_at__gt=NOON)).exists()
    assert not Comment.objects.filter(created_at__gt=NOON).exists()


def test_a_repeat_adds_nothing_and_brings_nothing_back():
    question = Question.objects.filter(answer_count=0).first() or Question.objects.first()
    Member.objects.get(handle="small-hours").delete()
    actions.delete(question, by=Member.objects.get(handle="hollis"), now=NOON)
    before = Entry.objects.count(), Vote.objects.count(), Member.objects.count(), Happening.objects.count()
    demo.load(now=NOON)
    assert (
        Entry.objects.count(),
        Vote.objects.count(),
        Member.objects.count(),
        Happening.objects.count(),
    ) == before
    question.refresh_from_db()
    assert question.deleted_at == NOON
