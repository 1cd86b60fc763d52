"""A mentor page as something that members can flag, and that those who run the instance can take out of sight."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.errors import Refused
from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment, member_of
from slashmentor.base.text.fold import plain_text
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.flaggable import About, Act, flaggable
from slashmentor.commons.safety.models import Harm

from .actions import shelve
from .models import Offer
from .models.offer import PIECES


class Offers:
    """Mentor pages belong to no community: hosts look after them."""

    def load(self, ids: Iterable[int]) -> dict[int, Offer]:
        return Offer.objects.select_related("member__picture").in_bulk(list(ids))

    def locked(self, pk: int) -> Offer:
        Offer.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk").get()
        return Offer.objects.select_related("member__picture").get(pk=pk)

    def may_see(self, member: Member, thing: Offer) -> bool:
        return Offer.objects.visible_to(member).filter(pk=thing.pk).exists()

    def about(self, thing: Offer) -> About:
        said = [plain_text(getattr(thing, f"{piece}_html")) for piece in PIECES]
        return About(
            community_id=None,
            title=_("Mentor page of %(name)s") % {"name": thing.member.shown_name},
            address=thing.get_absolute_url(),
            excerpt="\n\n".join(part for part in (thing.lede, *said) if part),
            author=thing.member,
            is_gone=not thing.is_in_sight,
        )

    def harms(self, thing: Offer) -> Sequence[Harm]:  # noqa: ARG002 - the protocol's signature
        return (Harm.SPAM, Harm.ABUSE, Harm.PRIVATE, Harm.OTHER)

    def acts(self, thing: Offer) -> Sequence[Act]:  # noqa: ARG002 - the protocol's signature
        return [Act("post.deleted", gettext_lazy("Take it out of sight"), _take_out)]

    def remove(self, thing: Offer, *, now: datetime) -> None:
        _set_removed(thing, now, now)

    def restore(self, thing: Offer, *, by: Member, now: datetime) -> None:
        if not by.is_staff:
            raise Refused(_("Only those who run this instance can bring it back."))
        _set_removed(thing, None, now)


def _take_out(thing: Offer, *, by: Member, reason: str, now: datetime) -> None:  # noqa: ARG001 - the decision has it
    _set_removed(thing, now, now)


def _set_removed(offer: Offer, at: datetime | None, now: datetime) -> None:
    """Out of sight of all but its member, or back, with its line in the directory; nothing written is lost."""
    if (offer.removed_at is None) != (at is None):
        offer.removed_at = at
        offer.save(update_fields=["removed_at"])
        shelve(offer, now=now)
        happened("offer.restored" if at is None else "offer.removed", about=offer, now=now)


@panel("mentor.aside", order=90)
def something_wrong(request: HttpRequest, about: Offer, **_context: Any) -> str:
    """The way to tell the hosts; not on one's own page, and not on one that is out of sight."""
    reader = member_of(request)
    if not about.is_in_sight or (reader is not None and reader.pk == about.member_id):
        return ""
    return fragment(request, "mentors/_something_wrong.html", {"offer": about})


flaggable("mentors.offer", Offers())
