"""What the letters say: plain text, and the same as simple HTML. Only titles and excerpts that everybody can read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import engines
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.commons.people.models import Member

from .models import Notification
from .unsubscribing import link_for
from .words import Words, words_of

# A digest tells of so many; the others are a link.
MOST_TOLD = 20


def about_one(notification: Notification, *, to: str) -> EmailMultiAlternatives:
    """The letter about one thing. `notification` has its member and all it shows."""
    with translation.override(settings.LANGUAGE_CODE):
        words = words_of(notification)
        return _letter(
            notification.member,
            to,
            subject=words.plain(),
            items=[words],
            number=1,
            name=f"n{notification.pk}",
        )


def of_the_day(
    member: Member, notifications: Sequence[Notification], *, to: str, now: datetime
) -> EmailMultiAlternatives:
    """The letter that a member gets in the morning: what came since they last looked, newest first."""
    with translation.override(settings.LANGUAGE_CODE):
        number = len(notifications)
        items = [words_of(notification) for notification in notifications[:MOST_TOLD]]
        day = date_format(now.astimezone(ZoneInfo(member.time_zone)), "j F")
        subject = (
            items[0].plain()
            if number == 1
            else ngettext("%(number)s thing for you, %(day)s", "%(number)s things for you, %(day)s", number)
            % {"number": number, "day": day}
        )
        return _letter(
            member, to, subject=subject, items=items, number=number, name=f"d{member.pk}.{now:%Y%m%d}"
        )


def _letter(
    member: Member, to: str, *, subject: str, items: Sequence[Words], number: int, name: str
) -> EmailMultiAlternatives:
    stop = link_for(member)
    context: dict[str, Any] = {
        "greeting": _("Hello %(name)s,") % {"name": member.shown_name},
        "lead": ngettext(
            "something new is waiting for you at %(site)s.",
            "%(number)s new things are waiting for you at %(site)s.",
            number,
        )
        % {"number": number, "site": settings.SITE_NAME},
        "items": [(words, settings.SITE_URL + words.address) for words in items],
        "more": _more(number - len(items)),
        "all": settings.SITE_URL + reverse("notifications:list"),
        "settings": settings.SITE_URL + reverse("notifications:mail"),
        "stop": stop,
        "site": settings.SITE_NAME,
        "language": settings.LANGUAGE_CODE,
        "subject": subject,
    }
    letter = EmailMultiAlternatives(
        " ".join(subject.split()),
        _text(context),
        to=[to],
        headers={
            "Message-ID": f"<{name}@{_host()}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    page = engines["jinja2"].get_template("notifications/letter.html").render(context)
    letter.attach_alternative(page, "text/html")
    return letter


def _text(context: dict[str, Any]) -> str:
    lines = [context["greeting"], "", context["lead"], ""]
    for words, address in context["items"]:
        lines += [words.plain()]
        if words.excerpt:
            lines += [f"  {words.excerpt}"]
        lines += [address, ""]
    if context["more"]:
        lines += [context["more"], context["all"], ""]
    lines += [
        _("Thank you for being here."),
        context["site"],
        "",
        "-- ",
        _("How often we write: %(url)s") % {"url": context["settings"]},
        _("No more letters like this: %(url)s") % {"url": context["stop"]},
        "",
    ]
    return "\n".join(str(line) for line in lines)


def _more(number: int) -> str:
    if number <= 0:
        return ""
    return ngettext("And %(number)s more:", "And %(number)s more:", number) % {"number": number}


def _host() -> str:
    return settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
