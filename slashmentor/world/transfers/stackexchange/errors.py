"""What can be wrong with a dump."""

from slashmentor.base.errors import ForPeople


class Unusable(ForPeople):
    """The dump can't be brought in as it is; `sentence` says why, and what would help."""
