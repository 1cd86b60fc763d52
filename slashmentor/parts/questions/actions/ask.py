from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.base.text.render import Rendered
from slashmentor.base.text.slug import slugify_title
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require

from .. import rules
from ..models import Entry, Persona, Revision
from .again import sent_before
from .following_up import link_questions
from .greet import begin_first_day
from .measure import refuse_newcomers_extras, refuse_too_many_questions
from .writing import checked_body, checked_title, checked_topics, count_in_community, give_topics, refuse


class Words(NamedTuple):
    """What a question is to say: checked, and rendered."""

    title: str
    body: str
    rendered: Rendered
    topics: list[str]


def ask(
    community: Community,
    *,
    by: Member,
    title: str,
    body: str,
    topics: Sequence[str],
    now: datetime,
    once_within: timedelta = timedelta(0),
) -> Entry:
    """Ask a question in a community. Returns it; the one asked before, when the same words came `once_within`.

    Raises Refused, or Invalid with a sentence for each of title, body and topics that can't be taken.
    """
    allow(rules.can_ask, by, community, or_say=_("Please log in to ask."))
    words = checked_words(title, body, topics)
    with transaction.atomic():
        position = position_of(by, community.pk)
        require(position, Privilege.CREATE, now=now)
        same = Entry.objects.filter(
            kind=Entry.Kind.QUESTION, community=community, title=words.title, body=words.body
        )
        if before := sent_before(same, by=by, now=now, within=once_within):
            return before
        refuse_too_many_questions(by, position, now=now)
        refuse_newcomers_extras(words.rendered, words.topics, position)
        question = place(community, words, by=by, now=now)
        begin_first_day(question, numbers=position.numbers, now=now)
        happened("question.asked", by=by, about=question, now=now, mentions=list(words.rendered.mentions))
    return question


def checked_words(title: str, body: str, topics: Sequence[str]) -> Words:
    """Raises Invalid with a sentence for each of title, body and topics that can't be taken."""
    errors: dict[str, str] = {}
    title = checked_title(title, errors)
    body, rendered = checked_body(body, errors)
    names = checked_topics(topics, errors)
    refuse(errors)
    assert rendered is not None
    return Words(title, body, rendered, names)


def place(
    community: Community, words: Words, *, by: Member | None, persona: Persona | None = None, now: datetime
) -> Entry:
    """Write a question, its first version and what counts it, in the caller's transaction. Asks nobody."""
    question = Entry.objects.create(
        kind=Entry.Kind.QUESTION,
        community=community,
        author=by,
        author_name=persona.name if persona else "",
        persona=persona,
        title=words.title,
        slug=slugify_title(words.title),
        body=words.body,
        body_html=words.rendered.html,
        excerpt=words.rendered.excerpt,
        topic_names=words.topics,
        created_at=now,
        active_at=now,
    )
    give_topics(question, words.topics, now=now)
    Revision.objects.create(
        entry=question,
        number=1,
        title=words.title,
        body=words.body,
        topic_names=words.topics,
        by=by,
        at=now,
    )
    count_in_community(community.pk, questions=1)
    link_questions(question.pk, words.rendered.links, now=now)
    return question
