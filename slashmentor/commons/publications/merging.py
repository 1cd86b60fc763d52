"""Publications, when two accounts or two topics become one."""

from datetime import datetime

from slashmentor.commons.people.data import drops, merges, merges_once
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.joining import BATCH, merges_topics
from slashmentor.commons.topics.models import Topic

from .models import About, NotMine, Shelf

# How something was brought is of no use to the account that stays.
drops("publications.bringing.member")


merges_once("publications.publication.member", each="key")
merges_once("publications.notmine.member", each="topic")


@merges("publications.shelf.member")
def merge_shelves(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """What the kept account said about its page holds."""
    shelf = Shelf.objects.filter(member=gone)
    if Shelf.objects.filter(member=into).exists():
        shelf.delete()
    else:
        shelf.update(member=into)


@merges_topics(order=70)
def move_publications(gone: Topic, kept: Topic, now: datetime) -> bool:  # noqa: ARG001 - the registry's signature
    """What was about the one is about the other, and declining the one was declining the other."""
    some = list(About.objects.filter(topic=gone).order_by("pk").values_list("pk", flat=True)[:BATCH])
    both = About.objects.filter(topic=kept, publication__about__in=some).values("publication")
    About.objects.filter(
        pk__in=some, publication__in=list(both.values_list("publication", flat=True))
    ).delete()
    About.objects.filter(pk__in=some).update(topic=kept)
    declined = list(NotMine.objects.filter(topic=gone).order_by("pk").values_list("pk", flat=True)[:BATCH])
    theirs = NotMine.objects.filter(topic=kept).values_list("member", flat=True)
    NotMine.objects.filter(
        pk__in=declined,
        member__in=list(theirs.filter(member__in=NotMine.objects.filter(pk__in=declined).values("member"))),
    ).delete()
    NotMine.objects.filter(pk__in=declined).update(topic=kept)
    return bool(some or declined)
