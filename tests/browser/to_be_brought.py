"""A program: lets somebody who knows gardens be asked about them."""

import django

django.setup()

from django.utils import timezone  # noqa: E402  Django has to be set up first

from slashmentor.commons.communities.models import Community  # noqa: E402  same
from slashmentor.commons.topics.expertise.actions import list_expertise  # noqa: E402  same
from slashmentor.parts.questions import actions  # noqa: E402  same
from tests.browser.grown import member  # noqa: E402  same


def main():
    now = timezone.now()
    fay, sol = member("fay", "Fay Lindqvist"), member("sol", "Sol Aranda")
    list_expertise(fay, by=fay, levels={"gardens": "expert"}, now=now)
    for title in ("Which of the old plots may we dig up?", "Who counts the bees of a botanical garden?"):
        actions.ask(
            Community.objects.get(slug="academia"),
            by=sol,
            title=title,
            body="We have forty beds from before the war, and nobody who remembers what they were for.",
            topics=["gardens"],
            now=now,
        )


if __name__ == "__main__":
    main()
