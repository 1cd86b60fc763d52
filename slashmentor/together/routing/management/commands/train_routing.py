"""Makes the ranking's weights anew: `slashmentor manage train_routing FOLDER`."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from slashmentor.together.routing.ranking.ranker import WEIGHTS
from slashmentor.together.routing.ranking.reading import Unreadable
from slashmentor.together.routing.ranking.train import SETS, train


class Command(BaseCommand):
    help = "Learns the weights that rank people, from past questions and answers. The same data give the same file."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        files = ", ".join(f"{name}.jsonl.xz" for name in SETS)
        parser.add_argument("folder", type=Path, metavar="FOLDER", help=f"holds {files}")
        parser.add_argument(
            "--to", type=Path, default=WEIGHTS, metavar="FILE", help="where to write (the file that ships)"
        )

    def handle(self, *, folder: Path, to: Path, **_: object) -> None:
        try:
            weights = train(folder, told=self.stderr.write)
            to.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
        except Unreadable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{to} can’t be written: {error.strerror}.") from error
        self.stdout.write(f"{to} written.")
