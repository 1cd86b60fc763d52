from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing

from ..joining import join_topics
from ..models import Synonym, Topic
from ..rules import can_merge
from .names import checked_name


def merge(gone: Topic, *, into: Topic, by: Member, now: datetime) -> None:
    """Let two topics be one: questions, people and badges go over in the background, the old name leads to the other.

    For those who look after every community that uses it (rules.py). Merged into the same twice is once.
    Raises Refused, or Invalid (into itself, or one of them is being merged already).
    """
    with transaction.atomic():
        _allow(gone, by, now)
        gone, into = _locked(gone, into)
        if Synonym.objects.filter(name=gone.name, topic=into, approved=True).exists():
            return
        begin(gone, into, by=by, now=now)


def rename(topic: Topic, *, name: str, by: Member, now: datetime) -> Topic:
    """Give a topic another name; the old one leads to it. Returns the topic of the new name, which fills from then on.

    Raises Refused as `merge` does, or Invalid (no name for a topic, or another topic's).
    """
    name = checked_name(name)
    with transaction.atomic():
        _allow(topic, by, now)
        topic = Topic.objects.select_for_update().get(pk=topic.pk)
        if Topic.objects.filter(name=name).exists():
            raise Invalid({"name": _("There is a topic of that name. The two can be merged.")})
        if Synonym.objects.filter(name=name, approved=True).exclude(topic=topic).exists():
            raise Invalid({"name": _("That is another topic’s other name.")})
        # Its own other name becomes the main one.
        Synonym.objects.filter(name=name, topic=topic).delete()
        renamed = Topic.objects.create(name=name, created_at=topic.created_at)
        begin(topic, renamed, by=by, now=now, renamed=True)
    return renamed


def begin(gone: Topic, kept: Topic, *, by: Member, now: datetime, renamed: bool = False) -> None:
    """Let the old name lead to the kept topic at once, and its rows go over in the background. Asks nobody.

    Part of the caller's transaction, which has locked the topics. Raises Invalid.
    """
    if gone.pk == kept.pk:
        raise Invalid(_("A topic can’t be merged into itself."))
    names = Synonym.objects.filter(name__in=(gone.name, kept.name), approved=True)
    if names.exclude(name=gone.name, topic=kept).exists():
        raise Invalid(_("One of the two is being merged already. Please wait until that is done."))
    gone.synonyms.filter(decided_at=None).delete()
    gone.synonyms.update(topic=kept)
    if not names.exists():
        Synonym.objects.create(
            name=gone.name, topic=kept, by=by, at=now, approved=True, decided_by=by, decided_at=now
        )
    join_topics.later(gone_id=gone.pk, kept_id=kept.pk, by_id=by.pk, renamed=renamed)


def _allow(topic: Topic, by: Member, now: datetime) -> None:
    allow(
        can_merge,
        by,
        topic,
        or_say=_("Topics are shared: this takes somebody who looks after every community that uses it."),
    )
    refuse_where_suspended(by, topic, now=now)


def refuse_where_suspended(by: Member, topic: Topic, *, now: datetime) -> None:
    """Raises Refused for who is suspended on the whole instance, or in a community that uses the topic."""
    there = Standing.objects.filter(member=by, community__topics__topic=topic).values_list(
        "suspended_until", flat=True
    )
    refuse_until(max(filter(None, [by.suspended_until, *there]), default=None), now=now)


def _locked(*topics: Topic) -> list[Topic]:
    """In the order of their ids, so that two merges never wait for each other crosswise."""
    found = {
        topic.pk: topic
        for topic in Topic.objects.select_for_update()
        .filter(pk__in=[one.pk for one in topics])
        .order_by("pk")
    }
    return [found[one.pk] for one in topics]
