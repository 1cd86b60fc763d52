"""How much one may ask and answer, and what newcomers leave out for now (rules.md, "Votes and rates")."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import escape

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.text.render import Rendered
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.privileges import Position, Privilege, what_is_missing
from slashmentor.commons.topics.models import Topic, TopicHere

from ..models import Entry

FIRST_DAY = timedelta(hours=24)


def refuse_too_many_questions(by: Member, position: Position, *, now: datetime) -> None:
    """6 in 24 hours, 50 in 30 days; 3 on an account's first day; 40 minutes between two of the same newcomer."""
    if position.looks_after:
        return
    numbers = position.numbers
    asked = Entry.objects.filter(author=by, kind=Entry.Kind.QUESTION, created_at__lte=now)
    in_a_day = asked.filter(created_at__gt=now - timedelta(hours=24)).count()
    if now - by.joined_at < FIRST_DAY and in_a_day >= numbers["first_day.questions"]:
        raise Refused(_too_many(in_a_day, _("on the first day of an account")))
    if in_a_day >= numbers["ask.in_24_hours"]:
        raise Refused(_too_many(in_a_day, _("in 24 hours")))
    in_a_month = asked.filter(created_at__gt=now - timedelta(days=30)).count()
    if in_a_month >= numbers["ask.in_30_days"]:
        raise Refused(_too_many(in_a_month, _("in 30 days")))
    pause = timedelta(minutes=numbers["ask.newcomer_minutes"])
    if position.reputation < numbers["ask.newcomer_below"]:
        last = (
            asked.filter(created_at__gt=now - pause)
            .order_by("-created_at")
            .values_list("created_at", flat=True)
            .first()
        )
        if last is not None:
            minutes = max(1, round((last + pause - now).total_seconds() / 60))
            raise Refused(
                ngettext(
                    "You asked a moment ago. The next question can come in %(minutes)s minute; your words are kept.",
                    "You asked a moment ago. The next question can come in %(minutes)s minutes; your words are kept.",
                    minutes,
                )
                % {"minutes": minutes}
            )


def refuse_too_many_answers(by: Member, position: Position, *, now: datetime) -> None:
    """10 on an account's first day."""
    if position.looks_after or now - by.joined_at >= FIRST_DAY:
        return
    answered = Entry.objects.filter(author=by, kind=Entry.Kind.ANSWER, created_at__gt=now - FIRST_DAY).count()
    if answered >= position.numbers["first_day.answers"]:
        raise Refused(
            _(
                "You gave %(count)s answers on your first day here, which is a lot of help. There is more time tomorrow."
            )
            % {"count": answered}
        )


def refuse_newcomers_extras(
    rendered: Rendered, topics: Sequence[str], position: Position, *, had: str = ""
) -> None:
    """More than two links, pictures, and new topics open with points. Raises Invalid beside the field.

    What stood there before (`had`, its HTML) isn't what a newcomer adds who edits it.
    """
    errors: dict[str, str] = {}
    if not position.may(Privilege.NO_LIMITS):
        most = position.numbers["links.of_newcomers"]
        new_links = any(f'href="{escape(link)}"' not in had for link in rendered.links)
        new_pictures = rendered.html.count("<img") > had.count("<img")
        if new_pictures or (new_links and len(rendered.links) > most):
            errors["body"] = what_is_missing(position, Privilege.NO_LIMITS)
    if topics and not position.may(Privilege.TOPICS):
        known = set(Topic.objects.filter(name__in=topics).values_list("name", flat=True))
        new = [name for name in topics if name not in known]
        if new and _has_topics(position):
            errors["topics"] = _("There is no topic called %(names)s yet. %(missing)s") % {
                "names": ", ".join(new),
                "missing": what_is_missing(position, Privilege.TOPICS),
            }
    if errors:
        raise Invalid(errors)


def _has_topics(position: Position) -> bool:
    """A community that begins has none yet, so everybody makes them until there are some (ours)."""
    few = position.numbers.whole("topics.open_below")
    return TopicHere.objects.filter(community=position.community_id)[:few].count() >= few


def require_to_answer_protected(position: Position) -> None:
    """A protected question is answered by those who have earned 10 points here (an association bonus doesn't count)."""
    brought = Line.objects.filter(
        member=position.member_id, community=position.community_id, kind=Line.Kind.ASSOCIATION
    ).aggregate(sum=Sum("counted"))["sum"]
    if missing := missing_for_protected(position, brought or 0):
        raise Refused(missing)


def missing_for_protected(position: Position, brought: int) -> str:
    """What they miss to answer a protected question, whose association `brought` so many points; "" for nothing."""
    needs, earned = position.needs(Privilege.NO_LIMITS), max(1, position.reputation - brought)
    if position.looks_after or earned >= needs:
        return ""
    return ngettext(
        "This question is protected from hasty answers: answering it takes %(needs)s point earned here; you have %(have)s.",
        "This question is protected from hasty answers: answering it takes %(needs)s points earned here; you have %(have)s.",
        needs,
    ) % {"needs": needs, "have": earned}


def _too_many(count: int, span: str) -> str:
    return _(
        "You asked %(count)s questions %(span)s, which is as many as one can. Your words are kept; try again later."
    ) % {
        "count": count,
        "span": span,
    }
