"""What this layer brings over when two accounts become one: the person, pictures, proofs, the trail."""

from datetime import datetime

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.media.models import Picture
from slashmentor.commons.people.data import drops, merges, merges_once, moves
from slashmentor.commons.people.models import Claim, Member

moves(
    "happenings.happening.by",
    "people.broughtaccount.member",
    "people.claim.decided_by",
    "people.claim.into",
    "people.formerhandle.member",
    "people.invitation.by",
)
# Ways to log in and to be written to stay those of the account that stays.
drops(
    "account.emailaddress.user",
    "admin.logentry.user",
    "mfa.authenticator.user",
    "people.member_groups.member",
    "people.member_user_permissions.member",
    "people.waiting.member",
    "socialaccount.socialaccount.user",
    "usersessions.usersession.user",
)


@merges("media.picture.owner", order=10)
def merge_pictures(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """A picture that both brought is the same file: one row is enough. A face comes along where there was none."""
    theirs = Picture.objects.filter(owner=gone)
    twice = theirs.filter(name__in=Picture.objects.filter(owner=into).values("name"))
    face = gone.picture
    if into.picture is None and face is not None:
        into.picture = Picture.objects.filter(owner=into, name=face.name).first() or face
        into.save(update_fields=["picture"])
    Member.objects.filter(pk=gone.pk).update(picture=None)
    twice.delete()
    theirs.update(owner=into)


merges_once("people.proof.member", each="address", order=10)


@merges("people.claim.member", order=10)
def merge_claims(gone: Member, into: Member, *, now: datetime) -> None:
    """Who still waits for the name waits for nothing now."""
    Claim.objects.filter(member=gone, decided_at=None).update(granted=False, decided_at=now)
    Claim.objects.filter(member=gone).update(member=into)


@merges(order=20)
def merge_person(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """Here since the earlier of the two, suspended until the later; what happened to the one account goes with it."""
    paused = [at for at in (gone.suspended_until, into.suspended_until) if at is not None]
    Member.objects.filter(pk=into.pk).update(
        joined_at=min(gone.joined_at, into.joined_at), suspended_until=max(paused, default=None)
    )
    Happening.objects.filter(about_kind=Member._meta.label_lower, about_id=gone.pk).delete()
