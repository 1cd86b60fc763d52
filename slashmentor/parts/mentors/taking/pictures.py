"""Pictures that a page is taken along with: the portrait in small, and the square that a telephone reads."""

import base64
import io

import segno
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from slashmentor.commons.media.models import Picture

INK = "#241a20"


def qr_svg(address: str, *, title: str = "", size: int = 0) -> str:
    """The address as a QR code that stands a quarter of its squares being soiled; dark on white in any mode."""
    out = io.BytesIO()
    code = segno.make(address, error="q", micro=False)
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        dark=INK,
        light="#fff",
        title=title or None,
        nl=False,
    )
    drawn = out.getvalue().decode()
    return drawn.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1) if size else drawn


def portrait(picture: Picture | None, size: int) -> Image.Image | None:
    """The picture as a square of that many pixels; None where there is none, or its file can't be read."""
    if picture is None:
        return None
    try:
        with default_storage.open(picture.name) as file, Image.open(file) as found:
            found.draft("RGB", (2 * size, 2 * size))
            return ImageOps.fit(found.convert("RGB"), (size, size))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


def portrait_data(picture: Picture | None, size: int = 176) -> str:
    """The same as a data: address, so that a file holds it and loads nothing; "" for none."""
    image = portrait(picture, size)
    if image is None:
        return ""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"
