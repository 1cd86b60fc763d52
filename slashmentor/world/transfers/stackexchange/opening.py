"""From what a host names (a folder or an archive) to a folder with the tables as XML files.

Nothing in an archive decides where something is written: of its members only those are taken that are called
like a table, and each is written under that name into a new folder of ours.
"""

import contextlib
import lzma
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import py7zr
import py7zr.exceptions
import py7zr.io

from slashmentor.world.transfers.stackexchange.errors import Unusable

TABLES = ("Users", "Tags", "Posts", "Comments", "PostLinks", "Votes", "Badges")
_FILES = {f"{table}.xml".lower(): f"{table}.xml" for table in TABLES}
_ENDINGS = (".7z", ".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")

# Real dumps shrink to a tenth, their votes to a fiftieth.
_MOST_GROWTH = 300
_ALWAYS_FINE = 50_000_000
_LEAVE_FREE = 500_000_000
_CHUNK = 1 << 20


@contextlib.contextmanager
def opened(path: Path, scratch: Path) -> Iterator[dict[str, Path]]:
    """The tables of the dump at `path`, by name; archives are unpacked below `scratch` for as long as it lasts.

    Raises Unusable when there is no dump, or the archive is broken or built to do harm. The caller holds the lock on
    imports (alone.py): what those that were killed left behind goes first.
    """
    _sweep(scratch)
    if path.is_dir():
        if tables := _in_folder(path):
            yield tables
            return
        archives = sorted(file for file in path.iterdir() if file.name.lower().endswith(_ENDINGS))
    elif path.is_file():
        archives = [path]
    else:
        raise Unusable(f"There is no folder or file {path}.")
    if not archives:
        raise Unusable(f"{path} is no dump: there is no Posts.xml in it.")
    scratch.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="import-", dir=scratch))
    try:
        for archive in archives:
            _unpack(archive, folder)
        tables = _in_folder(folder)
        if not tables:
            raise Unusable(f"{path} is no dump: there is no Posts.xml in it.")
        yield tables
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(scratch: Path) -> None:
    for folder in scratch.glob("import-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _in_folder(folder: Path) -> dict[str, Path]:
    """Its tables, or those of its only subfolder that has any; {} without Posts.xml."""
    places = [folder, *sorted(place for place in folder.iterdir() if place.is_dir())]
    found = []
    for place in places:
        files = {_FILES[file.name.lower()]: file for file in place.iterdir() if file.name.lower() in _FILES}
        if "Posts.xml" in files:
            if place == folder:
                return {name.removesuffix(".xml"): file for name, file in files.items()}
            found.append(files)
    if len(found) > 1:
        raise Unusable(f"{folder} holds several dumps. Please name the folder of one of them.")
    return {name.removesuffix(".xml"): file for name, file in found[0].items()} if found else {}


def _unpack(archive: Path, folder: Path) -> None:
    out = _Out(archive, folder)
    try:
        name = archive.name.lower()
        if name.endswith(".7z"):
            _unpack_7z(archive, out)
        elif name.endswith(".zip"):
            _unpack_zip(archive, out)
        elif name.endswith(_ENDINGS) or ".tar" in name:
            _unpack_tar(archive, out)
        else:
            raise Unusable(
                f"{archive.name} is no folder and no archive that can be read: {', '.join(_ENDINGS)}."
            )
    except (
        tarfile.TarError, zipfile.BadZipFile, py7zr.exceptions.ArchiveError, lzma.LZMAError, zlib.error, EOFError,
        RuntimeError, NotImplementedError,
    ) as error:  # fmt: skip
        raise Unusable(
            f"{archive.name} can't be unpacked: it is broken, locked or packed in an unknown way."
        ) from error


def _unpack_tar(archive: Path, out: "_Out") -> None:
    # As a stream: the members come one after the other, and nothing is read twice.
    with tarfile.open(archive, "r|*") as tar:
        for member in tar:
            name = _table(member.name)
            # Only plain files; tarfile's own filter would check where a member is to be written, we don't let it.
            if name and member.isreg() and (source := tar.extractfile(member)):
                out.copy(source, name)


def _unpack_zip(archive: Path, out: "_Out") -> None:
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            name = _table(member.filename)
            kind = stat.S_IFMT(member.external_attr >> 16)
            if name and not member.is_dir() and kind in {0, stat.S_IFREG}:
                with packed.open(member) as source:
                    out.copy(source, name)


def _unpack_7z(archive: Path, out: "_Out") -> None:
    with py7zr.SevenZipFile(archive) as packed:
        wanted = [
            member
            for member in packed.list()
            if _table(member.filename)
            and not member.is_directory
            and not getattr(member, "is_symlink", False)
        ]
        if not wanted:
            return
        # What it says of itself first; what really comes out is counted all the same.
        out.check(sum(member.uncompressed or 0 for member in wanted))
        packed.extract(targets=[member.filename for member in wanted], factory=_Factory(out))


def _table(member: str) -> str | None:
    """The name under which a member is written, when it is a table."""
    return _FILES.get(member.replace("\\", "/").rpartition("/")[2].lower())


class _Out:
    """Writes tables into the folder, and stops when they grow beyond reason."""

    def __init__(self, archive: Path, folder: Path) -> None:
        self._archive = archive
        self._folder = folder
        free = shutil.disk_usage(folder).free - _LEAVE_FREE
        self._bomb = _ALWAYS_FINE + _MOST_GROWTH * archive.stat().st_size
        self._room = max(free, 0)
        self._written = 0

    def copy(self, source: IO[bytes], name: str) -> None:
        with self.create(name) as target:
            while piece := source.read(_CHUNK):
                self.grow(len(piece))
                target.write(piece)

    def create(self, name: str) -> IO[bytes]:
        try:
            return (self._folder / name).open("xb")
        except FileExistsError as error:
            raise Unusable(
                f"{self._archive.name} has more than one {name}. Please unpack it and name the folder of one dump."
            ) from error

    def grow(self, size: int) -> None:
        """So many bytes more are going to be written."""
        self._written += size
        self.check(self._written)

    def check(self, size: int) -> None:
        """Raise Unusable when so many bytes are too many."""
        if size > self._bomb:
            raise Unusable(
                f"{self._archive.name} grows more than {_MOST_GROWTH}-fold when it is unpacked, which no real dump does."
            )
        if size > self._room:
            raise Unusable(
                f"There isn't room for what is in {self._archive.name}. Make some in the data folder, or unpack it elsewhere."
            )


class _Factory(py7zr.io.WriterFactory):
    """Where py7zr writes: into our folder whatever the member's path is, counted."""

    def __init__(self, out: _Out) -> None:
        self._out = out

    def create(self, filename: str) -> "_Counted":
        name = _table(filename)
        if name is None:
            raise Unusable("That member wasn't asked for.")
        return _Counted(self._out, name)


class _Counted(py7zr.io.Py7zIO):
    def __init__(self, out: _Out, name: str) -> None:
        self._file = out.create(name)
        self._out = out
        self._size = 0

    def write(self, s: bytes | bytearray) -> int:
        self._out.grow(len(s))
        self._size += len(s)
        return self._file.write(s)

    def read(self, size: int | None = None) -> bytes:  # noqa: ARG002  py7zr's signature
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002  py7zr's signature
        return offset

    def flush(self) -> None:
        self._file.flush()

    def size(self) -> int:
        return self._size

    def close(self) -> None:
        self._file.close()
