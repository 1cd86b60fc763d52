"""Whose page it is: by what is on the page, or on its site."""

from dataclasses import dataclass

from slashmentor.base.fetch import Door, Fetched, NotFetched
from slashmentor.commons.people.linking_back import leads_to

from ..models import OutsidePage
from .addresses import addresses_of, join_address, proof_file
from .reading import Found

Proof = OutsidePage.Proof
_MOST_LINES = 200


@dataclass(frozen=True)
class Evidence:
    """What the page links to as its own, and the codes that stand on it and in the site's file."""

    links: tuple[str, ...]
    on_page: frozenset[str]
    in_file: frozenset[str] | None = None  # None: nobody looked


def evidence_of(found: Found) -> Evidence:
    return Evidence(found.links, found.codes)


def codes_in_file(url: str, through: Door) -> frozenset[str]:
    """The lines of the site's file; none where there is no such file."""
    try:
        answer: Fetched = through.fetch(proof_file(url), accept="text/plain")
    except NotFetched:
        return frozenset()
    lines = answer.body[:20_000].decode(errors="replace").splitlines()[:_MOST_LINES]
    return frozenset(line.strip()[:40] for line in lines if line.strip())


def proof_of(page: OutsidePage, evidence: Evidence) -> Proof | None:
    """What shows that the page is theirs who brought it; None for nothing.

    A link to this directory says that the page wants to be listed, not whose it is: enough for whoever has no account
    here, since it is listed under nobody's name, and for no member.
    """
    if page.member is not None and any(
        leads_to(evidence.links, address) for address in addresses_of(page.member)
    ):
        return Proof.LINK
    if page.code and page.code in evidence.on_page:
        return Proof.META
    if page.code and page.code in (evidence.in_file or ()):
        return Proof.FILE
    if page.member is None and leads_to(evidence.links, join_address()):
        return Proof.JOIN
    return None


def outweighs(one: Proof, other: Proof | str) -> bool:
    """Of two who show that a page is theirs, the one who shows more."""
    return one != Proof.JOIN and other == Proof.JOIN
