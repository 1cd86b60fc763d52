import json
import stat
import tarfile
import zipfile

import pytest

from slashmentor.world.cli.main import main


def members(instance) -> list[str]:
    code = "from slashmentor.commons.people.models import Member as M; print(*M.objects.values_list('handle', flat=True))"
    return instance.run("manage", "shell", "--no-imports", "-c", code).split()


def add(instance, handle):
    instance.run(
        "admin", "create", handle, f"{handle}@example.org", SLASHMENTOR_PASSWORD="correct horse battery"
    )


@pytest.fixture(scope="module")
def lived_in(prototype, tmp_path_factory):
    """An instance with ada, a picture and settings; tests of this module leave it as it is."""
    folder = tmp_path_factory.mktemp("lived-in") / "instance"
    instance = prototype.copy(folder)
    add(instance, "ada")
    (folder / "media" / "ab").mkdir(parents=True)
    (folder / "media" / "ab" / "picture.webp").write_bytes(b"picture")
    (folder / "slashmentor.env").write_text("SLASHMENTOR_NAME=Ours\n")
    return instance


@pytest.fixture(scope="module")
def kept(lived_in, tmp_path_factory):
    """Its backup."""
    path = tmp_path_factory.mktemp("kept") / "new folder" / "kept.tar.gz"
    lived_in.run("backup", str(path))
    return path


def test_what_was_backed_up_comes_back_elsewhere(lived_in, kept, instance):
    assert instance.run("restore", str(kept)).startswith("Restored what was backed up at ")
    assert members(instance) == ["ada"]
    assert (instance.data / "media" / "ab" / "picture.webp").read_bytes() == b"picture"
    for name in ("slashmentor.env", "secret.key"):
        assert (instance.data / name).read_text() == (lived_in.data / name).read_text()


def test_nothing_is_overwritten_without_a_word(kept, instance):
    add(instance, "emmy")
    assert instance.run("restore", str(kept), status=1) == (
        "slashmentor: This instance has members already. "
        "To replace everything in it by the backup, add --yes.\n"
    )
    assert members(instance) == ["emmy"]
    instance.run("restore", str(kept), "--yes")
    assert members(instance) == ["ada"]


def test_a_backup_is_for_its_owner_only_and_says_what_it_is(kept):
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["kept.tar.gz"]
    with tarfile.open(kept) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
    assert (manifest["format"], manifest["version"]) == (1, "0.1.0")


@pytest.mark.parametrize("content", [b"nonsense", None])
def test_what_is_no_backup_changes_nothing(lived_in, kept, tmp_path, content):
    path = tmp_path / "broken.tar.gz"
    path.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2] if content is None else content)
    said = lived_in.run("restore", str(path), "--yes", status=1)
    assert said.startswith(f"slashmentor: {path} isn't a backup of Slashmentor, or is damaged: ")
    assert members(lived_in) == ["ada"]


def test_a_backup_that_would_write_elsewhere_is_refused(lived_in, tmp_path):
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as archive:
        (tmp_path / "evil").write_text("evil")
        archive.add(tmp_path / "evil", "../../evil")
    assert "isn't a backup" in lived_in.run("restore", str(tmp_path / "evil.tar.gz"), "--yes", status=1)


def test_where_nothing_can_be_written_one_line_says_so(lived_in, tmp_path):
    (tmp_path / "file").write_text("")
    said = lived_in.run("backup", str(tmp_path / "file" / "kept.tar.gz"), status=1)
    assert said.startswith("slashmentor: The backup can't be written to ")


def test_a_member_gets_everything(ada, tmp_path):
    assert main(["export", "member", "@ada", str(tmp_path / "ada.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "ada.zip") as archive:
        assert json.loads(archive.read("member.json"))["member"]["handle"] == "ada"


def test_of_nobody_nothing_is_written(db, capsys, tmp_path):
    assert main(["export", "member", "nobody", str(tmp_path / "x.zip")]) == 1
    assert capsys.readouterr().err == "slashmentor: Nobody here is called nobody.\n"
    assert list(tmp_path.iterdir()) == []
