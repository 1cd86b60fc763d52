"""Members, and how people become one."""

from slashmentor.commons.people.models.being import FormerHandle, Proof
from slashmentor.commons.people.models.joining import Claim, Invitation, Waiting
from slashmentor.commons.people.models.member import (
    HANDLE,
    RESERVED_HANDLES,
    BroughtAccount,
    Member,
    MemberManager,
    MemberQuerySet,
    Stage,
    Theme,
    check_handle,
    check_time_zone,
    initials_of,
)

__all__ = [
    "HANDLE",
    "RESERVED_HANDLES",
    "BroughtAccount",
    "Claim",
    "FormerHandle",
    "Invitation",
    "Member",
    "MemberManager",
    "MemberQuerySet",
    "Proof",
    "Stage",
    "Theme",
    "Waiting",
    "check_handle",
    "check_time_zone",
    "initials_of",
]
