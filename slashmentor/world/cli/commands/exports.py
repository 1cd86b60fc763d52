"""Everything that this instance holds of somebody, as an archive."""

import argparse
import json
import zipfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder

from slashmentor.base.errors import Failed
from slashmentor.commons.media.models import Picture
from slashmentor.commons.people.data import everything
from slashmentor.commons.people.models import Member


def arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="member")
    member = kinds.add_parser("member", help="member.json and the pictures, in a .zip")
    member.add_argument("handle", metavar="HANDLE")
    member.add_argument("path", metavar="PATH", type=Path, help="the file to write, like ada.zip")


def run(given: argparse.Namespace) -> None:
    member = Member.objects.filter(handle=given.handle.removeprefix("@").lower()).first()
    if member is None:
        raise Failed(f"Nobody here is called {given.handle}.")
    half = given.path.with_name(given.path.name + ".part")
    try:
        # For the owner of this process only: it holds what nobody else may read.
        half.touch(mode=0o600)
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
            words = json.dumps(everything(member), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            archive.writestr("member.json", words)
            for picture in Picture.objects.filter(owner=member):
                if default_storage.exists(picture.name):
                    with default_storage.open(picture.name) as file:
                        archive.writestr(f"media/{picture.name}", file.read())
        half.replace(given.path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise Failed(f"{given.path} can't be written ({error.strerror}).") from error
    print(f"{given.path}: everything of @{member.handle}.")
