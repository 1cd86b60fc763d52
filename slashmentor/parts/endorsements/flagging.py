"""Endorsements as things that can be flagged: words about somebody, on their page."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.errors import Refused
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.flaggable import About, Act, flaggable
from slashmentor.commons.safety.models import Harm
from slashmentor.parts.questions.actions.locking import locked
from slashmentor.parts.questions.rules import can_see, is_here, looks_after

from .actions import record_removal, record_return
from .models import Endorsement


class Endorsements:
    """One row stands for all with the same words (models.py)."""

    def load(self, ids: Iterable[int]) -> dict[int, Endorsement]:
        found = Endorsement.objects.select_related("by", "member", "entry__question", "entry__community")
        return found.in_bulk(list(ids))

    def locked(self, pk: int) -> Endorsement:
        locked(Endorsement.objects.select_related("entry").get(pk=pk).entry)
        rows = Endorsement.objects.select_for_update(of=("self",))
        return rows.select_related("by", "member", "entry__question", "entry__community").get(pk=pk)

    def may_see(self, member: Member, thing: Endorsement) -> bool:
        mine = member.pk in {thing.by_id, thing.member_id}
        return (thing.hidden_at is None or mine) and bool(can_see.test(member, thing.entry))

    def about(self, thing: Endorsement) -> About:
        question = thing.entry.question or thing.entry
        return About(
            community_id=thing.entry.community_id,
            title=_("Endorsement of %(name)s: %(title)s")
            % {"name": thing.member.shown_name, "title": question.title},
            address=f"{thing.member.get_absolute_url()}/endorsements",
            excerpt=thing.words,
            author=thing.by,
            is_gone=thing.removed_at is not None or not is_here.test(None, thing.entry),
        )

    def harms(self, thing: Endorsement) -> Sequence[Harm]:  # noqa: ARG002 - the protocol's signature
        return (Harm.SPAM, Harm.ABUSE, Harm.PRIVATE, Harm.OTHER)

    def acts(self, thing: Endorsement) -> Sequence[Act]:  # noqa: ARG002 - the protocol's signature
        return [Act("post.deleted", gettext_lazy("Delete it"), _delete)]

    def remove(self, thing: Endorsement, *, now: datetime) -> None:
        record_removal(thing, now=now)

    def restore(self, thing: Endorsement, *, by: Member, now: datetime) -> None:
        if not looks_after.test(by, thing.entry):
            raise Refused(_("Only those who look after this community can bring it back."))
        record_return(thing, by=by, now=now)


def _delete(thing: Endorsement, *, by: Member, reason: str, now: datetime) -> None:  # noqa: ARG001 - the decision has it
    record_removal(thing, now=now)


flaggable("endorsements.endorsement", Endorsements())
