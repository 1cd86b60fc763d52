"""Files and lists that name publications, as people have them: BibTeX, ORCID records, DOIs.

Each reader gives a `Read`: every entry of the source is among its works or among its problems, none is lost.
"""

from slashmentor.commons.publications.reading.decoding import MOST_BYTES, decoded
from slashmentor.commons.publications.reading.doi import read_dois
from slashmentor.commons.publications.reading.orcid import read_orcid
from slashmentor.commons.publications.reading.sniffing import read_file, source_of

__all__ = ["MOST_BYTES", "decoded", "read_dois", "read_file", "read_orcid", "source_of"]
