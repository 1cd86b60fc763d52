"""A program: says how far the news of each question has come, once the queue has nothing left that is due."""

import sys

import django

django.setup()

from slashmentor.base.jobs import run_waiting  # noqa: E402  Django has to be set up first
from slashmentor.together.routing.models import Way  # noqa: E402  same


def main():
    run_waiting()
    for way in Way.objects.select_related("question").order_by("pk"):
        sys.stdout.write(f"{way.question.title}: {way.state}\n")


if __name__ == "__main__":
    main()
