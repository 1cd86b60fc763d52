"""The ZIP that ORCID gives its members with all their data: one XML file for each work, in a folder `works`."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.reading.decoding import decoded
from slashmentor.commons.publications.reading.orcid import MOST_WORKS, read_orcid
from slashmentor.commons.publications.works import Read

BEGINNING = b"PK\x03\x04"
MOST_UNPACKED = 30_000_000

_A_WORK = re.compile(r"(?:^|/)works/[^/]+\.xml\Z")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


def read_zipped(content: bytes) -> Read:
    """Every work in the archive; a file there that can't be read is a problem. Nothing is written anywhere.

    Raises Invalid for an archive that is broken, holds no works, or unpacks to more than we read at once.
    """
    read, left = Read(), MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if _A_WORK.search(name)]
            _check(names)
            for name in names:
                with archive.open(name) as file:
                    # Whatever it says of its size, no more is unpacked than is left.
                    said = file.read(left + 1)
                left -= len(said)
                if left < 0:
                    raise Invalid(_("That file holds more than we read at once."))
                _take(name, said, read)
    except _BROKEN as error:
        raise Invalid(_("That archive is broken, or has a password.")) from error
    return read


def _check(names: list[str]) -> None:
    if not names:
        raise Invalid(
            _(
                "That archive holds no works. Bring the one that ORCID gives you, or the files in it one by one."
            )
        )
    if len(names) > MOST_WORKS:
        raise Invalid(_("That record has more than 5,000 works."))


def _take(name: str, content: bytes, read: Read) -> None:
    try:
        found = read_orcid(decoded(content))
    except Invalid as error:
        read.refuse(1, name, error.sentence)
        return
    read.works += found.works
    for problem in found.problems:
        read.refuse(problem.line, f"{name}: {problem.text}", problem.why)
