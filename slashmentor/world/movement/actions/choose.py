"""Hosts choose whose mentors are listed here too."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.fetch.errors import Forbidden
from slashmentor.base.fetch.urls import tidied
from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import is_host
from slashmentor.parts.mentors.actions import take_down
from slashmentor.parts.mentors.models import Listing

from ..hearing import origin_of
from ..models import Instance
from .read import read_instance

MOST = 500
LONGEST = 200


def add(address: str, *, by: Member, now: datetime) -> Instance:
    """Read the list of the instance at this address from now on; of a longer address only its beginning counts.

    The first reading is a job. The same instance twice is once, and is read again. Raises Invalid for what is no public
    address, or for this very place; Refused for whoever is no host.
    """
    allow(is_host, by, or_say=_("Only those who run this instance choose whose mentors it lists."))
    found = _origin(address)
    with transaction.atomic():
        if not Instance.objects.filter(address=found).exists() and Instance.objects.count() >= MOST:
            raise Invalid({"address": _("At most %(most)s instances, please.") % {"most": MOST}})
        instance, _made = Instance.objects.get_or_create(
            address=found, defaults={"added_at": now, "next_at": now}
        )
        _soon(instance)
    return instance


def read_soon(instance: Instance, *, by: Member) -> None:
    """Have it read as soon as a worker has time, rather than when its time comes."""
    allow(is_host, by, or_say=_("Only those who run this instance choose whose mentors it lists."))
    _soon(instance)


@transaction.atomic
def remove(instance: Instance, *, by: Member) -> None:
    """Read it no longer; its mentors leave the directory at once, and a reading that is under way writes nothing more."""
    allow(is_host, by, or_say=_("Only those who run this instance choose whose mentors it lists."))
    if Instance.objects.select_for_update().filter(pk=instance.pk).first() is not None:
        take_down(Listing.objects.filter(instance=instance.address))
        Instance.objects.filter(pk=instance.pk).delete()


def _soon(instance: Instance) -> None:
    read_instance.later(instance=instance.pk, key=f"movement:{instance.pk}")


def _origin(address: str) -> str:
    """https://mentors.example.org of whatever was pasted of it."""
    address = address.strip()
    wrong = Invalid(
        {"address": _("That is no address of another instance. It looks like https://mentors.example.org.")}
    )
    try:
        parts = urlsplit(tidied(address if "://" in address else f"https://{address}"))
    except (Forbidden, ValueError) as error:
        raise wrong from error
    found = f"{parts.scheme}://{parts.netloc}"
    if len(found) > LONGEST:
        raise wrong
    if origin_of(found)[1:] == origin_of(settings.SITE_URL)[1:]:
        raise Invalid({"address": _("That is this very place; its mentors are listed already.")})
    return found
