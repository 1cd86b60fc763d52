"""Builds the index of routing anew: `slashmentor manage routing_index`."""

import json
import time
from argparse import ArgumentParser
from resource import RUSAGE_SELF, getrusage

from django.core.management.base import BaseCommand
from django.utils import timezone

from slashmentor.together.routing.index.rebuilding import Progress, build
from slashmentor.together.routing.models import Learned, Measured


class Command(BaseCommand):
    help = (
        "Learns the words of this instance anew and measures every post by them. It can be interrupted: the same "
        "command goes on. Workers that run help with it."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="the closing figures as JSON on the last line"
        )

    def handle(self, **given: object) -> None:
        begun = time.perf_counter()
        build(now=timezone.now(), told=self._say)
        used = Learned.objects.filter(state=Learned.State.IN_USE).values_list("pk", "texts").first()
        learned_id, texts = used or (None, 0)
        figures = {
            "texts": texts,
            "posts": Measured.objects.filter(learned=learned_id).count(),
            "seconds": round(time.perf_counter() - begun, 1),
            "peak_mb": getrusage(RUSAGE_SELF).ru_maxrss // 1024,
        }
        self.stdout.write(
            "{posts:,} posts measured, by the words of {texts:,} questions; {seconds} s, at most {peak_mb} MB".format(
                **figures
            )
        )
        if given["json"]:
            self.stdout.write(json.dumps(figures))

    def _say(self, progress: Progress) -> None:
        if not progress.parts:
            self.stderr.write("Learning the words …")
        else:
            self.stderr.write(f"Measuring: {progress.done} of {progress.parts} parts")
