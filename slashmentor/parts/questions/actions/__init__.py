from .accept import accept, unaccept
from .again import TWICE
from .answer import answer
from .ask import ask
from .comment import comment, delete_comment, edit_comment, find_useful
from .delete import delete, undelete
from .edit import edit
from .keep import follow, keep, let_go, unfollow
from .vote import vote

__all__ = [
    "TWICE",
    "accept",
    "answer",
    "ask",
    "comment",
    "delete",
    "delete_comment",
    "edit",
    "edit_comment",
    "find_useful",
    "follow",
    "keep",
    "let_go",
    "unaccept",
    "undelete",
    "unfollow",
    "vote",
]
