from .bounty import Bounty
from .closing import Advice, Ballot, CloseReason, Reason, Sweeping
from .comment import Comment, CommentVote
from .entry import Answer, Entry, Question
from .keeping import Bookmark, Following
from .kindness import Greeter, Greeting, Lack, Suspicion, VoteNote
from .link import Link
from .persona import Opening, Persona, SealedAsker
from .reading import View
from .revision import Revision
from .suggestion import Judgement, Suggestion
from .tagging import Tagging
from .vote import BroughtVote, Vote

__all__ = [
    "Advice",
    "Answer",
    "Ballot",
    "Bookmark",
    "Bounty",
    "BroughtVote",
    "CloseReason",
    "Comment",
    "CommentVote",
    "Entry",
    "Following",
    "Greeter",
    "Greeting",
    "Judgement",
    "Lack",
    "Link",
    "Opening",
    "Persona",
    "Question",
    "Reason",
    "Revision",
    "SealedAsker",
    "Suggestion",
    "Suspicion",
    "Sweeping",
    "Tagging",
    "View",
    "Vote",
    "VoteNote",
]
