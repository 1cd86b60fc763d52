"""Letters about an account, sent by the queue: a mail server that is away or slow holds up nobody.

It also means that a page takes as long for an address that is known as for one that isn't.
"""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage

from slashmentor.base.jobs import job
from slashmentor.commons.people.models import Member


@job(atomic=False)
def send_letter(subject: str, body: str, to: str) -> None:
    """Send one letter; safe to repeat (at worst it comes twice)."""
    EmailMessage(subject, body, to=[to]).send()


def write(subject: str, body: str, to: str) -> None:
    """Have a letter sent soon, if the caller's transaction is committed."""
    send_letter.later(subject=subject, body=body, to=to)


def confirmed_addresses(members: Iterable[Member]) -> dict[int, str]:
    """Where letters to these members may go, by member id; who hasn't confirmed an address is left out.

    Only confirmed addresses: anybody can sign up with somebody else's, who then must not get our letters.
    """
    found = EmailAddress.objects.filter(user__in=list(members), verified=True, user__is_active=True)
    return dict(found.order_by("primary", "-pk").values_list("user_id", "email"))
