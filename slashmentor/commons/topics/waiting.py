"""What of topics waits for moderators: how many descriptions and other names are suggested where they look after."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from slashmentor.base.pages.addresses import url
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.inbox import MOST, Waiting, inbox

from .queries import HowMany, find_how_many_wait


@inbox(_("Suggested for topics"), order=60)
def suggested(communities: list[Community], viewer: Member) -> list[Waiting]:
    """A line for each community and kind; not what the moderator suggested, about which others decide."""
    return [
        Waiting(
            title=_words(one),
            note="",
            address=url("topics:suggested", query={"in": one.community_slug}),
            community=one.community_name,
            at=one.since,
            number=one.number,
        )
        for one in find_how_many_wait(communities, but_of=viewer)[:MOST]
    ]


def _words(one: HowMany) -> str:
    words = (
        ngettext("%(num)s description of a topic", "%(num)s descriptions of topics", one.number)
        if one.kind == "description"
        else ngettext("%(num)s other name of a topic", "%(num)s other names of topics", one.number)
    )
    return words % {"num": one.number}
