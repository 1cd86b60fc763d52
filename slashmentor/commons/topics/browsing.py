"""Finding one's way in the vocabulary: down its tree, and by words. Plain SQL where it goes along the tree."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length

from slashmentor.base.rows import fetch

from .models import Topic, Word
from .queries import DEEPEST
from .words import stem, words_in

BRANCHES = 120  # below one topic, on one page
TWIGS = 40  # below each of those
WORDS_SOUGHT = 4
SHORTEST_SOUGHT = 3  # letters; what is shorter begins too many words


class Branch(NamedTuple):
    """A topic of the vocabulary as its tree shows it."""

    id: int
    name: str
    label: str
    summary: str
    question_count: int
    narrower: int  # how many stand right below it

    @property
    def in_full(self) -> str:
        return self.label or self.name


class Tree(NamedTuple):
    """What stands below one topic (or at the top): the way there, and each branch with those below it."""

    way: list[Branch]  # the broadest first, the topic itself last; none at the top
    branches: list[tuple[Branch, list[Branch]]]


_COLUMNS = """t.id, t.name, t.label, t.summary, t.question_count,
  (SELECT COUNT(*) FROM topics_topic n WHERE n.parent_id = t.id)"""


def find_tree(at: str = "") -> Tree | None:
    """The tree below the topic of this name, the top without one; None when there is no such topic. Three queries.

    Along the index topic_narrower; bounded, however broad it is.
    """
    way = find_way(at) if at else []
    if at and not way:
        return None
    if at:
        above, params = "t.parent_id = %s", [way[-1].id]
    else:
        # Topics that members began stand nowhere in it.
        above, params = "t.parent_id IS NULL AND t.origin <> '' AND EXISTS (SELECT 1 FROM topics_topic n WHERE n.parent_id = t.id)", []  # fmt: skip
    branches = fetch(
        Branch,
        f"""SELECT {_COLUMNS} FROM topics_topic t WHERE {above}
        ORDER BY t.question_count DESC, t.name LIMIT {BRANCHES}""",  # noqa: S608 - our own words
        params,
    )
    twigs = _twigs([branch.id for branch in branches])
    return Tree(way, [(branch, twigs.get(branch.id, [])) for branch in branches])


def find_way(name: str) -> list[Branch]:
    """From the broadest down to the topic of this name; [] when there is none."""
    return fetch(
        Branch,
        f"""WITH RECURSIVE up(id, steps) AS (
          SELECT id, 0 FROM topics_topic WHERE name = %s UNION ALL
          SELECT t.parent_id, up.steps + 1 FROM topics_topic t JOIN up ON t.id = up.id
          WHERE t.parent_id IS NOT NULL AND up.steps < {DEEPEST})
        SELECT {_COLUMNS} FROM up JOIN topics_topic t ON t.id = up.id ORDER BY up.steps DESC""",  # noqa: S608 - our own words
        [name],
    )


class _Twig(NamedTuple):
    parent_id: int
    id: int
    name: str
    label: str
    question_count: int


def _twigs(parents: Sequence[int]) -> dict[int, list[Branch]]:
    """The most used below each of these."""
    if not parents:
        return {}
    rows = fetch(
        _Twig,
        f"""SELECT parent_id, id, name, label, question_count FROM (
          SELECT parent_id, id, name, label, question_count,
            ROW_NUMBER() OVER (PARTITION BY parent_id ORDER BY question_count DESC, name) AS place
          FROM topics_topic WHERE parent_id IN ({", ".join(["%s"] * len(parents))})
        ) AS below WHERE place <= {TWIGS} ORDER BY parent_id, place""",  # noqa: S608 - our own words
        parents,
    )
    found: dict[int, list[Branch]] = {}
    for row in rows:
        twig = Branch(row.id, row.name, row.label, "", row.question_count, 0)
        found.setdefault(row.parent_id, []).append(twig)
    return found


def find_by_words(text: str, *, most: int) -> list[dict[str, Any]]:
    """Topics in whose label and keywords each word of this begins one, most used first, then the plainest.

    "negotiating" finds job-offers. Where nothing begins with a word, what its stem begins is taken.
    """
    sought = [word for word in words_in(text) if len(word) >= SHORTEST_SOUGHT][:WORDS_SOUGHT]
    if not sought:
        return []
    found = _having(sought, most)
    stems = [stem(word) for word in sought]
    return found if found or stems == sought else _having(stems, most)


def _having(beginnings: Sequence[str], most: int) -> list[dict[str, Any]]:
    topics = Topic.objects.all()
    for beginning in beginnings:
        topics = topics.filter(pk__in=Word.objects.filter(_begins(beginning)).values("topic"))
    found = topics.order_by("-question_count", Length("label"), "name")
    return [dict(row) for row in found.values("name", "label", "summary", "question_count")[:most]]


def _begins(beginning: str) -> Q:
    if connection.vendor == "sqlite":
        # SQLite's LIKE can't use the index, a range can.
        return Q(word__gte=beginning, word__lt=beginning + "\U0010ffff")
    return Q(word__startswith=beginning)
