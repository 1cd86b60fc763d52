"""Others who may be of help where one mentor isn't: read from the directory's lines alone."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import add

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.queries.blocks import blocked_with
from slashmentor.parts.mentors.models import Listing, Offer, Role
from slashmentor.parts.mentors.words import Kind, bits

from ..numbers import OTHERS

_TOPICS = 5  # of the mentor's, the first they named
_LOOKED_AT = 30  # best fits, of which those with a language in common are taken


def next_best(
    offer: Offer, by: Member | None, *, kind: str = "", now: datetime, most: int = OTHERS
) -> Sequence[Listing]:
    """At most `most` mentors with a place open now, who help with what this one helps with, best first.

    Counted are topics in common (twice), the kind of help that matters or else any in common. Nobody whom `by` blocks
    or who blocks them. Two queries beside those of the offer, three for a member.
    """
    topics = list(
        offer.topics.filter(role=Role.GIVES).order_by("place").values_list("topic__name", flat=True)[:_TOPICS]
    )
    kinds = bits(Kind, [kind] if kind else list(offer.kinds.values_list("kind", flat=True)))
    found = _with_room(now).exclude(offer=offer.pk).alias(shared=F("kinds").bitand(kinds))
    if by is not None:
        found = found.exclude(offer__member__in=blocked_with(by.pk) | {by.pk})
    fits: list[Combinable] = [
        _points(Q(words__contains=name.replace("-", " ").lower()), 2) for name in topics
    ]
    fits.append(_points(Q(shared__gt=0), 1))
    found = found.annotate(fit=reduce(add, fits)).filter(fit__gt=0).order_by("-fit", "answers_in", "pk")
    understood = set(by.languages if by is not None and by.languages else offer.languages)
    return [
        one
        for one in found[:_LOOKED_AT]
        if not understood or not one.languages or understood & set(one.languages)
    ][:most]


def _with_room(now: datetime) -> QuerySet[Listing]:
    """Those with a place open today."""
    today = now.date()
    return Listing.objects.filter(
        Q(until=None) | Q(until__gte=today),
        Q(away_until=None) | Q(away_until__lt=today),
        gone=False,
        paused=False,
        free__gt=0,
    )


def _points(when: Q, points: int) -> Combinable:
    return Case(When(when, then=Value(points)), default=Value(0), output_field=IntegerField())
