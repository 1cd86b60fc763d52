"""What a rebuild works out: the directions of the vocabulary, and every post measured by them (`rebuilding.py` plans it)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import overload

import numpy as np

from slashmentor.parts.questions.models import Entry

from ..models import Learned, Measured, Part
from ..ranking.protocol import VECTOR_SIZE
from ..ranking.text import Bag, TextModel
from .packing import pack_bag, pack_terms, unpack_bag, unpack_terms
from .reading import bags, measure, portions


def learn(question_ids: Sequence[int]) -> dict[str, int | bytes]:
    """From these questions, oldest first, the fields of a `Learned`."""
    sample = _Sample(question_ids)
    text = TextModel.learn(sample, size=VECTOR_SIZE)
    return {
        "texts": len(sample),
        "terms": pack_terms(text.columns),
        "rarities": text.idf.astype("<f4").tobytes(),
        "directions": text.projection.astype("<f2").tobytes(),
    }


class _Sample(Sequence[Bag]):
    """Bags of words that are kept small, since learning reads them three times."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._packed: list[bytes] = []
        for some in portions(ids):
            found = bags(some)
            self._packed += [pack_bag(found[pk]) for pk in some if pk in found]

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, at: int) -> Bag: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Bag]: ...
    def __getitem__(self, at: int | slice) -> Bag | Sequence[Bag]:
        if isinstance(at, slice):
            return [unpack_bag(packed) for packed in self._packed[at]]
        return unpack_bag(self._packed[at])


@lru_cache(maxsize=1)  # some 25 MB, wanted for one part after another
def text_of(learned_id: int) -> TextModel:
    """Raises Learned.DoesNotExist when it was replaced and removed."""
    learned = Learned.objects.get(pk=learned_id)
    columns = {term: column for column, term in enumerate(unpack_terms(bytes(learned.terms)))}
    directions = np.frombuffer(bytes(learned.directions), dtype="<f2").astype(np.float32)
    return TextModel(
        columns,
        np.frombuffer(bytes(learned.rarities), dtype="<f4").astype(np.float32),
        directions.reshape(len(columns), VECTOR_SIZE),
    )


def measure_part(part: Part) -> None:
    """Measure those of its posts that aren't measured yet, each portion for good."""
    text = text_of(part.learned_id)
    known = Measured.objects.filter(learned=part.learned_id).values("entry")
    ids = Entry.objects.filter(pk__range=(part.first, part.last), deleted_at=None).exclude(pk__in=known)
    for some in portions(list(ids.order_by("pk").values_list("pk", flat=True))):
        Measured.objects.bulk_create(
            [
                Measured(learned_id=part.learned_id, entry_id=pk, vector=found.vector, bag=found.bag)
                for pk, found in measure(some, text).items()
            ],
            ignore_conflicts=True,  # another worker, who took this one for dead
        )
