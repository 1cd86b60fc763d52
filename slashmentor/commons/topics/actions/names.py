import re

from django.core.exceptions import ValidationError

from slashmentor.base.errors import Invalid
from slashmentor.base.text.fold import fold

from ..models import Topic
from ..words import SMALL_WORDS

NAME_AT_MOST = 35
_WORD = re.compile(r"[^\W_]+")


def checked_name(name: str) -> str:
    """A topic's name in its normal form: "/Peer review" becomes peer-review. Raises Invalid beside `name`."""
    name = "-".join(name.strip().lstrip("/#").lower().split())
    try:
        Topic._meta.get_field("name").clean(name, None)
    except ValidationError as error:
        raise Invalid({"name": " ".join(error.messages)}) from error
    return name


def name_for(label: str) -> str:
    """The name that a topic called so in full has: whole words only, as many as fit, no small word at the end.

    "Physics of Superconductivity and Magnetism" becomes physics-of-superconductivity; "" when nothing can be kept.
    """
    words: list[str] = []
    found = _WORD.findall(fold(label).replace("'", "").replace("’", ""))
    for word in found:
        if len("-".join([*words, word])) > NAME_AT_MOST:
            break
        words.append(word)
    while len(words) > 1 and words[-1] in SMALL_WORDS:
        words.pop()
    return "-".join(words) or "".join(found[:1])[:NAME_AT_MOST]


def cut(name: str, ending: str) -> str:
    """The name with an ending, shortened by whole words so that both fit; a name of one long word by letters."""
    room = NAME_AT_MOST - len(ending)
    if len(name) > room:
        name = name[: room + 1].rpartition("-")[0] or name[:room]
    return f"{name}{ending}"
