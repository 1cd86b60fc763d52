"""A program: lets somebody offer help with lichens, in German."""

import django

django.setup()

from django.utils import timezone  # noqa: E402  Django has to be set up first

from slashmentor.parts.mentors import actions  # noqa: E402  same
from tests.browser.grown import member  # noqa: E402  same


def main():
    now = timezone.now()
    for handle, name, languages in (("lenore", "Lenore Ahn", ["de"]), ("magnus", "Magnus Elf", ["sv"])):
        mentor = member(handle, name)
        said = {
            "lede": "I looked at lichens for thirty years. They take their time, and so may you.",
            "gives": ["lichens"],
            "languages": languages,
            "hours": [(1, 540, 720)],
        }
        actions.publish(actions.save(mentor, by=mentor, said=said, now=now), by=mentor, now=now)


if __name__ == "__main__":
    main()
