"""Who welcomes newcomers: members who said they would, asked in turn, when somebody asks here for the first time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.standing.privileges import Privilege, position_of, require, require_active

from .. import rules
from ..models import Entry, Greeter, Greeting
from .locking import locked


def greet_here(community: Community, *, by: Member, now: datetime) -> None:
    """Be asked to welcome first questions in a community. Twice is the same as once.

    Raises Refused below the points for comments everywhere: a welcome is mostly a comment.
    """
    require(position_of(by, community.pk), Privilege.COMMENT, now=now)
    Greeter.objects.get_or_create(community=community, member=by, defaults={"since": now})


def stop_greeting(community: Community, *, by: Member, now: datetime) -> None:
    """Be asked no longer. Twice is the same as once."""
    require_active(position_of(by, community.pk), now=now)
    Greeter.objects.filter(community=community, member=by).delete()


def begin_first_day(question: Entry, *, numbers: Numbers, now: datetime) -> None:
    """When it is its asker's first question here: votes against it wait for a day (ours; "greeting.hours").

    Part of the transaction that asks, so that no vote comes before. Anonymous questions have no first: that would
    tell something of who asked.
    """
    if question.author_id is None or not numbers["greeting.hours"]:
        return
    asked = Entry.objects.filter(
        kind=Entry.Kind.QUESTION, author=question.author_id, community=question.community_id
    )
    if asked.exclude(pk=question.pk).exists():
        return
    until = now + timedelta(hours=numbers["greeting.hours"])
    Greeting.objects.create(question=question, community_id=question.community_id, until=until)


def ask_greeters(question: Entry, *, now: datetime) -> None:
    """Let a few of those who welcome here know of a first question: those who weren't asked for longest."""
    with transaction.atomic():
        few = numbers_in(question.community_id).whole("greeting.asked")
        paused = Standing.objects.filter(
            member=OuterRef("member"), community=OuterRef("community"), suspended_until__gt=now
        )
        asked = list(
            Greeter.objects.select_for_update(of=("self",))
            .filter(~Exists(paused), community=question.community_id, member__is_active=True)
            .exclude(member=question.author_id)
            .exclude(member__suspended_until__gt=now)
            .order_by(F("asked_at").asc(nulls_first=True), "pk")[:few]
        )
        if not asked:
            return
        Greeter.objects.filter(pk__in=[greeter.pk for greeter in asked]).update(asked_at=now)
        happened(
            "greeting.wanted",
            about=question,
            now=now,
            greeters=[greeter.member_id for greeter in asked],
        )


def greet(question: Entry, *, by: Member, now: datetime) -> None:
    """Say that somebody's first question was welcomed. Twice, or when another was first: nothing more."""
    with transaction.atomic():
        question = locked(question)
        allow(
            rules.greets_here, by, question, or_say=_("This is for those who welcome first questions here.")
        )
        allow(~rules.is_author, by, question, or_say=_("Others welcome your question."))
        require_active(position_of(by, question.community_id), now=now)
        welcomed = Greeting.objects.filter(question=question, greeted_at=None).update(
            greeted_by=by, greeted_at=now
        )
        if welcomed:
            happened("question.greeted", by=by, about=question, now=now)
