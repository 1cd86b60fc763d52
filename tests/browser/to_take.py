"""A program: gives somebody a mentor page, so that there is something to take along."""

import django

django.setup()

from django.utils import timezone  # noqa: E402  Django has to be set up first

from slashmentor.base.jobs import run_waiting  # noqa: E402  same
from slashmentor.parts.mentors import actions  # noqa: E402  same
from tests.browser.grown import member  # noqa: E402  same
from tests.cast import AN_OFFER  # noqa: E402  same


def main():
    torvi = member("torvi", "Torvi <b>Ø</b>")
    now = timezone.now()
    offer = actions.save(torvi, by=torvi, said={**AN_OFFER, "places": 1}, now=now)
    actions.publish(offer, by=torvi, now=now)
    run_waiting(now=now, raising=False)


if __name__ == "__main__":
    main()
