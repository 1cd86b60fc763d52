"""A program: lets somebody have a mentor page with one place."""

import django

django.setup()

from django.utils import timezone  # noqa: E402  Django has to be set up first

from slashmentor.parts.mentors import actions  # noqa: E402  same
from tests.browser.grown import member  # noqa: E402  same


def main():
    now = timezone.now()
    mentor = member("edda", "Edda Storm", stage="faculty", position="Professor of statistics")
    said = {
        "lede": "I spent ten years telling people their sample was too small. I would like to tell them earlier.",
        "kinds": {"development": "", "support": ""},
        "places": 1,
    }
    actions.publish(actions.save(mentor, by=mentor, said=said, now=now), by=mentor, now=now)


if __name__ == "__main__":
    main()
