"""A backup brought back."""

import argparse
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connection

from slashmentor.base.errors import Failed
from slashmentor.world.cli import archive, schema


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=Path, help="what `slashmentor backup` wrote")
    parser.add_argument("--yes", action="store_true", help="replace what is in this instance now")


def run(given: argparse.Namespace) -> None:
    if _lived_in() and not given.yes:
        raise Failed(
            "This instance has members already. To replace everything in it by the backup, add --yes."
        )
    with archive.opened(given.path) as (manifest, folder):
        archive.restore(manifest, folder)
    connection.close()
    # The backup may be of an older release.
    schema.migrate()
    print(f"Restored what was backed up at {manifest['at'][:16].replace('T', ' ')} UTC. Restart what runs.")


def _lived_in() -> bool:
    members = get_user_model()
    if members._meta.db_table not in connection.introspection.table_names():
        return False
    return bool(members.objects.exists())
