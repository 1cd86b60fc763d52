"""Which list of questions an address asks for, and the orders of it as tabs."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Shown:
    """Which list, as its address says."""

    sort: str
    number: int
    topic: str = ""
    community: str = ""

    @property
    def key(self) -> str:
        return f"list:{self.sort}:{self.number}:{self.community}:{self.topic}"

    @property
    def query(self) -> dict[str, str]:
        return {"sort": self.sort} if self.sort != "new" else {}


def tabs(path: str, query: dict[str, str], shown: Shown) -> list[tuple[str, str, bool]]:
    """The sorts as links with addresses, for the component of that name."""
    labels = {
        "new": _("Newest"),
        "active": _("Active"),
        "unanswered": _("Unanswered"),
        "votes": _("Most useful"),
        "hot": _("Hot"),
        "bounties": _("With a bounty"),
    }
    made = []
    for sort, label in labels.items():
        words = urlencode({**query, **({"sort": sort} if sort != "new" else {})})
        made.append((label, path + (f"?{words}" if words else ""), sort == shown.sort))
    return made
