"""What people said about topics and know of them, when two accounts become one."""

from datetime import datetime

from slashmentor.commons.people.data import merges, moves
from slashmentor.commons.people.models import Member

from .expertise.actions import keep_known, take_in
from .models import Expertise

moves(
    "topics.topichere.edited_by",
    "topics.topicedit.by",
    "topics.description.by",
    "topics.description.decided_by",
    "topics.synonym.by",
    "topics.synonym.decided_by",
)


@merges("topics.expertise.member")
def merge_expertise(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """Of a topic that both listed, the stronger level holds, the longer time and the first words."""
    mine = {one.topic_id: one for one in Expertise.objects.filter(member=into)}
    for theirs in Expertise.objects.filter(member=gone, topic__in=list(mine)):
        take_in(mine[theirs.topic_id], theirs)
    Expertise.objects.filter(member=gone).update(member=into)
    keep_known(into)
