from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.base.text.characters import TooLong, tidy
from slashmentor.base.text.render import render
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require, require_active

from ..models import Description, Topic, TopicEdit, TopicHere
from ..rules import can_decide_description, is_member, wrote_it

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

    Takes the points of approving topic wikis (rules.md, "Privileges"); others suggest. `seen` is the number of the
    version that `by` began from. Raises Refused, or Invalid (too long, or somebody described it meanwhile).
    """
    allow(is_member, by, community, or_say=_("Please log in to describe a topic."))
    require(position_of(by, community.pk), Privilege.APPROVE_WIKIS, now=now)
    summary, wiki = _checked(summary, wiki)
    with transaction.atomic():
        here = _locked(topic, community)
        _refuse_if_overtaken(here, seen)
        _write(here, summary, wiki, by=by, now=now)
    return here


def suggest_description(
    topic: Topic,
    *,
    community: Community,
    by: Member,
    summary: str,
    wiki: str,
    seen: int | None = None,
    now: datetime,
) -> Description:
    """Suggest what a topic's wiki should say; it waits for those who approve topic wikis. One at a time for each.

    Raises Refused, or Invalid (too long, the same words, described or suggested by somebody else meanwhile).
    """
    allow(is_member, by, community, or_say=_("Please log in to describe a topic."))
    require_active(position_of(by, community.pk), now=now)
    summary, wiki = _checked(summary, wiki)
    with transaction.atomic():
        here = _locked(topic, community)
        _refuse_if_overtaken(here, seen)
        if (summary, wiki) == (here.summary, here.wiki):
            raise Invalid(_("Nothing is changed yet."))
        if here.suggested.filter(decided_at=None).exists():
            raise Invalid(
                _(
                    "Somebody else’s words for this topic wait for approval. Yours can follow; they are kept below."
                )
            )
        suggested = Description.objects.create(
            here=here, by=by, summary=summary, wiki=wiki, based_on=_newest(here), at=now
        )
        happened("description.suggested", by=by, about=suggested, now=now)
    return suggested


def decide_description(description: Description, *, by: Member, approves: bool, now: datetime) -> Description:
    """Take a suggested wiki over, in the name of who wrote it, or decline it. Decided again the same way, it stays.

    Raises Refused (too few points, one's own), Invalid (decided otherwise, or the wiki was changed meanwhile).
    """
    with transaction.atomic():
        here = TopicHere.objects.select_for_update().get(pk=description.here_id)
        description = (
            Description.objects.select_for_update(of=("self",)).select_related("by").get(pk=description.pk)
        )
        description.here = here
        allow(~wrote_it, by, description, or_say=_("Others decide about what you suggested."))
        position = position_of(by, here.community_id)
        require(position, Privilege.APPROVE_WIKIS, now=now)
        if not can_decide_description.test(by, description):
            raise Refused(_("Those who approve topic wikis decide about it."))
        if description.decided_at is not None:
            if description.approved == approves:
                return description
            raise Invalid(_("This has been decided already."))
        if approves:
            if description.based_on != _newest(here):
                raise Invalid(
                    _(
                        "The topic was described anew meanwhile, so this can’t be taken over. Please decline it."
                    )
                )
            _write(here, description.summary, description.wiki, by=description.by, now=now)
        description.approved, description.decided_by, description.decided_at = approves, by, now
        description.save(update_fields=["approved", "decided_by", "decided_at"])
        happened("description.decided", by=by, about=description, now=now, approved=approves)
    return description


def _checked(summary: str, wiki: str) -> tuple[str, str]:
    """Both as they are kept. Raises Invalid beside the field that is too long."""
    summary, wiki = " ".join(tidy(summary).split()), tidy(wiki).strip()
    errors: dict[str, str] = {}
    if len(summary) > SUMMARY_AT_MOST:
        errors["summary"] = _("The sentence has at most %(most)s characters.") % {"most": SUMMARY_AT_MOST}
    if len(wiki) > WIKI_AT_MOST:
        errors["wiki"] = _("The wiki has at most %(most)s characters.") % {"most": WIKI_AT_MOST}
    if errors:
        raise Invalid(errors)
    try:
        render(wiki)
    except TooLong as error:
        raise Invalid({"wiki": error.sentence}) from error
    return summary, wiki


def _locked(topic: Topic, community: Community) -> TopicHere:
    TopicHere.objects.get_or_create(topic=topic, community=community)
    return TopicHere.objects.select_for_update().get(topic=topic, community=community)


def _newest(here: TopicHere) -> int:
    return here.edits.order_by("-number").values_list("number", flat=True).first() or 0


def _refuse_if_overtaken(here: TopicHere, seen: int | None) -> None:
    if seen is not None and seen != _newest(here):
        raise Invalid(
            _(
                "Somebody described this topic while you were writing. Your words are below; please look at theirs first."
            )
        )


def _write(here: TopicHere, summary: str, wiki: str, *, by: Member | None, now: datetime) -> None:
    """The new words, as a version; the same words are none. Part of the caller's transaction, `here` is locked."""
    if (summary, wiki) == (here.summary, here.wiki):
        return
    newest = _newest(here)
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
    here.summary, here.wiki, here.wiki_html, here.wiki_format = summary, wiki, render(wiki).html, "markdown"
    here.edited_by, here.edited_at = by, now
    here.save()
    TopicEdit.objects.create(here=here, number=newest + 1, summary=summary, wiki=wiki, by=by, at=now)
    happened("topic.described", by=by, about=here, now=now)
