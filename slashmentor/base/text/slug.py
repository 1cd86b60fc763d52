"""Addresses that can be read."""

import re

from .fold import fold

MAX_SLUG = 80
_BETWEEN = re.compile(r"[^a-z0-9]+")


def slugify_title(title: str) -> str:
    """Return `title` as lower-case ASCII words joined by hyphens, at most 80 characters, never empty.

    A title without a single Latin letter or digit becomes "question".
    """
    slug = _BETWEEN.sub("-", fold(title[:1000]).replace("'", "").replace("’", "")).strip("-")
    if len(slug) > MAX_SLUG:
        head, hyphen, _ = slug[: MAX_SLUG + 1].rpartition("-")
        slug = head if hyphen else slug[:MAX_SLUG]
    return slug or "question"
