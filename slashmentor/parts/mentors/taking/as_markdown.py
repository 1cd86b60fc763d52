"""A mentor page as Markdown: for a README, a static site, a wiki."""

from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from ..models.offer import PIECES
from ..queries.page import MentorPage
from ..room import room
from .sections import ASKABLE, TITLES, hours_by_day, terms
from .texts import escaped, to_portable_markdown


def markdown(page: MentorPage) -> str:
    """The whole page, CommonMark without raw HTML; it ends with where it lives, so that a copy leads back."""
    return "\n\n".join(_parts(page)) + "\n"


def _parts(page: MentorPage) -> Iterator[str]:
    member, offer = page.member, page.offer
    yield f"# {escaped(member.shown_name)} /mentor"
    about = [page.line, member.pronouns, ", ".join(page.languages)]
    if any(about):
        yield " · ".join(escaped(part) for part in about if part)
    if offer.lede:
        yield "\\\n".join(f"> {escaped(line)}" for line in offer.lede.splitlines() if line.strip())
    how = f"**{escaped(room(offer, today=page.today))}.**"
    yield f"{how} [{_('Write to me')}](<{page.address}/ask>)" if page.state in ASKABLE else how
    for piece in PIECES:
        text = to_portable_markdown(getattr(offer, f"{piece}_html"))
        names = {"helps": page.topics, "seeks": page.seeks}.get(piece, [])
        if text or names:
            yield f"## {TITLES[piece]}"
        if text:
            yield text
        if names:
            yield " · ".join(_topic(name) for name in names)
        if piece == "helps" and page.offered:
            yield f"## {_('Kinds of help')}"
            yield "\n".join(f"- **{one.label}**: {escaped(one.says)}" for one in page.offered)
    yield f"## {_('How')}"
    yield "\n".join(f"- {label}: {escaped(words)}" for label, words in terms(page))
    if page.hours:
        zone = _("by the clock of %(zone)s") % {"zone": member.time_zone}
        yield f"## {_('When')}"
        yield "\n".join(f"- {day}: {times}" for day, times in hours_by_day(page)) + f"\n\n({escaped(zone)})"
    yield f"<{page.address}>"


def _topic(name: str) -> str:
    return f"[{escaped(name)}](<{settings.SITE_URL}/topics/{quote(name)}>)"
