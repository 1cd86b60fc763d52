import io
import stat
import tarfile
import zipfile

import py7zr
import pytest

from slashmentor.parts.questions.models import Entry
from slashmentor.world.transfers.stackexchange import opening, rows
from slashmentor.world.transfers.stackexchange.errors import Unusable
from slashmentor.world.transfers.tests.dumps import QUESTION, a_dump, bring

pytestmark = pytest.mark.django_db

LAUGHS = '<!DOCTYPE posts [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>\n'
FILE = '<!DOCTYPE posts [<!ENTITY passwords SYSTEM "file:///etc/passwd">]>\n'
DEFAULTS = '<!DOCTYPE posts [<!ATTLIST row Body CDATA "aaaaaaaaaaaaaaaa">]>\n'


def refused(path, now) -> str:
    with pytest.raises(Unusable) as error:
        bring(path, now)
    assert not Entry.objects.exists()
    return error.value.sentence


def packed(tmp_path, kind: str, **members: bytes):
    """An archive with these members; a name ending in `_link` becomes a symbolic link to its content."""
    path = tmp_path / f"dump.{kind}"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


@pytest.fixture
def posts(tmp_path) -> bytes:
    return (a_dump(tmp_path / "made", Posts=[QUESTION]) / "Posts.xml").read_bytes()


@pytest.mark.parametrize("head", [LAUGHS, FILE, DEFAULTS])
def test_a_dtd_inside_is_refused_with_all_its_entities(tmp_path, now, head):
    dump = a_dump(tmp_path / "dump", head=head, Posts=[QUESTION])
    assert (
        refused(dump, now) == "Posts.xml has a DTD inside, which no real dump has. It isn't read any further."
    )


def test_broken_xml_says_where(tmp_path, now):
    dump = a_dump(tmp_path / "dump", Posts=[])
    (dump / "Posts.xml").write_text('<posts>\n<row Id="1" Body="cut o')
    assert refused(dump, now) == (
        "Posts.xml is broken in line 2, column 0. Perhaps it wasn't copied or unpacked as a whole?"
    )


def test_a_row_without_an_end_doesnt_fill_the_memory(tmp_path, now, monkeypatch):
    monkeypatch.setattr(rows, "_LONGEST_ROW", 1_000_000)
    dump = a_dump(tmp_path / "dump", Posts=[QUESTION | {"Body": "x" * 3_000_000}])
    assert refused(dump, now) == "Posts.xml has a row of more than 1 MB, which no real dump has."


@pytest.mark.parametrize(
    "name", ["../Posts.xml", "/tmp/evil/Posts.xml", "a/../../Posts.xml", "C:\\x\\Posts.xml"]
)
def test_a_members_path_decides_nothing(tmp_path, now, posts, name):
    path = packed(tmp_path, "tar.gz", **{name: posts, "../evil.xml": b"x"})
    assert bring(path, now).questions == 1
    assert not list(tmp_path.rglob("evil.xml"))
    assert not (tmp_path / "Posts.xml").exists()


def test_links_in_a_tar_are_passed_over(tmp_path, now):
    path = tmp_path / "dump.tar"
    with tarfile.open(path, "w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            link = tarfile.TarInfo("Posts.xml")
            link.type, link.linkname = kind, "/etc/passwd"
            tar.addfile(link)
    assert refused(path, now) == f"{path} is no dump: there is no Posts.xml in it."


def test_a_link_in_a_zip_is_passed_over(tmp_path, now):
    path = tmp_path / "dump.zip"
    link = zipfile.ZipInfo("Posts.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as packed_zip:
        packed_zip.writestr(link, "/etc/passwd")
    assert refused(path, now) == f"{path} is no dump: there is no Posts.xml in it."


@pytest.mark.parametrize("kind", ["zip", "tar.xz", "7z"])
def test_a_bomb_is_stopped_in_time(tmp_path, now, monkeypatch, kind):
    monkeypatch.setattr(opening, "_ALWAYS_FINE", 1_000_000)
    (tmp_path / "Posts.xml").write_bytes(b" " * 30_000_000)
    path = tmp_path / f"dump.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            out.write(tmp_path / "Posts.xml", "Posts.xml")
    elif kind == "7z":
        with py7zr.SevenZipFile(path, "w") as out:
            out.write(tmp_path / "Posts.xml", "Posts.xml")
    else:
        with tarfile.open(path, "w:xz") as out:
            out.add(tmp_path / "Posts.xml", "Posts.xml")
    assert refused(path, now) == (
        f"{path.name} grows more than 300-fold when it is unpacked, which no real dump does."
    )


def test_what_is_left_of_a_bomb_is_removed(tmp_path, now, monkeypatch, settings):
    monkeypatch.setattr(opening, "_ALWAYS_FINE", 0)
    monkeypatch.setattr(opening, "_MOST_GROWTH", 0)
    refused(packed(tmp_path, "tar.gz", **{"Posts.xml": b"x" * 100}), now)
    assert list((settings.DATA / "tmp").iterdir()) == []


def test_two_dumps_in_one_archive_are_asked_about(tmp_path, now, posts):
    path = packed(tmp_path, "tar.gz", **{"a/Posts.xml": posts, "b/Posts.xml": posts})
    assert refused(path, now) == (
        "dump.tar.gz has more than one Posts.xml. Please unpack it and name the folder of one dump."
    )


@pytest.mark.parametrize("name", ["dump.7z", "dump.zip", "dump.tar.xz", "dump.tar"])
def test_what_only_looks_like_an_archive_is_refused(tmp_path, now, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04 no archive at all")
    assert refused(tmp_path / name, now) == (
        f"{name} can't be unpacked: it is broken, locked or packed in an unknown way."
    )


def test_what_isnt_there_is_said(tmp_path, now):
    assert refused(tmp_path / "nowhere", now) == f"There is no folder or file {tmp_path / 'nowhere'}."


def test_a_folder_without_posts_is_no_dump(tmp_path, now):
    assert refused(tmp_path, now) == f"{tmp_path} is no dump: there is no Posts.xml in it."


@pytest.mark.parametrize("kind", ["zip", "tar.bz2", "tar", "7z"])
def test_every_kind_of_archive_is_opened(tmp_path, now, posts, kind):
    path = tmp_path / f"physics.stackexchange.com.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as out:
            out.write(tmp_path / "made" / "Posts.xml", "physics/Posts.xml")
    elif kind == "7z":
        with py7zr.SevenZipFile(path, "w") as out:
            out.write(tmp_path / "made" / "Posts.xml", "Posts.xml")
    else:
        with tarfile.open(path, "w:bz2" if kind == "tar.bz2" else "w") as out:
            out.add(tmp_path / "made" / "Posts.xml", "physics/Posts.xml")
    assert bring(path, now).questions == 1


def test_a_site_in_several_archives_is_put_together(tmp_path, now):
    made = a_dump(tmp_path / "made", Posts=[QUESTION], Votes=[{"Id": 1, "PostId": 1}])
    for table in ("Posts", "Votes"):
        with py7zr.SevenZipFile(tmp_path / f"stackoverflow.com-{table}.7z", "w") as out:
            out.write(made / f"{table}.xml", f"{table}.xml")
    for file in made.iterdir():
        file.unlink()
    made.rmdir()
    assert bring(tmp_path, now).votes == 1
