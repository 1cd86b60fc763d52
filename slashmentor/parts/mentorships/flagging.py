"""What was written in a request as something its two parties can flag: one piece at a time, and only that one travels."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.errors import Refused
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.flaggable import About, Act, flaggable
from slashmentor.commons.safety.models import Harm

from .models import Request, Word

_HARMS = (Harm.ABUSE, Harm.SPAM, Harm.PRIVATE, Harm.OTHER)


class Requests:
    """The request's own words: what one asks, why, how much time."""

    def load(self, ids: Iterable[int]) -> dict[int, Request]:
        return Request.objects.with_both().in_bulk(list(ids))

    def locked(self, pk: int) -> Request:
        Request.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk").get()
        return Request.objects.with_both().get(pk=pk)

    def may_see(self, member: Member, thing: Request) -> bool:
        return thing.side_of(member) is not None

    def about(self, thing: Request) -> About:
        return About(
            community_id=None,
            title=_("A request to a mentor"),
            address=thing.get_absolute_url(),
            excerpt="\n\n".join(part for part in (thing.asks, thing.why, thing.time) if part),
            author=thing.by,
            is_gone=thing.removed_at is not None,
            is_private=True,
        )

    def harms(self, thing: Request) -> Sequence[Harm]:  # noqa: ARG002 - the protocol's signature
        return _HARMS

    def acts(self, thing: Request) -> Sequence[Act]:  # noqa: ARG002 - the protocol's signature
        return [Act("post.deleted", gettext_lazy("Take it out of sight"), _take_out)]

    def remove(self, thing: Request, *, now: datetime) -> None:
        _take_out_of_sight(thing, now)

    def restore(self, thing: Request, *, by: Member, now: datetime) -> None:  # noqa: ARG002 - the protocol's signature
        _bring_back(thing, by)


class Words:
    """One thing that one of the two said about it."""

    def load(self, ids: Iterable[int]) -> dict[int, Word]:
        rows = Word.objects.select_related("request__by", "request__mentor")
        return rows.in_bulk(list(ids))

    def locked(self, pk: int) -> Word:
        Word.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk").get()
        return Word.objects.select_related("request__by", "request__mentor").get(pk=pk)

    def may_see(self, member: Member, thing: Word) -> bool:
        return thing.request.side_of(member) is not None

    def about(self, thing: Word) -> About:
        return About(
            community_id=None,
            title=_("A word on a request to a mentor"),
            address=thing.request.get_absolute_url(),
            excerpt=thing.text,
            author=thing.request.mentor if thing.by_mentor else thing.request.by,
            is_gone=thing.removed_at is not None,
            is_private=True,
        )

    def harms(self, thing: Word) -> Sequence[Harm]:  # noqa: ARG002 - the protocol's signature
        return _HARMS

    def acts(self, thing: Word) -> Sequence[Act]:  # noqa: ARG002 - the protocol's signature
        return [Act("post.deleted", gettext_lazy("Take it out of sight"), _take_out)]

    def remove(self, thing: Word, *, now: datetime) -> None:
        _take_out_of_sight(thing, now)

    def restore(self, thing: Word, *, by: Member, now: datetime) -> None:  # noqa: ARG002 - the protocol's signature
        _bring_back(thing, by)


def _take_out(thing: Request | Word, *, by: Member, reason: str, now: datetime) -> None:  # noqa: ARG001 - the decision has it
    _take_out_of_sight(thing, now)


def _take_out_of_sight(thing: Request | Word, now: datetime) -> None:
    """Its words are shown to nobody any more; what became of the request is the two's own."""
    if thing.removed_at is None:
        thing.removed_at = now
        thing.save(update_fields=["removed_at"])


def _bring_back(thing: Request | Word, by: Member) -> None:
    if not by.is_staff:
        raise Refused(_("Only those who run this instance can bring it back."))
    thing.removed_at = None
    thing.save(update_fields=["removed_at"])


flaggable("mentorships.request", Requests())
flaggable("mentorships.word", Words())
