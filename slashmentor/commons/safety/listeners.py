"""What hosts and moderators decide elsewhere in this layer, written into the public log."""

from itertools import chain
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import subjects
from slashmentor.commons.happenings import hears

from .actions.record import record


@hears("members.merged")
def log_merge(happening: Any) -> None:
    """Only what a host decided: that a proven claim brought an imported name home is nobody's decision."""
    if happening.by is not None and happening.about is not None:
        record(
            "members.merged",
            about=happening.about,
            member=happening.about,
            community_id=None,
            reason=_("They belong to one person"),
            by=happening.by,
            now=happening.at,
        )


@hears("community.settled")
def log_settings(happening: Any) -> None:
    if happening.about is not None:
        changed = capfirst(", ".join(_in_words(name) for name in happening.data.get("changed", ())))
        record(
            "community.settled",
            about=happening.about,
            community_id=happening.about_id,
            reason=changed or _("Its words"),
            by=happening.by,
            now=happening.at,
        )


def _in_words(changed: str) -> str:
    """What a setting or a number of a community is called on the page where it is changed."""
    if changed == "close_reasons":
        return _("the reasons why something is off-topic")
    for number in chain.from_iterable(each.numbers for each in subjects()):
        if number.name == changed:
            return str(number.says)
    names = {field.name: str(field.verbose_name) for field in Community._meta.fields}
    return names.get(changed, changed)
