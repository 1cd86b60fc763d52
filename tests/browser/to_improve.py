"""A program: suggests edits of what stands in the grown instance, so that there is something to judge."""

import django

django.setup()

from django.utils import timezone  # noqa: E402  Django has to be set up first

from slashmentor.parts.questions import actions  # noqa: E402  same
from slashmentor.parts.questions.models import Entry  # noqa: E402  same
from tests.browser.grown import member  # noqa: E402  same


def main():
    first = Entry.objects.get(pk=1)
    actions.suggest(
        first,
        by=member("sugi", "Sugi Suggests"),
        body=f"{first.body}\n\nThe journal allows changes to captions in the proofs.",
        summary="what the journal says",
        now=timezone.now(),
    )


if __name__ == "__main__":
    main()
