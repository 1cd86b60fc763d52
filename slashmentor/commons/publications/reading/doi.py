"""DOIs, in whatever form they are pasted."""

import re
from urllib.parse import unquote

from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.works import Read, Work

MOST_DOIS = 500
MOST_TEXT = 100_000
LONGEST = 200

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\"<>{}|\\^`]+(?:<[^\s<>]{1,60}>[^\s\"<>{}|\\^`]*){0,4}")
# Where another one begins in the same word: 10.1/a,10.2/b or 10.1/a;https://doi.org/10.2/b.
_NEXT = re.compile(r"[,;](?=(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.\d{4,9}/)", re.IGNORECASE)
_END = ".,;:!?'’”»*_"
_PAIRS = ((")", "("), ("]", "["))
_WANTS_TO_BE_ONE = re.compile(r"^\W{0,3}(?:(?:https?://)?(?:dx\.)?doi(?:\.org/|:)\S|10\.\d)", re.IGNORECASE)


def doi_of(text: str) -> str:
    """The first DOI in a text, in small letters and without its address: "https://doi.org/10.1000/XYZ." is 10.1000/xyz; or ""."""
    text = text[:2000]
    if "%2f" in text.lower():
        text = unquote(text)
    found = _DOI.search(text)
    if found is None:
        return ""
    doi = _NEXT.split(found[0], maxsplit=1)[0]
    while doi and (
        doi[-1] in _END or any(doi[-1] == end and doi.count(end) > doi.count(begin) for end, begin in _PAIRS)
    ):
        doi = doi[:-1]
    return doi.lower() if len(doi) <= LONGEST and not doi.endswith("/") else ""


def read_dois(text: str) -> Read:
    """A list of DOIs, one a line or several parted by commas or spaces; each is a work of which no more is known.

    Words beside a DOI may stand there (a whole reference may be pasted). Raises Invalid (more than we take at once).
    """
    if len(text) > MOST_TEXT:
        raise Invalid(_("That is more than we read at once. Please paste it in parts."))
    read = Read()
    for number, line in enumerate(text.splitlines(), 1):
        found = _in_line(number, line, read)
        if not found and line.strip():
            read.refuse(number, line, _("There is no DOI in this line. One looks like 10.1000/xyz123."))
    if len(read.works) > MOST_DOIS:
        raise Invalid(_("At most %(most)s DOIs at once, please.") % {"most": MOST_DOIS})
    return read


def _in_line(number: int, line: str, read: Read) -> bool:
    """Whether anything in the line was taken, or said to be wrong."""
    found = False
    for word in line.split():
        for piece in _NEXT.split(word):
            if doi := doi_of(piece):
                read.works.append(Work(line=number, doi=doi))
                found = True
            elif _WANTS_TO_BE_ONE.search(piece):
                read.refuse(number, piece, _("That is no DOI as it stands. One looks like 10.1000/xyz123."))
                found = True
    return found
