"""Who may do what with topics.

Topics are shared by all communities. What one community says of a topic (its wiki) is that community's; what
changes the topic itself for everybody (merging, renaming) takes somebody who looks after every community that uses it.
"""

from collections.abc import Sequence

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, positions_of

from .models import Description, Synonym, Topic


@predicate
def is_member(by: Member | None) -> bool:
    return by is not None and by.is_authenticated and by.is_active


@predicate
def describes_here(by: Member | None, community: Community) -> bool:
    return position_of(by, community.pk).may(Privilege.APPROVE_WIKIS)


@predicate
def decides_wikis(by: Member | None, description: Description) -> bool:
    return bool(describes_here.test(by, description.here.community))


@predicate
def wrote_it(by: Member | None, suggested: Description | Synonym) -> bool:
    return by is not None and suggested.by_id is not None and suggested.by_id == by.pk


@predicate
def looks_after_one(by: Member | None, _about: object = None) -> bool:
    """Moderates a community, or looks after the whole instance."""
    if by is None or not by.is_active:
        return False
    return by.is_staff or Moderator.objects.filter(member=by).exists()


@predicate
def looks_after_all_who_use(by: Member | None, topic: Topic) -> bool:
    """Every community in which somebody has asked with it; those who look after the instance look after all."""
    if by is None or not by.is_active:
        return False
    using = set(topic.here.filter(question_count__gt=0).values_list("community_id", flat=True))
    return by.is_staff or using <= set(
        Moderator.objects.filter(member=by).values_list("community_id", flat=True)
    )


@predicate
def decides_synonyms(by: Member | None, synonym: Synonym) -> bool:
    if synonym.community_id is None:
        return bool(looks_after_one.test(by, synonym))
    return position_of(by, synonym.community_id).may(Privilege.APPROVE_WIKIS)


can_describe: Predicate = is_member & describes_here
can_decide_description: Predicate = is_member & ~wrote_it & decides_wikis
can_decide_synonym: Predicate = is_member & decides_synonyms & (~wrote_it | looks_after_one)
can_merge: Predicate = is_member & looks_after_one & looks_after_all_who_use


def decidable(by: Member, rows: Sequence[Description | Synonym]) -> set[Description | Synonym]:
    """Those of a list about which `by` may decide, as can_decide_… have it one by one; two queries for all."""
    places = {
        row: row.here.community_id if isinstance(row, Description) else row.community_id for row in rows
    }
    positions = positions_of(by, Community.objects.filter(pk__in={pk for pk in places.values() if pk}))
    looks_after = bool(looks_after_one.test(by))
    found: set[Description | Synonym] = set()
    for row, place in places.items():
        may = positions[place].may(Privilege.APPROVE_WIKIS) if place is not None else looks_after
        theirs = wrote_it.test(by, row) and not (looks_after and isinstance(row, Synonym))
        if may and not theirs:
            found.add(row)
    return found
