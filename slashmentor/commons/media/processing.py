"""A file from a stranger in, a picture of our own making out."""

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from slashmentor.base.errors import Invalid

MOST_BYTES = 5_000_000
MOST_PIXELS = 25_000_000  # a 24-megapixel camera; decoded it takes 100 MB
LONGEST_EDGE = 2400
FACE_EDGE = 256

# What may be tried at all: neither SVG (a program) nor formats whose decoders few people read.
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")

# Sizes are checked here, before anything is decoded; Pillow's own check would only warn.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Made:
    """A WebP file: pixels only, no metadata, nothing of the original's bytes."""

    content: bytes
    width: int
    height: int


def remake(file: IO[bytes], *, square: bool = False) -> Made:
    """Decode the first frame and encode it anew, at most LONGEST_EDGE wide and high, or as a square face.

    Raises Invalid with a sentence for what is too large, isn't a picture, or is a broken one.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Invalid({"file": _("That file is larger than 5 MB. Please make it smaller and try again.")})
    try:
        return _remade(data, square=square)
    except Invalid:
        raise
    # Pillow's parsers raise nearly anything on broken files.
    except (OSError, ValueError, TypeError, SyntaxError, KeyError, IndexError, EOFError, struct.error,
            ZeroDivisionError, OverflowError, MemoryError, Image.DecompressionBombError) as error:  # fmt: skip
        raise Invalid(
            {"file": _("That isn’t a picture we can read. JPEG, PNG, GIF and WebP work.")}
        ) from error


def _remade(data: bytes, *, square: bool) -> Made:
    _check_size(_webp_size(data))
    with Image.open(BytesIO(data), formats=_FORMATS) as opened:
        _check_size(opened.size)
        lossless = opened.format in {"PNG", "GIF"}
        opened.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # large JPEGs are decoded smaller at once
        picture: Image.Image = ImageOps.exif_transpose(opened)
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if square:
        picture = ImageOps.fit(picture, (FACE_EDGE, FACE_EDGE))
    else:
        picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    out = BytesIO()
    # A new picture of the pixels alone: what else the old object carried (EXIF, profiles, text) stays behind.
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    clean.save(out, "WEBP", quality=82, method=4, lossless=lossless and not square)
    return Made(out.getvalue(), clean.width, clean.height)


def _check_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise Invalid({"file": _("That picture has too many pixels: at most 25 million, like 5000 by 5000.")})


def _webp_size(data: bytes) -> tuple[int, int]:
    """What a WebP file says of its canvas, since Pillow makes room for all of it when it opens one."""
    if data[:4] != b"RIFF" or data[8:16] != b"WEBPVP8X":
        return 0, 0  # another format, or one whose sides have 14 bits and are read without decoding
    return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")


def uploaded(file: Any) -> IO[bytes]:
    """The file of a form, after its declared size was looked at; Invalid when there is none."""
    if file is None:
        raise Invalid({"file": _("Please choose a picture.")})
    if getattr(file, "size", 0) > MOST_BYTES:
        raise Invalid({"file": _("That file is larger than 5 MB. Please make it smaller and try again.")})
    opened: IO[bytes] = file
    return opened
