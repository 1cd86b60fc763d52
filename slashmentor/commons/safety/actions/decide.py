from datetime import datetime

from django.db import transaction

from slashmentor.commons.people.models import Member

from ..gates import require_moderator, require_no_tie
from ..models import Flag
from .record import checked_words, refuse
from .settle import settle


def decide(flag: Flag, *, by: Member, helpful: bool, answer: str = "", now: datetime) -> list[Flag]:
    """Say of a flag, and of all open ones of its sort on the same thing, whether it was right; those decided.

    `answer` goes to whoever flagged. Raises Refused for all but the moderators, and for one who wrote the thing or
    flagged it as long as another one is there.
    """
    errors: dict[str, str] = {}
    answer = checked_words(answer, errors, most=600, field="answer")
    refuse(errors)
    with transaction.atomic():
        require_moderator(by, flag.community_id, now=now)
        same = Flag.objects.filter(
            about_kind=flag.about_kind, about_id=flag.about_id, harm=flag.harm, decided_at=None
        )
        tied: set[int | None] = {pk for pair in same.values_list("by", "member") for pk in pair}
        require_no_tie(by, tied, flag.community_id, now=now)
        outcome = Flag.Outcome.HELPFUL if helpful else Flag.Outcome.DECLINED
        return settle(same, outcome=outcome, answer=answer, by=by, now=now)
