"""What changes members: joining, claiming, changing oneself, leaving. One file per verb."""

from slashmentor.commons.people.actions.change import change_profile, change_settings
from slashmentor.commons.people.actions.claim import claim, decline, grant
from slashmentor.commons.people.actions.invite import invite, open_invitation, take_back
from slashmentor.commons.people.actions.join import join, let_in, turn_away
from slashmentor.commons.people.actions.leave import leave
from slashmentor.commons.people.actions.merge import merge
from slashmentor.commons.people.actions.picture import remove_picture, show_picture

__all__ = [
    "change_profile",
    "change_settings",
    "claim",
    "decline",
    "grant",
    "invite",
    "join",
    "leave",
    "let_in",
    "merge",
    "open_invitation",
    "remove_picture",
    "show_picture",
    "take_back",
    "turn_away",
]
