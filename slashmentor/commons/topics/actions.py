from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.base.text.characters import TooLong, tidy
from slashmentor.base.text.render import render
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .models import Topic, TopicEdit, TopicHere
from .rules import can_describe

SUMMARY_AT_MOST = 800
WIKI_AT_MOST = 30_000


def describe(
    topic: Topic,
    *,
    community: Community,
    by: Member,
    summary: str,
    wiki: str,
    seen: int | None = None,
    now: datetime,
) -> TopicHere:
    """Say what a topic means in a community: a sentence, and a wiki in Markdown. The words before are kept.

    `seen` is the number of the version that `by` began from. Raises Refused, or Invalid (too long, or somebody
    described it meanwhile).
    """
    allow(can_describe, by, community, or_say=_("Please log in to describe a topic."))
    summary, wiki = " ".join(tidy(summary).split()), tidy(wiki).strip()
    errors: dict[str, str] = {}
    if len(summary) > SUMMARY_AT_MOST:
        errors["summary"] = _("The sentence has at most %(most)s characters.") % {"most": SUMMARY_AT_MOST}
    if len(wiki) > WIKI_AT_MOST:
        errors["wiki"] = _("The wiki has at most %(most)s characters.") % {"most": WIKI_AT_MOST}
    if errors:
        raise Invalid(errors)
    try:
        html = render(wiki).html
    except TooLong as error:
        raise Invalid({"wiki": error.sentence}) from error
    with transaction.atomic():
        TopicHere.objects.get_or_create(topic=topic, community=community)
        here = TopicHere.objects.select_for_update().get(topic=topic, community=community)
        newest = here.edits.order_by("-number").values_list("number", flat=True).first() or 0
        if seen is not None and seen != newest:
            raise Invalid(
                _(
                    "Somebody described this topic while you were writing. Your words are below; please look at theirs first."
                )
            )
        if (summary, wiki) == (here.summary, here.wiki):
            return here
        if newest == 0 and (here.summary or here.wiki):
            # What was there before there was a history: imported, or the demo's.
            newest = 1
            TopicEdit.objects.create(
                here=here,
                number=1,
                summary=here.summary,
                wiki=here.wiki,
                by=here.edited_by,
                at=here.edited_at or now,
            )
        here.summary, here.wiki, here.wiki_html, here.wiki_format = summary, wiki, html, "markdown"
        here.edited_by, here.edited_at = by, now
        here.save()
        TopicEdit.objects.create(here=here, number=newest + 1, summary=summary, wiki=wiki, by=by, at=now)
        happened("topic.described", by=by, about=here, now=now)
    return here
