"""The only door to other servers: `fetch(url)`. Nothing else in this project may import an HTTP client (the
linter holds it: `banned-api` in pyproject.toml).

Whoever gives an address may be hostile, and so may the server there. So a fetch as a whole has a deadline, an end
and a few redirects; it goes to public addresses only, and to exactly the address that was checked; it brings no
cookies and says who it is. Call it from a job, never while somebody waits for a page.
"""

from slashmentor.base.fetch.door import OUTSIDE, Door, Fetched
from slashmentor.base.fetch.errors import (
    Forbidden,
    NotFetched,
    NotThere,
    TooLarge,
    TooSlow,
    Unchanged,
    Unreachable,
)
from slashmentor.base.fetch.urls import tidied

fetch = OUTSIDE.fetch

__all__ = [
    "OUTSIDE",
    "Door",
    "Fetched",
    "Forbidden",
    "NotFetched",
    "NotThere",
    "TooLarge",
    "TooSlow",
    "Unchanged",
    "Unreachable",
    "fetch",
    "tidied",
]
