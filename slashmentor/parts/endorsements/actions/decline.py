from datetime import datetime

from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry

from ..models import Declined


def decline(question: Entry, *, by: Member, now: datetime) -> None:
    """Be asked no more whether the answers to a question helped."""
    Declined.objects.get_or_create(member=by, question=question, defaults={"at": now})
