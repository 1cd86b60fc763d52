from .describe import decide_description, describe, suggest_description
from .merge import merge, rename
from .synonyms import decide_synonym, suggest_synonym
from .take_up import Term, take_up

__all__ = [
    "Term",
    "decide_description",
    "decide_synonym",
    "describe",
    "merge",
    "rename",
    "suggest_description",
    "suggest_synonym",
    "take_up",
]
