"""What is done with publications."""

from slashmentor.commons.publications.actions.bring import bring, bring_dois, bring_file
from slashmentor.commons.publications.actions.keep import hide, remove, remove_all, show_on_page
from slashmentor.commons.publications.actions.know import decline, know, take_up_again
from slashmentor.commons.publications.actions.orcid import ask_orcid

__all__ = [
    "ask_orcid",
    "bring",
    "bring_dois",
    "bring_file",
    "decline",
    "hide",
    "know",
    "remove",
    "remove_all",
    "show_on_page",
    "take_up_again",
]
