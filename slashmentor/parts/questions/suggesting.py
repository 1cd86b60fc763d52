"""Topics that a member answered on, suggested as what they know."""

from django.utils.translation import ngettext

from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic
from slashmentor.commons.topics.suggesting import Suggested, suggests_topics

from .queries.answered import find_answered_topics

MOST = 12


@suggests_topics("answers", order=10)
def answered_on(member: Member) -> list[Suggested]:
    """Those of which the most answers were found useful first; their own questions don't count."""
    return [
        Suggested(
            Topic(pk=one.topic_id, name=one.topic, label=one.label),
            ngettext(
                "You answered %(num)s question on it", "You answered %(num)s questions on it", one.answers
            )
            % {"num": one.answers},
        )
        for one in find_answered_topics(member.pk, most=MOST)
    ]
