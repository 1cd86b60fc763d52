"""What kind of file it is, by how it begins: people name files as they like."""

from slashmentor.commons.publications.models import Source
from slashmentor.commons.publications.reading.decoding import decoded
from slashmentor.commons.publications.reading.orcid import read_orcid
from slashmentor.commons.publications.reading.zipped import BEGINNING, read_zipped
from slashmentor.commons.publications.works import Read


def read_file(content: bytes) -> tuple[Source, Read]:
    """The publications in a file, and which kind of file it was. Raises Invalid (too large, or none of ours)."""
    source = source_of(content)
    if content.startswith(BEGINNING):
        return source, read_zipped(content)
    text = decoded(content)
    if source == Source.ORCID:
        return source, read_orcid(text)
    # What it needs takes a tenth of a process's start, and hardly any of them reads BibTeX.
    from slashmentor.commons.publications.reading.bibtex import read_bibtex

    return source, read_bibtex(text)


def source_of(content: bytes) -> Source:
    """ORCID for JSON, XML and archives, BibTeX for all else. Raises Invalid (too large)."""
    is_orcid = content.startswith(BEGINNING) or decoded(content).lstrip()[:1] in {"{", "[", "<"}
    return Source.ORCID if is_orcid else Source.BIBTEX
