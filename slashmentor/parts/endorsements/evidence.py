"""Endorsements as evidence that somebody knows a topic (commons/topics/evidence.py)."""

from urllib.parse import urlencode

from django.utils.translation import ngettext

from slashmentor.commons.topics.evidence import Evidence, evidence

from .queries import endorsed, find_most_endorsed

# One in words tells more than a vote; twenty tell more than two, but not ten times as much.
_EACH = 1.5
_MOST = 6.0


def weight(people: int) -> float:
    """How much it tells that so many people say it helped them; whoever says it often counts once."""
    return min(_MOST, _EACH * people)


def who_is_endorsed_most(topic: int, most: int) -> dict[int, float]:
    return {one.member_id: weight(one.people) for one in find_most_endorsed(topic, most=most)}


@evidence("endorsements", order=30, facts=endorsed, strongest=who_is_endorsed_most)
def endorsements(handle: str, topic: str, people: int) -> Evidence:
    """How many people say it, and the way to what they say."""
    words = ngettext("%(num)s person says it helped", "%(num)s people say it helped", people)
    address = f"/@{handle}/endorsements?{urlencode({'topic': topic})}"
    return Evidence(words % {"num": people}, weight(people), address)
