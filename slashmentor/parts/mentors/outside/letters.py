"""The letters about pages elsewhere: plain text, one link, which also takes the page down.

Whoever has no account hears of each step; a member, who sees it in their settings, only of what goes.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from slashmentor.commons.people.letters import confirmed_addresses, write

from ..models import OutsidePage

SALT = "slashmentor.mentors.outside"


def token_of(page: OutsidePage) -> str:
    """What the link of its letters carries: good for this page alone, and as long as there is one."""
    return signing.Signer(salt=SALT).sign_object(page.pk)


def page_of(token: str) -> OutsidePage | None:
    """Which page it is about; None for a forged one, or when the page went."""
    pk = _pk_of(token)
    return OutsidePage.objects.filter(pk=pk, member=None).exclude(email="").first() if pk else None


def is_ours(token: str) -> bool:
    """Whether we wrote it, even if the page went since."""
    return _pk_of(token) is not None


def _pk_of(token: str) -> int | None:
    try:
        pk = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return pk if isinstance(pk, int) else None


def confirm(page: OutsidePage) -> None:
    """Sent to whoever's address was given: nothing happens before they say so."""
    with translation.override(settings.LANGUAGE_CODE):
        if page.state == OutsidePage.State.UNCONFIRMED:
            subject = _("List your mentor page at %(site)s?")
            said = _(
                "somebody, you we hope, asked that %(site)s lists this page of yours among its mentors:\n\n%(url)s\n\n"
                "If that is so, please say yes there:"
            )
        else:
            subject = _("Your mentor page at %(site)s")
            said = _(
                "you asked that %(site)s lists this page of yours:\n\n%(url)s\n\n"
                "It is with us already. How it stands, and what is left to do, is there:"
            )
        _send(page, subject, said)


def listed(page: OutsidePage) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        if page.email:
            said = _(
                "your page is among the mentors of %(site)s now:\n\n%(url)s\n\nWe look at it every week, so what you change"
                " there changes here, too. How it stands:"
            )
            _send(page, _("Your mentor page is listed at %(site)s"), said)


def not_yet(page: OutsidePage) -> None:
    """After the first look, where that doesn't list it."""
    with translation.override(settings.LANGUAGE_CODE):
        if page.email:
            said = _(
                "we looked at your page, and couldn’t list it yet:\n\n%(url)s\n\n%(why)sWhat to add to it, ready to be"
                " copied, and how it stands:"
            )
            _send(page, _("One thing is missing on your mentor page"), said)


def unlisted(page: OutsidePage) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        said = _(
            "this page is no longer among the mentors of %(site)s:\n\n%(url)s\n\n%(why)sIf that is a mistake, it is soon"
            " mended. What to add stands here:"
        )
        _send(page, _("Your mentor page is no longer listed at %(site)s"), said)


def gone(page: OutsidePage) -> None:
    """The last one to whoever has no account: with the page goes their address."""
    with translation.override(settings.LANGUAGE_CODE):
        said = _(
            "we couldn’t find this page any more, several times, and took it off the mentors of %(site)s:\n\n%(url)s\n\n"
            "%(why)sYou can bring it again whenever you like:"
        )
        again = f"{settings.SITE_URL}{reverse('mentors:outside_join')}" if page.email else ""
        _send(page, _("Your mentor page is no longer listed at %(site)s"), said, link=again)


def _send(page: OutsidePage, subject: str, said: str, *, link: str = "") -> None:
    to = page.email
    if page.member is not None:
        to = confirmed_addresses([page.member]).get(page.member.pk, "")
        link = settings.SITE_URL + reverse("mentors:outside_mine")
    if not to:
        return
    names = {
        "site": settings.SITE_NAME,
        "url": page.url,
        "why": f"{page.why}\n\n" if page.why else "",
    }
    lines = [_("Hello,"), "", said % names, "", link or settings.SITE_URL + _link(page), ""]
    if page.email and not link:
        lines += [
            _(
                "The same link takes the page down at once, and then we forget your address, which is used for nothing"
                " but this. If you know nothing of it, do nothing."
            ),
            "",
        ]
    elif page.email:
        lines += [_("Your address is erased with this letter."), ""]
    lines += [settings.SITE_NAME]
    write(" ".join((subject % names).split()), "\n".join(lines), to)


def _link(page: OutsidePage) -> str:
    return reverse("mentors:outside_letter", args=[token_of(page)])
