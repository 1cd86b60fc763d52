"""How a command says that it could not do its work."""


class Failed(Exception):
    """The work failed; the text is one line that a person can act on. Exit status 1."""
