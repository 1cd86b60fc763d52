"""Badges for mentoring: pages and requests (rules.md, "Badges")."""

from typing import Any

from django.db.models import QuerySet

from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships.lifecycle import State
from slashmentor.parts.mentorships.models import Request

from .scope import Scope


def with_an_open_page(scope: Scope) -> QuerySet[Any, Any]:
    """Whose mentor page others can see."""
    pages = Offer.objects.filter(published_at__isnull=False, removed_at=None)
    return scope.of(pages, "member").values("member")


def said_yes(scope: Scope) -> QuerySet[Any, Any]:
    """Mentors who accepted a request. The badge is theirs and not the asker's: it thanks for a deed, as all of them
    do, and being accepted is nothing that one does, nor anything that others should read on one's page.
    """
    accepted = Request.objects.filter(state__in=[State.ACCEPTED, State.ENDED])
    return scope.of(accepted, "mentor").values("mentor")
