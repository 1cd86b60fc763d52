"""What this layer itself holds of a member, and how it goes: the account, pictures, and what happened."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.media import actions as media
from slashmentor.commons.media.models import Picture
from slashmentor.commons.people.data import erases, exports
from slashmentor.commons.people.models import BroughtAccount, Claim, Member, Proof

# Said another way (addresses, pictures, expertise), of no meaning outside, or a secret.
_LEFT_OUT = {"id", "password", "picture", "sought", "bio_html", "knows", "unread", "email"}


@exports("member")
def member_of(member: Member) -> dict[str, Any]:
    """Every field of the member; a new one is exported without being thought of."""
    return {
        field.name: field.value_from_object(member)
        for field in Member._meta.concrete_fields
        if field.name not in _LEFT_OUT
    } | {"picture": member.picture.url if member.picture else None}


@exports("account")
def account_of(member: Member) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user=member).order_by("-primary", "pk")
    return {
        "addresses": list(addresses.values("email", "verified", "primary")) or [{"email": member.email}],
        "second_factors": list(
            Authenticator.objects.filter(user=member)
            .order_by("pk")
            .values("type", "created_at", "last_used_at")
        ),
        "orcid": list(SocialAccount.objects.filter(user=member).values("provider", "uid", "date_joined")),
        "logged_in": list(
            UserSession.objects.filter(user=member)
            .order_by("pk")
            .values("created_at", "last_seen_at", "ip", "user_agent")
        ),
        "proofs": list(
            Proof.objects.filter(member=member)
            .order_by("pk")
            .values("kind", "address", "added_at", "proven_at", "checked_at", "trouble")
        ),
        "claims": list(
            Claim.objects.filter(Q(member=member) | Q(into=member)).values(
                "email", "said", "made_at", "granted", "decided_at"
            )
        ),
        "brought_from": [
            {"site": one.community.origin_url, "number": one.origin_id, "name": one.name}
            for one in BroughtAccount.objects.filter(member=member).select_related("community")
        ],
    }


@exports("pictures")
def pictures_of(member: Member) -> list[dict[str, Any]]:
    kept = Picture.objects.filter(owner=member).order_by("pk")
    return [{"url": one.url, "alt": one.alt, "added_at": one.added_at} for one in kept]


@exports("happenings")
def happenings_by(member: Member) -> list[Any]:
    """The trail: what they did, and when."""
    return list(
        Happening.objects.filter(by=member).order_by("pk").values("verb", "about_kind", "about_id", "at")
    )


@erases("pictures", order=900)  # after the apps whose texts show them
def erase_pictures(member: Member, *, keep_words: bool, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """The face always goes; pictures in texts that stay (all, or what others depend on) lose their owner, others go."""
    face = member.picture
    if face is not None:
        media.remove(face)
    left = Picture.objects.filter(owner=member)
    left.filter(name__in=media.shown_somewhere({one.name for one in left})).update(owner=None)
    for picture in Picture.objects.filter(owner=member):
        media.remove(picture)


@erases("happenings", order=910)
def erase_trail(member: Member, *, keep_words: bool, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """What happened to the account itself goes; of the rest the row stays, done by nobody."""
    Happening.objects.filter(about_kind=Member._meta.label_lower, about_id=member.pk).delete()
    Happening.objects.filter(by=member).update(by=None)
