"""What an account holds, counted: a look before two accounts are merged."""

from django.apps import apps

from slashmentor.commons.people.data import keys_in_a_merge
from slashmentor.commons.people.models import Member


def what_moves(member: Member) -> list[tuple[str, int]]:
    """How many rows of each kind name this member and would name the other one, the most first."""
    counts: dict[str, int] = {}
    for name, how in keys_in_a_merge().items():
        if how == "drops":
            continue
        label, _dot, field = name.rpartition(".")
        model = apps.get_model(label)
        number = model._base_manager.filter(**{field: member}).count()
        words = str(model._meta.verbose_name_plural)
        if number:
            counts[words] = counts.get(words, 0) + number
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
