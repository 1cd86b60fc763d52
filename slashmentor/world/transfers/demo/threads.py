"""The demo's questions with all that followed on each, replayed in the order in which it happened."""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.actions import accept, answer, ask, comment, edit
from slashmentor.parts.questions.models import Entry
from slashmentor.world.transfers.demo.votes import Cast, cast_all
from slashmentor.world.transfers.models import DemoPart

_LINK = re.compile(r"\(question:([a-z0-9-]+)\)")
Deed = tuple[datetime, int, Callable[[datetime], object]]


def bring_threads(
    content: dict[str, list[dict[str, Any]]],
    communities: dict[str, Community],
    people: dict[str, Member],
    *,
    before: set[str],
    now: datetime,
) -> None:
    """Replay those questions that were never here, as far as their people are; `content` by community.

    All communities together in the order of time: a member's votes of one day, say, count across them.
    """
    threads: list[_Thread] = []
    deeds: list[Deed] = []
    for slug, community in communities.items():
        for one in content[slug]:
            if f"question:{one['key']}" not in before and one["by"] in people:
                threads.append(_Thread(one, community, people, now))
                deeds += threads[-1].deeds()
    for at, _, do in sorted(deeds, key=lambda deed: deed[:2]):
        do(at)
    cast_all([vote for thread in threads for vote in thread.votes()], now=now)


class _Thread:
    """One question and what followed, as deeds; the entries come into being while they are done."""

    def __init__(
        self, content: dict[str, Any], community: Community, people: dict[str, Member], now: datetime
    ) -> None:
        self._content = content
        self._community = community
        self._people = people
        self._now = now
        self._versions = _versions(content)
        self._entries: dict[int, Entry] = {}  # 0 the question, 1 … its answers

    def deeds(self) -> Iterator[Deed]:
        """All of them, each with its time and, where times are equal, its place."""
        one = self._content
        yield self._at(one), 0, self._ask
        for edited, version in zip(one.get("edits", ()), self._versions[1:], strict=True):
            if edited["by"] in self._people:
                yield self._at(edited), 1, partial(self._edit, edited, version)
        yield from self._remarks(one, 0)
        for number, given in enumerate(one["answers"], 1):
            if given["by"] not in self._people:
                continue
            yield self._at(given), 2, partial(self._answer, number, given)
            yield from self._remarks(given, number)
            if given["accepted"]:
                at = self._now - timedelta(hours=given["accepted_hours_ago"])
                yield max(at, self._at(given)), 5, partial(self._accept, number)

    def votes(self) -> Iterator[Cast]:
        """All votes, once the deeds are done."""
        for number, entry in self._entries.items():
            content = self._content if number == 0 else self._content["answers"][number - 1]
            for direction, value in (("up", 1), ("down", -1)):
                for handle in content["votes"][direction]:
                    if handle in self._people:
                        yield Cast(
                            self._people[handle], entry, value, self._vote_time(content, handle, number)
                        )

    def _remarks(self, content: dict[str, Any], number: int) -> Iterator[Deed]:
        for remark in content["comments"]:
            if remark["by"] in self._people:
                yield max(self._at(remark), self._at(content)), 3, partial(self._comment, number, remark)

    def _at(self, content: dict[str, Any]) -> datetime:
        return self._now - timedelta(hours=content["hours_ago"])

    def _vote_time(self, content: dict[str, Any], handle: str, number: int) -> datetime:
        """Some time after it was written, sooner rather than later; the same each time for the same vote."""
        share = zlib.crc32(f"{self._content['key']} {number} {handle}".encode()) / 2**32
        return self._at(content) + (self._now - self._at(content)) * (0.02 + 0.9 * share**2)

    def _ask(self, at: datetime) -> None:
        title, body = self._versions[0]
        question = ask(
            self._community,
            by=self._people[self._content["by"]],
            title=title,
            body=_linked(body),
            topics=self._content["topics"],
            now=at,
        )
        Entry.objects.filter(pk=question.pk).update(views=self._content["views"])
        DemoPart.objects.create(key=f"question:{self._content['key']}", entry=question)
        self._entries[0] = question

    def _edit(self, edited: dict[str, Any], version: tuple[str, str], at: datetime) -> None:
        title, body = version
        edit(
            self._entries[0],
            by=self._people[edited["by"]],
            title=title,
            body=_linked(body),
            summary=edited["summary"],
            now=at,
        )

    def _answer(self, number: int, given: dict[str, Any], at: datetime) -> None:
        self._entries[number] = answer(
            self._entries[0], by=self._people[given["by"]], body=_linked(given["body"]), now=at
        )

    def _comment(self, number: int, remark: dict[str, Any], at: datetime) -> None:
        comment(self._entries[number], by=self._people[remark["by"]], body=_linked(remark["body"]), now=at)

    def _accept(self, number: int, at: datetime) -> None:
        accept(self._entries[number], by=self._people[self._content["by"]], now=at)


def _versions(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Title and body from the first version to the present one; an edit says what stood there before it."""
    title, body = content["title"], content["body"]
    versions = [(title, body)]
    for edited in reversed(content.get("edits", ())):
        title, body = edited.get("old_title", title), edited.get("old_body", body)
        versions.insert(0, (title, body))
    return versions


def _linked(body: str) -> str:
    """The body with `question:key` turned into the address of that question here."""

    def address(match: re.Match[str]) -> str:
        part = DemoPart.objects.select_related("entry").filter(key=f"question:{match[1]}").first()
        return f"({part.entry.get_absolute_url()})" if part and part.entry else "(/questions)"

    return _LINK.sub(address, body)
