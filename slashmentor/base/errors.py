"""What can go wrong in a way that a person should read about. Pages and the API turn these into statuses."""

from collections.abc import Mapping


class ForPeople(Exception):
    """An error whose `sentence` is written for the person who caused it or met it."""

    status = 400

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(ForPeople):
    """They may see the thing, but not do that; the sentence gives the reason."""

    status = 403


class Invalid(ForPeople):
    """What was sent can't be taken as it is: a sentence for each field, `""` for the whole form."""

    status = 400

    def __init__(self, errors: Mapping[str, str] | str) -> None:
        self.errors: dict[str, str] = {"": errors} if isinstance(errors, str) else dict(errors)
        super().__init__(" ".join(self.errors.values()))


class Busy(ForPeople):
    """Too often, too fast: it works again in `seconds`."""

    status = 429

    def __init__(self, sentence: str, *, seconds: int = 60) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Failed(ForPeople):
    """The work of a command could not be done; one line that its host can act on. Exit status 1."""

    status = 500
