"""The link below every letter that ends them: signed, good for ever, and good for nothing else."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from slashmentor.commons.people.models import Member

SALT = "slashmentor.notifications.unsubscribe"


def link_for(member: Member) -> str:
    """The address that stops letters to this member, without logging in."""
    token = signing.Signer(salt=SALT).sign_object(member.pk)
    return f"{settings.SITE_URL}{reverse('notifications:unsubscribe', args=[token])}"


def member_of(token: str) -> Member | None:
    """Whose link it is; None for a forged one, or when they have left."""
    try:
        pk = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    found: Member | None = Member.objects.filter(pk=pk).first()
    return found
