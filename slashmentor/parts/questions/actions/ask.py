from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.base.text.slug import slugify_title
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require

from .. import rules
from ..models import Entry, Revision
from .again import sent_before
from .following_up import link_questions
from .measure import refuse_newcomers_extras, refuse_too_many_questions
from .writing import checked_body, checked_title, checked_topics, count_in_community, give_topics, refuse


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
    errors: dict[str, str] = {}
    title = checked_title(title, errors)
    body, rendered = checked_body(body, errors)
    names = checked_topics(topics, errors)
    refuse(errors)
    assert rendered is not None
    with transaction.atomic():
        position = position_of(by, community.pk)
        require(position, Privilege.CREATE, now=now)
        same = Entry.objects.filter(kind=Entry.Kind.QUESTION, community=community, title=title, body=body)
        if before := sent_before(same, by=by, now=now, within=once_within):
            return before
        refuse_too_many_questions(by, position, now=now)
        refuse_newcomers_extras(rendered, names, position)
        question = Entry.objects.create(
            kind=Entry.Kind.QUESTION,
            community=community,
            author=by,
            title=title,
            slug=slugify_title(title),
            body=body,
            body_html=rendered.html,
            excerpt=rendered.excerpt,
            topic_names=names,
            created_at=now,
            active_at=now,
        )
        give_topics(question, names, now=now)
        Revision.objects.create(
            entry=question, number=1, title=title, body=body, topic_names=names, by=by, at=now
        )
        count_in_community(community.pk, questions=1)
        link_questions(question.pk, rendered.links, now=now)
        happened("question.asked", by=by, about=question, now=now, mentions=list(rendered.mentions))
    return question
