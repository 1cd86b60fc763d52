from .comment import Comment, CommentVote
from .entry import Answer, Entry, Question
from .keeping import Bookmark, Following
from .link import Link
from .reading import View
from .revision import Revision
from .tagging import Tagging
from .vote import BroughtVote, Vote

__all__ = [
    "Answer",
    "Bookmark",
    "BroughtVote",
    "Comment",
    "CommentVote",
    "Entry",
    "Following",
    "Link",
    "Question",
    "Revision",
    "Tagging",
    "View",
    "Vote",
]
