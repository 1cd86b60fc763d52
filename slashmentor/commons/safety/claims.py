"""Claims of imported names among what waits: people, who have them, stand below this layer."""

from django.utils.translation import gettext_lazy as _

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Claim, Member

from .inbox import MOST, Waiting, inbox


@inbox(_("Claims of imported names"), order=50)
def claims(communities: list[Community], viewer: Member) -> list[Waiting]:
    """Those of names that came with these communities, the longest waiting first."""
    found = (
        Claim.objects.filter(decided_at=None, member__brought_accounts__community__in=communities)
        .exclude(email=viewer.email)
        .values_list("member__handle", "said", "member__brought_accounts__community__name", "made_at")
        .order_by("made_at", "pk")
    )
    return [
        Waiting(title=f"@{handle}", note=said[:200], address="/moderation/claims", community=name, at=at)
        for handle, said, name, at in found[:MOST]
    ]
