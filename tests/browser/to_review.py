"""A program: lets four newcomers ask, so that there is something to review."""

import django

django.setup()

from django.utils import timezone  # noqa: E402  Django has to be set up first

from slashmentor.base.jobs import run_waiting  # noqa: E402  same
from slashmentor.commons.communities.models import Community  # noqa: E402  same
from slashmentor.parts.questions import actions  # noqa: E402  same
from tests.browser.grown import member  # noqa: E402  same


def main():
    for number, name in enumerate(["Nia", "Ole", "Pia", "Quin"]):
        actions.ask(
            Community.objects.get(slug="academia"),
            by=member(name.lower(), name),
            title=f"What would you do in my first year, in case {number}?",
            body="I am new here, and would like to know how others began, and what they would leave out now.",
            topics=["statistics"],
            now=timezone.now(),
        )
    run_waiting(now=timezone.now(), raising=False)


if __name__ == "__main__":
    main()
