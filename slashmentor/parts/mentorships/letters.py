"""Letters to those who ask without an account: that something is there, and where. Never what anybody wrote, nor who is
who beyond the mentor's name, which stands on their page. The queue keeps ids only; addresses are read when one is sent.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from slashmentor.base.jobs import job

from .lifecycle import State
from .models import Request

_NEWS: dict[str, Callable[[], str]] = {
    "request.accepted": lambda: _("%(name)s said yes to your request"),
    "request.declined": lambda: _("%(name)s answered your request"),
    "request.more_asked": lambda: _("%(name)s asks you something back"),
    "request.listed": lambda: _("You are on the waiting list of %(name)s"),
    "request.paused": lambda: _("%(name)s pauses for now; your request stays"),
    "request.expired": lambda: _("Your request to %(name)s ended without an answer"),
    "request.ended": lambda: _("What %(name)s and you had agreed has ended"),
}
TOLD = tuple(_NEWS)


@job(atomic=False)
def write_to_confirm(request: int) -> None:
    """Send the letter whose link confirms a request; safe to repeat (at worst it comes twice)."""
    found = Request.objects.with_both().filter(pk=request, state=State.UNCONFIRMED).first()
    if found is None or not found.email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        lines = [
            _("Hello,"),
            _("somebody, probably you, wrote to %(name)s at %(site)s and gave this address."),
            _("Please open this page to read it once more, and to send it:"),
            settings.SITE_URL + found.address_for_visitor(),
            _(
                "Answers come to the same page. Please keep the address to yourself: whoever has it can read them."
            ),
            _("If it wasn’t you, do nothing: nobody reads it, and it is deleted in two days."),
            settings.SITE_NAME,
        ]
        _send(found, _("Please confirm your request to %(name)s"), lines)


@job(atomic=False)
def write_news(request: int, verb: str) -> None:
    """Tell whoever asked without an account that something is there; safe to repeat (at worst it comes twice)."""
    found = Request.objects.with_both().filter(pk=request).first()
    if found is None or not found.email or verb not in _NEWS:
        return
    with translation.override(settings.LANGUAGE_CODE):
        lines = [
            _("Hello,"),
            _("something new stands on the page of your request to %(name)s at %(site)s:"),
            settings.SITE_URL + found.address_for_visitor(),
            settings.SITE_NAME,
        ]
        _send(found, _NEWS[verb](), lines)


def _send(request: Request, subject: str, lines: list[str]) -> None:
    known = {"name": request.mentor_name, "site": settings.SITE_NAME}
    body = "\n\n".join(line % known if "%(" in line else line for line in lines)
    EmailMessage(
        " ".join((subject % known).split()),
        body + "\n",
        to=[request.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
