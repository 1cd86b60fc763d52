from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require

from ..models import Synonym, Topic
from ..rules import can_decide_synonym, can_merge, looks_after_one, wrote_it
from .merge import begin, refuse_where_suspended
from .names import checked_name


def suggest_synonym(topic: Topic, *, name: str, community: Community, by: Member, now: datetime) -> Synonym:
    """Suggest another name for a topic. Suggested twice, it is the same suggestion.

    Takes the points for it (rules.md, "Privileges": "synonyms"). Raises Refused, or Invalid (no name for a topic,
    the topic's own name, or a synonym already).
    """
    name = checked_name(name)
    with transaction.atomic():
        require(position_of(by, community.pk), Privilege.SYNONYMS, now=now)
        topic = Topic.objects.select_for_update().get(pk=topic.pk)
        if name == topic.name:
            raise Invalid({"name": _("That is its name already.")})
        if taken := Synonym.objects.filter(name=name, approved=True).select_related("topic").first():
            raise Invalid({"name": _("That is another name of /%(topic)s already.") % {"topic": taken.topic}})
        synonym, is_new = Synonym.objects.get_or_create(
            name=name, topic=topic, decided_at=None, defaults={"community": community, "by": by, "at": now}
        )
        if is_new:
            happened("synonym.suggested", by=by, about=synonym, now=now)
    return synonym


def decide_synonym(synonym: Synonym, *, by: Member, approves: bool, now: datetime) -> Synonym:
    """Approve another name of a topic, or decline it; an approved one ends when it is declined later.

    From then on who asks, searches or looks for the name is led to the topic. If there is a topic of that name, it is
    merged into this one, for which `by` has to look after every community that uses it.
    Raises Refused, or Invalid (another topic has that name by now).
    """
    with transaction.atomic():
        topic = Topic.objects.select_for_update().get(pk=synonym.topic_id)
        synonym = Synonym.objects.select_for_update(of=("self",)).get(pk=synonym.pk)
        allow(~wrote_it | looks_after_one, by, synonym, or_say=_("Others decide about what you suggested."))
        _require(synonym, by, now)
        allow(can_decide_synonym, by, synonym, or_say=_("Those who look after topics decide about it."))
        if synonym.decided_at is not None and synonym.approved == approves:
            return synonym
        taken = Synonym.objects.filter(name=synonym.name, approved=True).exclude(pk=synonym.pk)
        if approves and taken.exists():
            raise Invalid(_("That is another name of a topic already."))
        same = Topic.objects.filter(name=synonym.name).first()
        synonym.approved, synonym.decided_by, synonym.decided_at = approves, by, now
        synonym.save(update_fields=["approved", "decided_by", "decided_at"])
        happened("synonym.decided", by=by, about=synonym, now=now, approved=approves)
        if approves and same is not None:
            allow(can_merge, by, same, or_say=_("There is a topic of that name; a host can merge the two."))
            begin(same, topic, by=by, now=now)
    return synonym


def _require(synonym: Synonym, by: Member, now: datetime) -> None:
    """The points of approving, in the community where it was suggested."""
    if synonym.community_id is not None:
        require(position_of(by, synonym.community_id), Privilege.APPROVE_WIKIS, now=now)
    else:
        refuse_where_suspended(by, synonym.topic, now=now)
