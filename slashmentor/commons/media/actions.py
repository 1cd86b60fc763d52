"""Bringing pictures in, and taking them away."""

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import refuse_until
from slashmentor.commons.happenings import happened
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.media.models import Picture
from slashmentor.commons.media.processing import remake, uploaded

InUse = Callable[[set[str]], set[str]]

_in_use: list[InUse] = []

_SHOWN = re.compile(r"/media/([0-9a-f]{40}\.webp)")


def add_picture(file: Any, *, by: Any, alt: str = "", now: datetime) -> Picture:
    """Keep an uploaded picture, made anew; the same one twice is kept once. Invalid when it can’t be.

    `by` is a member (this layer stands below them).
    """
    if not by.is_active:
        raise Refused(_("Your account is closed."))
    refuse_until(by.suspended_until, now=now)
    return _keep(file, by=by, alt=alt, now=now, square=False)


def add_face(file: Any, *, by: Any, alt: str = "", now: datetime) -> Picture:
    """Keep a picture as a square to stand beside a name."""
    return _keep(file, by=by, alt=alt, now=now, square=True)


def remove(picture: Picture) -> None:
    """Delete it, and its file unless somebody else brought the same picture."""
    name = picture.name
    picture.delete()
    if not Picture.objects.filter(name=name).exists():
        # After the commit: a file can't be rolled back.
        transaction.on_commit(lambda: _delete_file(name))


def let_go(texts: Iterable[str], *, by: Any) -> None:
    """The pictures of `by` that these texts show are nobody's from now on: the texts are to be nobody's, too."""
    mine = Picture.objects.filter(owner=by, name__in=named_in(texts))
    kept = list(mine.values_list("pk", flat=True))
    if kept:
        kind = Picture._meta.label_lower
        Happening.objects.filter(about_kind=kind, about_id__in=kept, by=by).update(by=None)
        mine.update(owner=None)


def in_use(asked: InUse) -> InUse:
    """Register who knows which pictures a part's texts show: called with names, gives those that are shown."""
    _in_use.append(asked)
    return asked


def named_in(texts: Iterable[str]) -> set[str]:
    """The pictures of ours that these texts show; give it those that contain "/media/", it looks at each."""
    return {name for text in texts for name in _SHOWN.findall(text)}


def shown_somewhere(names: set[str]) -> set[str]:
    """Those of the pictures that stand in somebody's text."""
    return set().union(*(asked(names) for asked in _in_use)) & names if names else set()


def _keep(file: Any, *, by: Any, alt: str, now: datetime, square: bool) -> Picture:
    made = remake(uploaded(file), square=square)
    name = f"{hashlib.sha256(made.content).hexdigest()[:40]}.webp"
    # The file first: a row without a file would be a broken picture, a file without a row is only unused.
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(made.content))
    with transaction.atomic():
        picture, created = Picture.objects.get_or_create(
            owner=by,
            name=name,
            defaults={
                "alt": alt[:500],
                "width": made.width,
                "height": made.height,
                "bytes": len(made.content),
                "added_at": now,
            },
        )
        if created:
            happened("picture.added", by=by, about=picture, now=now)
    return picture


def _delete_file(name: str) -> None:
    if not Picture.objects.filter(name=name).exists():
        default_storage.delete(name)
