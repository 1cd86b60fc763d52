"""First questions that wait for a welcome, and where somebody welcomes."""

from datetime import datetime

from slashmentor.commons.people.models import Member

from ..models import Greeter, Greeting

AT_ONCE = 20


def find_first_questions(member: Member, *, now: datetime) -> list[Greeting]:
    """Those that wait where `member` welcomes, the longest waiting first; walks along `greeting_waits`."""
    return list(
        Greeting.objects.filter(
            community__greeters__member=member,
            greeted_at=None,
            until__gt=now,
            question__deleted_at=None,
        )
        .exclude(question__author=member)
        .select_related("question", "question__author", "community")
        .order_by("until", "pk")[:AT_ONCE]
    )


def where_they_greet(member: Member) -> list[Greeter]:
    """The communities where `member` welcomes first questions, by name."""
    return list(Greeter.objects.filter(member=member).select_related("community").order_by("community__name"))
