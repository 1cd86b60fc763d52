"""What kind of file it is, by how it begins: people name files as they like."""

from slashmentor.commons.publications.models import Source
from slashmentor.commons.publications.reading.bibtex import read_bibtex
from slashmentor.commons.publications.reading.decoding import decoded
from slashmentor.commons.publications.reading.orcid import read_orcid
from slashmentor.commons.publications.works import Read


def read_file(content: bytes) -> tuple[Source, Read]:
    """The publications in a file, and which kind of file it was. Raises Invalid (too large, or none of ours)."""
    text = decoded(content)
    if text.lstrip()[:1] in {"{", "[", "<"}:
        return Source.ORCID, read_orcid(text)
    return Source.BIBTEX, read_bibtex(text)
