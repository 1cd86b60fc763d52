from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.base.text.render import render
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import Community, Moderator


def open_community(
    *, slug: str, name: str, tagline: str = "", about: str = "", by: Member | None, now: datetime
) -> Community:
    """Open a community. `by` None: the instance itself, for its first one.

    Raises Refused when `by` doesn't look after the instance, Invalid with a sentence for each wrong field.
    """
    if by is not None:
        allow(rules.can_open, by, or_say=_("Only those who run this instance open communities."))
    community = Community(slug=slug, name=name, tagline=tagline, about=about, created_at=now)
    check(community)
    with transaction.atomic():
        community.about_html = render(about).html
        community.save(force_insert=True)
        happened("community.opened", by=by, about=community, now=now)
    return community


def describe_community(
    community: Community, *, name: str, tagline: str, about: str, by: Member, now: datetime
) -> Community:
    """Change what a community says about itself: its moderators, and those who run the instance."""
    with transaction.atomic():
        found = Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        allow(rules.can_describe, by, found, or_say=_("Only its moderators can change this community."))
        found.name, found.tagline, found.about = name, tagline, about
        check(found)
        found.about_html = render(about).html
        found.save(update_fields=["name", "tagline", "about", "about_html"])
        happened("community.described", by=by, about=found, now=now)
    return found


def appoint(member: Member, community: Community, *, by: Member, now: datetime) -> None:
    """Make a member a moderator of a community. Twice is the same as once."""
    allow(rules.can_appoint, by, community, or_say=_("Only those who run this instance appoint moderators."))
    with transaction.atomic():
        _moderator, new = Moderator.objects.get_or_create(
            community=community, member=member, defaults={"since": now}
        )
        if new:
            happened("moderator.appointed", by=by, about=community, now=now, member=member.pk)


def dismiss(member: Member, community: Community, *, by: Member, now: datetime) -> None:
    """A member looks after a community no longer."""
    allow(rules.can_appoint, by, community, or_say=_("Only those who run this instance dismiss moderators."))
    with transaction.atomic():
        gone, _each = Moderator.objects.filter(community=community, member=member).delete()
        if gone:
            happened("moderator.dismissed", by=by, about=community, now=now, member=member.pk)


def open_the_first(*, now: datetime) -> Community | None:
    """Give an instance that has no community yet one to begin with, so that somebody can ask. None: it has one."""
    with transaction.atomic():
        if Community.objects.exists():
            return None
        return open_community(
            slug="academia",
            name=_("Academia"),
            tagline=_("Life and work at universities, at every stage"),
            by=None,
            now=now,
        )


def check(community: Community) -> None:
    try:
        community.full_clean()
    except ValidationError as error:
        raise Invalid(
            {field: " ".join(messages) for field, messages in error.message_dict.items()}
        ) from error
