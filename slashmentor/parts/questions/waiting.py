"""What of questions waits for moderators, beside what is flagged: votes that look odd, seals to be opened."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.inbox import MOST, Waiting, inbox

from .models import Opening
from .queries.suspicions import waiting_suspicions


@inbox(gettext_lazy("Votes that look odd"), order=30)
def suspicions(communities: list[Community], viewer: Member) -> list[Waiting]:
    """Serial votes and rings that were found; not those in which the moderator has a part."""
    found = waiting_suspicions([one.pk for one in communities]).exclude(Q(voter=viewer) | Q(author=viewer))
    return [
        Waiting(
            title=_("%(voter)s on %(author)s")
            % {"voter": one.voter.shown_name, "author": one.author.shown_name},
            note=str(one.get_kind_display()),
            address=f"/moderation/suspicions/{one.pk}",
            community=one.community.name,
            at=one.found_at,
        )
        for one in found.order_by("found_at", "pk")[:MOST]
    ]


@inbox(gettext_lazy("Anonymous askers that somebody has to know"), order=40)
def openings(communities: list[Community], viewer: Member) -> list[Waiting]:
    """Seals that another moderator asked to open: it takes two."""
    found = (
        Opening.objects.filter(
            opened_at=None,
            declined_at=None,
            persona__entries__community__in=communities,
            persona__entries__question=None,
        )
        .exclude(asked_by=viewer)
        .values_list(
            "persona__entries__pk",
            "persona__entries__title",
            "persona__entries__community__name",
            "reason",
            "asked_at",
        )
    )
    return [
        Waiting(title=title, note=reason, address=f"/moderation/personas/{pk}", community=name, at=at)
        for pk, title, name, reason, at in found.order_by("asked_at", "pk")[:MOST]
    ]
