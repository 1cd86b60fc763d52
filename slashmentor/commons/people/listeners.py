"""ORCID records come and go with allauth's connections, by whichever of its ways; so the rows themselves are heard."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from slashmentor.commons.people.actions.prove import connect_orcid, disconnect_orcid


@receiver(post_save, sender=SocialAccount)
def orcid_connected(instance: SocialAccount, **_more: Any) -> None:
    if instance.provider == "orcid":
        connect_orcid(instance, now=timezone.now())


@receiver(post_delete, sender=SocialAccount)
def orcid_disconnected(instance: SocialAccount, **_more: Any) -> None:
    if instance.provider == "orcid":
        disconnect_orcid(instance, now=timezone.now())
