"""Pictures from friends and from strangers."""

import zlib
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.media.actions import in_use, named_in, remove, shown_somewhere
from slashmentor.commons.media.models import Picture
from slashmentor.commons.media.processing import MOST_BYTES

Member = get_user_model()
pytestmark = pytest.mark.django_db
UNREADABLE = "That isn’t a picture we can read. JPEG, PNG, GIF and WebP work."


@pytest.fixture(autouse=True)
def a_place_for_files(settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ada(client):
    member = Member.objects.create_user("ada", "ada@example.org", None)
    client.force_login(member)
    return member


def picture(form="PNG", size=(40, 30), mode="RGB", **save):
    out = BytesIO()
    Image.new(mode, size, 120 if mode == "L" else (120, 30, 80, 90)[: len(mode)]).save(out, form, **save)
    return out.getvalue()


def kept_bytes():
    with default_storage.open(Picture.objects.get().name) as file:
        return file.read()


def send(client, content, name="a.png", **more):
    return client.post("/media/", {"file": SimpleUploadedFile(name, content), **more})


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "L"),
        ("JPEG", "RGB"),
        ("GIF", "L"),
        ("WEBP", "RGBA"),
        ("JPEG", "CMYK"),
    ],
)
def test_each_kind_comes_out_as_webp(client, ada, form, mode):
    answer = send(client, picture(form, mode=mode), alt="A meadow in May")
    kept = Picture.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "url": kept.url,
        "markdown": f"![A meadow in May]({kept.url})",
        "alt_wanted": False,
        "width": 40,
        "height": 30,
    }
    assert (kept.owner, kept.alt, kept.width, kept.height) == (ada, "A meadow in May", 40, 30)
    shown = Image.open(BytesIO(kept_bytes()))
    assert (shown.format, shown.size) == ("WEBP", (40, 30))


def test_what_the_camera_wrote_stays_behind(client, ada):
    exif = Image.Exif()
    exif[0x010E] = "taken at home, 59.91 N 10.75 E"
    exif[0x0112] = 6  # lies on its side
    send(client, picture("JPEG", exif=exif, comment=b"CANARY"))
    kept = Picture.objects.get()
    raw = kept_bytes()
    assert b"home" not in raw
    assert b"CANARY" not in raw
    assert b"EXIF" not in raw
    assert (kept.width, kept.height) == (30, 40)  # stands upright


def test_a_picture_with_a_program_behind_it_loses_the_program(client, ada):
    send(client, picture("GIF", mode="L") + b"<script>alert(1)</script>")
    assert b"<script" not in kept_bytes()


def test_of_a_film_the_first_frame_stays(client, ada):
    frames = [Image.new("L", (20, 20), grey) for grey in (10, 200)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    send(client, out.getvalue())
    assert getattr(Image.open(BytesIO(kept_bytes())), "n_frames", 1) == 1


def test_a_large_one_is_made_smaller(client, ada):
    send(client, picture("JPEG", size=(4800, 1200)))
    assert (Picture.objects.get().width, Picture.objects.get().height) == (2400, 600)


def png_that_says(width, height):
    """A tiny file that would be huge in memory."""

    def part(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(b"\0" * 1000))
        + part(b"IEND", b"")
    )


def webp_that_says(width, height):
    body = (
        b"WEBPVP8X"
        + (10).to_bytes(4, "little")
        + b"\0\0\0\0"
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize(
    "flood", [png_that_says(50_000, 50_000), png_that_says(2**31 - 1, 1), webp_that_says(16_000, 16_000)]
)
def test_a_flood_of_pixels_is_turned_away_undecoded(client, ada, flood):
    answer = send(client, flood)
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "That picture has too many pixels: at most 25 million, like 5000 by 5000."},
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a<script>alert(1)</script>",
        b"%PDF-1.7 nothing",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        picture("PNG")[:60],
        picture("JPEG")[:200],
        webp_that_says(10, 10),
        b"RIFF\xff\xff\xff\xffWEBPVP8X",
        picture("BMP"),
        picture("TIFF"),
        picture("ICO", size=(32, 32)),
    ],
)
def test_what_isnt_a_picture_of_the_four_kinds_is_refused_with_a_sentence(client, ada, content):
    answer = send(client, content, name="innocent.png")
    assert answer.status_code == 400
    assert answer.json()["error"] in {
        UNREADABLE,
        "Please choose a picture.",
        "That picture has too many pixels: at most 25 million, like 5000 by 5000.",
    }
    assert not Picture.objects.exists()


def test_more_than_five_megabytes_are_too_much(client, ada):
    answer = send(client, picture() + b"\0" * MOST_BYTES)
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "That file is larger than 5 MB. Please make it smaller and try again."},
    )


def test_the_name_of_the_file_counts_for_nothing(client, ada):
    send(client, picture(), name="../../../etc/passwd.png")
    assert Picture.objects.get().name.removesuffix(".webp").isalnum()


def test_without_a_file_or_a_log_in(client, ada):
    assert client.post("/media/", {"alt": "x"}).json() == {"error": "Please choose a picture."}
    client.logout()
    assert send(client, picture()).status_code == 403
    assert client.get("/media/").status_code == 405


def test_the_same_picture_twice_is_one(client, ada):
    assert send(client, picture()).json()["url"] == send(client, picture()).json()["url"]
    assert (Picture.objects.count(), Happening.objects.filter(verb="picture.added").count()) == (1, 1)


def test_alt_text_is_asked_for_and_put_safely_into_markdown(client, ada):
    assert send(client, picture()).json()["alt_wanted"] is True
    assert (
        send(client, picture(size=(9, 9)), alt="a]  (b\n[c")
        .json()["markdown"]
        .startswith("![a\\] (b \\[c](/media/")
    )


def test_fifty_a_day(client, ada):
    for _ in range(50):
        send(client, b"no")
    assert send(client, picture()).status_code == 429


def test_a_picture_is_served_for_good_and_can_do_nothing(client, ada):
    url = send(client, picture()).json()["url"]
    for reader in (client, client.__class__()):
        answer = reader.get(url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == 'inline; filename="picture.webp"'
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
        answer.close()


@pytest.mark.parametrize(
    "name", ["..%2fsecret.key", "a" * 40 + ".svg", "a" * 40 + ".webp", "A" * 40 + ".webp", "%00.webp"]
)
def test_nothing_else_is_served(client, db, name):
    assert client.get(f"/media/{name}").status_code in {400, 404}


def test_a_removed_picture_takes_its_file_along_unless_another_brought_it_too(
    client, ada, django_capture_on_commit_callbacks
):
    send(client, picture())
    emmy = Member.objects.create_user("emmy", "emmy@example.org", None)
    client.force_login(emmy)
    send(client, picture())
    hers, his = Picture.objects.get(owner=emmy), Picture.objects.get(owner=ada)
    for one, left in ((hers, True), (his, False)):
        name = one.name
        with django_capture_on_commit_callbacks(execute=True):
            remove(one)
        assert default_storage.exists(name) is left


def test_parts_say_which_pictures_they_show(monkeypatch):
    monkeypatch.setattr("slashmentor.commons.media.actions._in_use", [])
    in_use(lambda names: names & {"a", "z"})
    assert shown_somewhere({"a", "b"}) == {"a"}
    assert shown_somewhere(set()) == set()


def test_pictures_are_found_in_texts():
    name = "a" * 40 + ".webp"
    assert named_in([f'<img src="/media/{name}">', "/media/x.webp", f"/media/{'b' * 39}.webp"]) == {name}
