"""What can be decided, in words for the public log, and how it is undone when an appeal is right.

verb("post.locked", _("Locked a post"), undo=unlock)     # in a module that the app's `ready()` imports
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Undo = Callable[..., None]  # (decision, *, by, now)


@dataclass(frozen=True)
class Verb:
    """One kind of decision. Without `undo` an appeal that is right is answered in words only."""

    says: str | Promise
    undo: Undo | None = None


_verbs: dict[str, Verb] = {}


def verb(name: str, says: str | Promise, *, undo: Undo | None = None) -> None:
    _verbs[name] = Verb(says, undo)


def says(name: str) -> str:
    """What the log says of it; the name itself of one that no app knows any more."""
    return str(_verbs[name].says) if name in _verbs else name


def undo_of(decision: Any) -> Undo | None:
    found = _verbs.get(decision.verb)
    return found.undo if found is not None else None


verb("member.told", _("Wrote to the author of a post"))
verb("member.unsuspended", _("Lifted a suspension"))
verb("members.merged", _("Merged two accounts of one person"))
verb("community.settled", _("Changed the settings of the community"))
