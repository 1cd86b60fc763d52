"""A mentor page as a vCard 4.0 (RFC 6350): for the address book. It holds the page's address, and none of e-mail."""

from collections.abc import Iterator
from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings

from ..queries.page import MentorPage
from ..room import room

LONGEST_LINE = 75  # octets, without the line's end


def vcard(page: MentorPage) -> str:
    """The card, folded, with CRLF."""
    return "".join(f"{folded(line)}\r\n" for line in _lines(page))


def _lines(page: MentorPage) -> Iterator[str]:
    member, offer = page.member, page.offer
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "KIND:individual"
    yield f"FN:{_text(member.shown_name)}"
    yield f"NICKNAME:{_text(f'@{member.handle}@{urlsplit(settings.SITE_URL).netloc}')}"
    if member.pronouns:
        yield f"PRONOUNS:{_text(member.pronouns)}"  # RFC 9554
    title = member.position or (member.get_stage_display() if member.stage else "")
    if title:
        yield f"TITLE:{_text(title)}"
    if member.affiliation:
        yield f"ORG:{_text(member.affiliation)}"
    yield f"URL:{page.address}"
    yield f"UID:{page.address}"
    yield f"SOURCE:{page.address}.vcf"
    for place, code in enumerate(offer.languages, 1):
        yield f"LANG;PREF={place}:{code}"
    yield f"TZ:{_text(member.time_zone)}"
    if page.topics:
        yield "CATEGORIES:" + ",".join(_text(name) for name in page.topics)
    said = [offer.lede, f"{room(offer, today=page.today)}."]
    note = "\n".join(part for part in said if part)
    yield f"NOTE:{_text(note)}"
    yield f"REV:{offer.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def folded(line: str) -> str:
    """In pieces of at most 75 octets, each but the first after a space; no letter is torn."""
    pieces, piece, length = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LONGEST_LINE:
            pieces.append(piece)
            piece, length = " ", 1
        piece, length = piece + letter, length + size
    return "\r\n".join([*pieces, piece])


def _text(value: str) -> str:
    """As one value: what would end it or begin another is escaped."""
    value = value.strip().replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(line.strip() for line in value.splitlines())
