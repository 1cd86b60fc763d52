"""Names: of the site that a dump is of, and handles for the people who wrote there."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from slashmentor.base.text.fold import fold
from slashmentor.commons.people.models import RESERVED_HANDLES
from slashmentor.world.transfers.stackexchange.errors import Unusable

# Sites whose address runs words together; the others are called as their address, with a capital.
_NAMES = {
    "3dprinting": "3D Printing",
    "ai": "Artificial Intelligence",
    "academia": "Academia",
    "askubuntu": "Ask Ubuntu",
    "bioinformatics": "Bioinformatics",
    "codegolf": "Code Golf",
    "codereview": "Code Review",
    "cogsci": "Psychology & Neuroscience",
    "computergraphics": "Computer Graphics",
    "cs": "Computer Science",
    "cseducators": "Computer Science Educators",
    "cstheory": "Theoretical Computer Science",
    "datascience": "Data Science",
    "dba": "Database Administrators",
    "dsp": "Signal Processing",
    "earthscience": "Earth Science",
    "ebooks": "Ebooks",
    "ell": "English Language Learners",
    "english": "English Language & Usage",
    "gamedev": "Game Development",
    "gis": "Geographic Information Systems",
    "hsm": "History of Science and Mathematics",
    "materials": "Matter Modeling",
    "math": "Mathematics",
    "matheducators": "Mathematics Educators",
    "mathoverflow": "MathOverflow",
    "mattermodeling": "Matter Modeling",
    "meta": "Meta Stack Exchange",
    "networkengineering": "Network Engineering",
    "opendata": "Open Data",
    "opensource": "Open Source",
    "or": "Operations Research",
    "politics": "Politics",
    "proofassistants": "Proof Assistants",
    "psychology": "Psychology & Neuroscience",
    "quant": "Quantitative Finance",
    "quantumcomputing": "Quantum Computing",
    "scicomp": "Computational Science",
    "scifi": "Science Fiction & Fantasy",
    "serverfault": "Server Fault",
    "softwareengineering": "Software Engineering",
    "stackapps": "Stack Apps",
    "stackoverflow": "Stack Overflow",
    "stats": "Cross Validated",
    "superuser": "Super User",
    "tex": "TeX – LaTeX",
    "unix": "Unix & Linux",
    "ux": "User Experience",
}
# Where $ is money or a variable, since the site shows no formulas. Elsewhere it is taken for one when it looks like it.
_WITHOUT_FORMULAS = frozenset(
    [
        "academia",
        "android",
        "apple",
        "askubuntu",
        "bitcoin",
        "dba",
        "drupal",
        "expatriates",
        "expressionengine",
        "freelancing",
        "genealogy",
        "history",
        "interpersonal",
        "joomla",
        "law",
        "magento",
        "money",
        "movies",
        "openai",
        "opendata",
        "opensource",
        "parenting",
        "patents",
        "pets",
        "politics",
        "salesforce",
        "scifi",
        "security",
        "serverfault",
        "sharepoint",
        "softwareengineering",
        "stackapps",
        "stackoverflow",
        "superuser",
        "travel",
        "unix",
        "ux",
        "vi",
        "webapps",
        "webmasters",
        "wordpress",
        "workplace",
        "writers",
        "writing",
    ]
)
_ARCHIVE = re.compile(r"\.(?:7z|zip|t[gbx]z2?|tar(?:\.[a-z0-9]+)?)\Z", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}\Z")
_PART = re.compile(r"-(?:Posts|Users|Tags|Comments|Votes|Badges|PostLinks|PostHistory)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    """The site that a dump is of, and what it is to be called here."""

    slug: str
    name: str
    url: str
    """Its address without a slash at the end; "" when nobody said it."""
    origin_name: str
    """What it is called there, for attribution."""


def site_of(path: Path, *, slug: str | None, name: str | None, url: str | None) -> Site:
    """What the host said, and for the rest what the archive's name tells (quantumcomputing.stackexchange.com.7z).

    Raises Unusable for an address or short name that can't be one.
    """
    host = _host_said(url) if url else _host_named(path)
    stem = _stem(host or _ARCHIVE.sub("", path.name))
    slug = (slug or stem).lower()[:40]
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", slug):
        raise Unusable(
            f"“{slug}” can't be a community's short name. Give one like --community quantum-computing."
        )
    known = _NAMES.get(stem) or stem.replace("-", " ").title()
    return Site(
        slug=slug,
        name=(name or known)[:80],
        url=(url or f"https://{host}").strip().rstrip("/") if host else "",
        origin_name=f"{known} Stack Exchange" if host.endswith(".stackexchange.com") else known,
    )


def has_formulas(site: Site) -> bool:
    """Whether $…$ in its texts is a formula."""
    return _stem(urlsplit(site.url).hostname or site.slug).removesuffix("-meta") not in _WITHOUT_FORMULAS


def make_handle(name: str, origin_id: int, taken: Collection[str]) -> str:
    """A handle that reads like the name and isn't taken: "Robert Cartaino" becomes robert-cartaino.

    Where that is taken or kept for the instance, the account's number is added. The same input gives the same
    handle, so that an import that was broken off and done again ends as if it never had been.
    """
    wanted = plain_handle(name, origin_id)
    if wanted not in taken:
        return wanted
    for more in count(1):
        ending = f"-{origin_id}" if more == 1 else f"-{origin_id}-{more}"
        handle = wanted[: 30 - len(ending)].rstrip("-_") + ending
        if handle not in taken:
            return handle
    raise AssertionError  # numbers don't end


def plain_handle(name: str, origin_id: int) -> str:
    """The handle that this name would have if nobody else had it."""
    handle = (
        re.sub(r"[^a-z0-9_]+", "-", fold(name).replace("'", "").replace("’", ""))
        .strip("-_")[:30]
        .rstrip("-_")
    )
    if len(handle) < 2 or handle in RESERVED_HANDLES:
        return f"user-{origin_id}"
    return handle


def _host_said(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unusable(
            f"--site is “{url}”, but has to be an address like https://academia.stackexchange.com."
        )
    return parts.hostname


def _host_named(path: Path) -> str:
    host = _PART.sub("", _ARCHIVE.sub("", path.name)).lower()
    return host if _HOST.match(host) else ""


def _stem(host: str) -> str:
    """`meta.academia.stackexchange.com` → academia-meta, `ru.stackoverflow.com` → ru-stackoverflow."""
    labels = host.lower().removesuffix(".stackexchange.com").split(".")
    if _HOST.match(host) and len(labels) > 1 and not host.endswith(".stackexchange.com"):
        labels = labels[:-1]  # .com, .net
    if labels[0] == "meta" and len(labels) > 1:
        labels = [*labels[1:], "meta"]
    return re.sub(r"[^a-z0-9]+", "-", "-".join(labels)).strip("-") or "imported"
