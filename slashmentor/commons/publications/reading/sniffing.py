"""What kind of file it is, by how it begins: people name files as they like."""

from slashmentor.commons.publications.models import Source
from slashmentor.commons.publications.reading.bibtex import read_bibtex
from slashmentor.commons.publications.reading.decoding import decoded
from slashmentor.commons.publications.reading.orcid import read_orcid
from slashmentor.commons.publications.works import Read


def read_file(content: bytes) -> tuple[Source, Read]:
    """The publications in a file, and which kind of file it was. Raises Invalid (too large, or none of ours)."""
    text = decoded(content)
    source = source_of(text)
    return source, read_orcid(text) if source == Source.ORCID else read_bibtex(text)


def source_of(text: str) -> Source:
    """ORCID for JSON and XML, BibTeX for all else."""
    return Source.ORCID if text.lstrip()[:1] in {"{", "[", "<"} else Source.BIBTEX
