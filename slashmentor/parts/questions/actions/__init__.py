from .accept import accept, unaccept
from .again import TWICE
from .answer import answer
from .ask import ask
from .ask_anonymously import ask_anonymously
from .ballots import take_back_ballot
from .bounty import award_bounty, give_back_bounty, offer_bounty
from .close import leave_open, vote_to_close
from .comment import comment, delete_comment, edit_comment, find_useful
from .count_waiting import count_waiting_votes
from .delete import delete, undelete
from .edit import edit, roll_back
from .forget_askers import forget_askers
from .greet import ask_greeters, greet, greet_here, stop_greeting
from .judge import improve, judge
from .keep import follow, keep, let_go, unfollow
from .lock import lock, unlock
from .make_wiki import end_wiki, make_wiki
from .move import move
from .note import note, tick_off
from .open_seal import ask_to_open, decline_opening, open_seal, who_asked
from .protect import protect, unprotect
from .reopen import leave_closed, vote_to_reopen
from .suggest import suggest, withdraw
from .suspect import suspect
from .vote import vote
from .vote_away import vote_to_delete, vote_to_undelete

__all__ = [
    "TWICE",
    "accept",
    "answer",
    "ask",
    "ask_anonymously",
    "ask_greeters",
    "ask_to_open",
    "award_bounty",
    "comment",
    "count_waiting_votes",
    "decline_opening",
    "delete",
    "delete_comment",
    "edit",
    "edit_comment",
    "end_wiki",
    "find_useful",
    "follow",
    "forget_askers",
    "give_back_bounty",
    "greet",
    "greet_here",
    "improve",
    "judge",
    "keep",
    "leave_closed",
    "leave_open",
    "let_go",
    "lock",
    "make_wiki",
    "move",
    "note",
    "offer_bounty",
    "open_seal",
    "protect",
    "roll_back",
    "stop_greeting",
    "suggest",
    "suspect",
    "take_back_ballot",
    "tick_off",
    "unaccept",
    "undelete",
    "unfollow",
    "unlock",
    "unprotect",
    "vote",
    "vote_to_close",
    "vote_to_delete",
    "vote_to_reopen",
    "vote_to_undelete",
    "who_asked",
    "withdraw",
]
