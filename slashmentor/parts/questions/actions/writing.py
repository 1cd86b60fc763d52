"""What asking, answering and editing have in common: the words are checked, made into HTML, and topics found."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.errors import Invalid
from slashmentor.base.text.characters import TooLong, tidy
from slashmentor.base.text.render import Rendered, render
from slashmentor.commons.communities.models import Community
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.commons.topics.queries import main_names

from ..models import Entry, Tagging

TITLE_LENGTH = range(15, 151)
BODY_LENGTH = range(30, 30_001)
MOST_TOPICS = 5


def checked_title(title: str, errors: dict[str, str]) -> str:
    title = " ".join(tidy(title).split())
    if len(title) < TITLE_LENGTH.start:
        errors["title"] = ngettext(
            "A title needs at least %(least)s character, so that people know what you ask.",
            "A title needs at least %(least)s characters, so that people know what you ask.",
            TITLE_LENGTH.start,
        ) % {"least": TITLE_LENGTH.start}
    elif len(title) >= TITLE_LENGTH.stop:
        errors["title"] = _(
            "A title has at most %(most)s characters; this one has %(now)s. The details fit below."
        ) % {
            "most": TITLE_LENGTH.stop - 1,
            "now": len(title),
        }
    return title


def checked_body(body: str, errors: dict[str, str]) -> tuple[str, Rendered | None]:
    """The words as they are kept, and rendered; None when there is an error."""
    body = tidy(body).replace("\r\n", "\n").strip()
    if len(body) < BODY_LENGTH.start:
        errors["body"] = _("Please say a little more: at least %(least)s characters.") % {
            "least": BODY_LENGTH.start
        }
        return body, None
    if len(body) >= BODY_LENGTH.stop:
        errors["body"] = _("That is longer than a page can hold: %(now)s characters of at most %(most)s.") % {
            "most": BODY_LENGTH.stop - 1,
            "now": len(body),
        }
        return body, None
    try:
        return body, render(body, prefix=prefix_of(body))
    except TooLong as error:
        errors["body"] = str(error)
        return body, None


def checked_topics(names: Sequence[str], errors: dict[str, str]) -> list[str]:
    """1 to 5 names in their normal form (lower case, hyphens; a synonym's topic), each once, in the order given."""
    normal = [re.sub(r"[\s_]+", "-", tidy(name).strip().lower()) for name in names]
    topics = main_names([name for name in normal if name])
    if not topics:
        errors["topics"] = _("Please add at least one topic, so that the right people see this.")
    elif len(topics) > MOST_TOPICS:
        errors["topics"] = _("Five topics at most: the ones that whoever knows the answer would look under.")
    else:
        for name in topics:
            try:
                Topic._meta.get_field("name").run_validators(name)
            except ValidationError as error:
                errors["topics"] = f"“{name[:60]}”: {error.messages[0]}"
    return topics


def give_topics(question: Entry, names: Sequence[str], *, now: datetime) -> None:
    """Make the question's topics these, and keep every counter exact. Part of the caller's transaction."""
    wanted = _topics(names, now=now)
    had = {tagging.topic_id: tagging for tagging in question.taggings.all()}
    gone = [topic_id for topic_id in had if topic_id not in {topic.pk for topic in wanted}]
    new = [topic for topic in wanted if topic.pk not in had]
    question.taggings.filter(topic__in=gone).delete()
    Tagging.objects.bulk_create(
        Tagging(
            question=question,
            topic=topic,
            community_id=question.community_id,
            created_at=question.created_at,
            active_at=question.active_at,
            score=question.score,
            is_answered=question.is_answered,
            is_listed=question.deleted_at is None,
            is_open=question.closed_at is None,
        )
        for topic in new
    )
    if question.deleted_at is None:
        count_topics(question.community_id, gone, by=-1)
        count_topics(question.community_id, [topic.pk for topic in new], by=1)
    question.topic_names = [topic.name for topic in wanted]


def count_topics(community_id: int, topic_ids: Sequence[int], *, by: int) -> None:
    """One question more, or one less, in each of these topics."""
    if not topic_ids:
        return
    TopicHere.objects.bulk_create(
        (TopicHere(topic_id=topic_id, community_id=community_id) for topic_id in topic_ids),
        ignore_conflicts=True,
    )
    # In the order of their ids, so that two transactions never wait for each other crosswise.
    for topic_id in sorted(topic_ids):
        Topic.objects.filter(pk=topic_id).update(question_count=F("question_count") + by)
    TopicHere.objects.filter(community=community_id, topic__in=topic_ids).update(
        question_count=F("question_count") + by
    )


def refuse(errors: dict[str, str]) -> None:
    """Raise Invalid when there is any error."""
    if errors:
        raise Invalid(errors)


def count_in_community(community_id: int, *, questions: int = 0, answers: int = 0) -> None:
    Community.objects.filter(pk=community_id).update(
        question_count=F("question_count") + questions, answer_count=F("answer_count") + answers
    )


def prefix_of(body: str) -> str:
    """Keeps the footnotes of several texts on one page apart, and is the same for the same text."""
    return f"f{hashlib.sha256(body.encode()).hexdigest()[:6]}-"


def _topics(names: Sequence[str], *, now: datetime) -> list[Topic]:
    """The topics of these names in their order; new ones are made."""
    Topic.objects.bulk_create(
        (Topic(name=name, created_at=now) for name in sorted(names)), ignore_conflicts=True
    )
    found = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
    return [found[name] for name in names]
