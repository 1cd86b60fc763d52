"""Why a page could not be fetched, each with a sentence for who gave its address."""

from django.utils.translation import gettext as _

from slashmentor.base.errors import ForPeople


class NotFetched(ForPeople):
    """Whatever the reason was; catch this one to say it."""

    status = 502


class Forbidden(NotFetched):
    """The address is none that we go to: no web page, a port of its own, or a place inside a network."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("That address leads to no public web page."))


class Unreachable(NotFetched):
    """Nobody of that name, nobody answers, or not in a way that we understand."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("Nothing answers at that address."))


class NotThere(NotFetched):
    """The server answers, but not with a page."""

    def __init__(self, answered: int) -> None:
        super().__init__(_("The server there answers %(status)s instead of a page.") % {"status": answered})
        self.answered = answered


class Unchanged(NotFetched):
    """The page is the one that whoever asks knows already."""

    def __init__(self) -> None:
        super().__init__(_("The page is as it was."))


class TooSlow(NotFetched):
    def __init__(self) -> None:
        super().__init__(_("The server there took too long to answer."))


class TooLarge(NotFetched):
    def __init__(self) -> None:
        super().__init__(_("The page there is larger than we read."))
