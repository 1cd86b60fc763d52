"""Topics from a vocabulary: taken up a batch at a time, again and again with the same end."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from django.db import transaction

from ..models import Topic
from ..queries import is_below, meant_by
from ..words import KEYWORDS_AT_MOST, write_words
from .names import cut


@dataclass(frozen=True)
class Term:
    """One entry of a vocabulary, as it would be a topic here."""

    origin: str  # "openalex:subfield/1908"
    names: Sequence[str]  # what it would be called, the best first; a number follows where all are taken
    label: str
    summary: str = ""
    keywords: Sequence[str] = ()
    broader: str = ""  # the origin of what it stands below

    @property
    def vocabulary(self) -> str:
        return self.origin.partition(":")[0]


@dataclass
class TakenUp:
    """What became of a batch: each term's topic, those that are new or changed, and those that were here before."""

    topics: dict[str, int] = field(default_factory=dict)  # by origin
    changed: list[int] = field(default_factory=list)
    joined: set[str] = field(default_factory=set)  # origins whose topic belongs to another vocabulary


@transaction.atomic
def take_up(terms: Sequence[Term], *, known: dict[str, int], now: datetime) -> TakenUp:
    """Make these terms topics, in one transaction. `known`: topics of earlier batches by origin, for what is broader, which
    comes before what is narrower.

    A topic stays the one it became, whatever its name is by now. A term of a new name begins a topic; one whose name
    (or other name) a topic has that members began takes that one over; if another vocabulary's topic has it, the two
    are one, and only what finds it is added. Where the same vocabulary has the name for something else, it is called
    by its next name. What one of them was given stays, so that two vocabularies never undo each other's work.
    """
    taken = TakenUp()
    rows = {topic.origin: topic for topic in Topic.objects.filter(origin__in=[one.origin for one in terms])}
    missing = [term for term in terms if term.origin not in rows]
    names = _Names(missing)
    begun: set[str] = set()
    for term in missing:
        topic = names.topic_for(term)
        if topic is None:
            topic = names.begin(term, known.get(term.broader), now)
            begun.add(term.origin)
        elif not topic.origin:
            topic.origin = term.origin
            taken.changed.append(topic.pk)
        rows[term.origin] = topic
    Topic.objects.bulk_create(rows[term.origin] for term in missing if term.origin in begun)
    taken.topics = {term.origin: rows[term.origin].pk for term in terms}
    _describe([(term, rows[term.origin]) for term in terms], dict(known), begun, taken)
    return taken


class _Names:
    """Which topic has which name, as far as a batch has to know, and those that begin with it."""

    def __init__(self, terms: Sequence[Term]) -> None:
        wanted = {name for term in terms for name in term.names}
        self._topics: dict[str, Topic] = {}
        self._meant: dict[str, str] = {}
        self._seen: set[str] = set()
        self._look_up(wanted)

    def topic_for(self, term: Term) -> Topic | None:
        """The topic that this term takes over or is one with; None when it begins one."""
        for name in _candidates(term):
            topic = self._named(name)
            if topic is None:
                return None
            if not topic.origin.startswith(f"{term.vocabulary}:"):
                return topic
        raise AssertionError  # numbers don't end

    def begin(self, term: Term, broader: int | None, now: datetime) -> Topic:
        name = next(name for name in _candidates(term) if self._named(name) is None)
        topic = Topic(
            name=name,
            label=term.label,
            summary=term.summary,
            keywords=_keywords(term, []),
            parent_id=broader,
            origin=term.origin,
            created_at=now,
        )
        self._topics[name] = topic
        return topic

    def _named(self, name: str) -> Topic | None:
        if name not in self._seen:
            self._look_up({name})
        return self._topics.get(self._meant.get(name, name))

    def _look_up(self, names: Collection[str]) -> None:
        meant = meant_by(names)
        self._meant |= meant
        self._seen |= set(names)
        wanted = {meant.get(name, name) for name in names}
        rows = Topic.objects.select_for_update().filter(name__in=wanted).order_by("pk")
        self._topics |= {topic.name: topic for topic in rows if topic.name not in self._topics}


def _candidates(term: Term) -> Iterator[str]:
    yield from term.names
    for number in count(2):
        yield cut(term.names[0], f"-{number}")


def _describe(
    pairs: Sequence[tuple[Term, Topic]], known: dict[str, int], begun: set[str], taken: TakenUp
) -> None:
    """Write what the terms say on their topics, where it says something new.

    A term finds what is broader only among those before it, and a topic that begins now is above nothing yet: so
    only one that was here can come to stand below itself.
    """
    changed: dict[int, Topic] = {}
    to_write: dict[int, Topic] = {}
    for term, topic in pairs:
        before = (topic.label, topic.summary, topic.parent_id, list(topic.keywords))
        is_ours = topic.origin == term.origin
        broader = known.get(term.broader)
        if is_ours:
            topic.label = term.label
            topic.summary = term.summary or topic.summary
            if broader not in {None, topic.parent_id, topic.pk} and (
                term.origin in begun or not is_below(broader, topic.pk)
            ):
                topic.parent_id = broader
        else:
            taken.joined.add(term.origin)
            topic.label = topic.label or term.label
            topic.summary = topic.summary or term.summary
        topic.keywords = _keywords(term, topic.keywords)
        now_says = (topic.label, topic.summary, topic.parent_id, topic.keywords)
        if before != now_says or topic.pk in taken.changed:
            to_write[topic.pk] = topic
        if term.origin in begun or topic.pk in to_write:
            changed[topic.pk] = topic
        known[term.origin] = topic.pk
    Topic.objects.bulk_update(
        to_write.values(), ["label", "summary", "parent", "keywords", "origin"], batch_size=100
    )
    write_words(list(changed.values()))
    taken.changed = list(changed)


def _keywords(term: Term, here: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*here, *term.keywords]))[:KEYWORDS_AT_MOST]
