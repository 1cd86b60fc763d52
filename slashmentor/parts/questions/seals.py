"""The sealed way from an anonymous question to who asked it: made, recognised, opened (by two), forgotten.

Everything is done under keys that are derived from SECRET_KEY and stand in no database: with the tables alone
nobody learns anything. A changed SECRET_KEY forgets every asker, unless the old one is kept in
SECRET_KEY_FALLBACKS (docs/developers/decisions/anonymous-questions.md).
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from slashmentor.base.sealing import derived

from .models import Persona, SealedAsker

BLURRED = "blurred:"  # how receipts begin that tell nothing any more
MOST_READ = 1000  # seals that are tried for a page of one's own questions


class _Keys(NamedTuple):
    seal: bytes
    mark: bytes
    receipt: bytes


def hour_of(moment: datetime) -> datetime:
    """All that is ever written of when an asker did something."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def seal(persona: Persona, member_id: int, *, until: date, now: datetime) -> SealedAsker:
    """Keep who asked, sealed, until that day."""
    return SealedAsker.objects.create(
        persona=persona,
        sealed=_sealed(member_id, now),
        known_by=_mark(_all_keys()[0], persona.pk, member_id),
        until=until,
    )


def is_theirs(persona_id: int, member_id: int) -> bool:
    """Whether this member asked as this persona; no seal is opened for it. One query."""
    return SealedAsker.objects.filter(persona=persona_id, known_by__in=_marks(persona_id, member_id)).exists()


def theirs_among(persona_ids: Collection[int], member_id: int) -> set[int]:
    """Those of the personas that this member asked as; no seal is opened for it. One query, none for none."""
    if not persona_ids:
        return set()
    marks = [mark for persona_id in persona_ids for mark in _marks(persona_id, member_id)]
    return set(
        SealedAsker.objects.filter(persona__in=persona_ids, known_by__in=marks).values_list(
            "persona_id", flat=True
        )
    )


def asker_among(persona_id: int, member_ids: Collection[int]) -> set[int]:
    """The one of these members who asked as this persona, to be left out where people are told of the question: none
    when they aren't among them or were forgotten. No seal is opened for it, and it is never to be written down. One query.
    """
    known_by = SealedAsker.objects.filter(persona=persona_id).values_list("known_by", flat=True)
    marks = set(known_by)
    return {member_id for member_id in member_ids if not marks.isdisjoint(_marks(persona_id, member_id))}


def personas_of(
    member_id: int, *, at_most: int | None = MOST_READ, since: datetime | None = None
) -> list[int]:
    """The personas of a member, newest first, whose seal isn't forgotten yet; of the newest `at_most` seals."""
    found = SealedAsker.objects.order_by("-pk")
    if since is not None:
        found = found.filter(persona__entries__question=None, persona__entries__created_at__gte=since)
    rows = found.values_list("persona_id", "known_by")[:at_most]
    return [persona_id for persona_id, mark in rows if mark in _marks(persona_id, member_id)]


def receipts(member_id: int, words: str, now: datetime) -> Iterator[str]:
    """What the same form leaves when it is sent twice: first as of this hour, then of the one before."""
    hour = int(now.timestamp()) // 3600
    for one in (hour, hour - 1):
        yield _digest(_all_keys()[0].receipt, f"{member_id}:{one}:{words}")


def open_up(persona: Persona) -> int | None:
    """The member's id inside; None when it was forgotten, or can't be opened any more. Asks nobody: see `opening`."""
    asker = SealedAsker.objects.filter(persona=persona).first()
    if asker is None:
        return None
    fernets = MultiFernet([Fernet(base64.urlsafe_b64encode(keys.seal)) for keys in _all_keys()])
    try:
        return int(fernets.decrypt(asker.sealed.encode()))
    except InvalidToken:
        return None


def forget(persona_ids: list[int]) -> None:
    """Nobody can find out any more who asked, we neither."""
    SealedAsker.objects.filter(persona__in=persona_ids).delete()
    blur_receipts(persona_ids)


def blur_receipts(persona_ids: list[int]) -> None:
    """A receipt is of use for two hours; afterwards whoever has the key could try every member on it."""
    for persona in Persona.objects.filter(pk__in=persona_ids).exclude(receipt__startswith=BLURRED):
        persona.receipt = BLURRED + secrets.token_hex(28)
        persona.save(update_fields=["receipt"])


def hand_over(gone_id: int, into_id: int, *, now: datetime) -> None:
    """Two accounts become one: what the one asked is the other's to edit."""
    for persona_id in personas_of(gone_id, at_most=None):
        SealedAsker.objects.filter(persona=persona_id).update(
            sealed=_sealed(into_id, now), known_by=_mark(_all_keys()[0], persona_id, into_id)
        )


def _sealed(member_id: int, now: datetime) -> str:
    # A Fernet token tells when it was made.
    at = int(hour_of(now).timestamp())
    key = base64.urlsafe_b64encode(_all_keys()[0].seal)
    return Fernet(key).encrypt_at_time(str(member_id).encode(), at).decode()


def _marks(persona_id: int, member_id: int) -> list[str]:
    return [_mark(keys, persona_id, member_id) for keys in _all_keys()]


def _mark(keys: _Keys, persona_id: int, member_id: int) -> str:
    return _digest(keys.mark, f"{persona_id}:{member_id}")


def _digest(key: bytes, words: str) -> str:
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def _all_keys() -> list[_Keys]:
    """Those in use first."""
    return [_Keys(made[:32], made[32:64], made[64:]) for made in derived("personas", 96)]
