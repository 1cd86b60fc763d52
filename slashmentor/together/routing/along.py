"""What routing says on a question's page: to its asker how many were told, to who was told or invited what they can do."""

import json
from datetime import datetime
from functools import cache
from typing import Any

from django.template import engines
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.rows import moment
from slashmentor.parts.questions.along import Asked, heads, reads

from .words import because

BY = "\n"  # stands between the name of who invites and their line


@reads
def find_way(member: int, question: int) -> tuple[str, list[int]]:
    """The same is asked for everybody, a few rows along unique keys; who reads which of them, the pieces decide.

    'spread': how many were told; 'on it' and 'taken': until when this reader, and somebody else, is on it (a 1 where
    they were told); 'told', with why, and 'invited' where this reader was, and hasn't answered or waved it off.
    """
    silent = """NOT EXISTS (SELECT 1 FROM routing_notforme n WHERE n.member_id = %s AND n.question_id = %s)
      AND NOT EXISTS (SELECT 1 FROM questions_entry a WHERE a.question_id = %s AND a.kind = 2 AND a.author_id = %s)"""
    return (
        f"""SELECT 'spread', question_id, COUNT(*), CAST(COUNT(*) AS TEXT) FROM routing_told
          WHERE question_id = %s GROUP BY question_id
        UNION ALL SELECT CASE WHEN o.member_id = %s THEN 'on it' WHEN t.id IS NULL THEN 'taken' ELSE 'told taken' END,
          o.id, 1, CAST(o.until AS TEXT) FROM routing_takenon o
          LEFT JOIN routing_told t ON t.member_id = o.member_id AND t.question_id = o.question_id
          WHERE o.question_id = %s
        UNION ALL SELECT 'told', question_id, wave, CAST(facts AS TEXT) FROM routing_told
          WHERE member_id = %s AND question_id = %s AND {silent}
        UNION ALL SELECT 'invited', i.id, 1, CASE WHEN m.name <> '' THEN m.name ELSE m.handle END || '{BY}' || i.words
          FROM routing_invitation i JOIN people_member m ON m.id = i.by_id
          WHERE i.to_id = %s AND i.question_id = %s AND i.ignored_at IS NULL AND {silent}
          AND NOT EXISTS (SELECT 1 FROM safety_block b WHERE b.by_id = i.to_id AND b.member_id = i.by_id)""",  # noqa: S608 our own words
        [
            question, member, question,
            member, question, member, question, question, member,
            member, question, member, question, question, member,
        ],
    )  # fmt: skip


@heads
def who_was_told(asked: Asked) -> str:
    """To its asker alone, while it waits; never who."""
    told = int(asked.facts.get("spread", {}).get(asked.id, "0"))
    if not (asked.is_asker and asked.is_waiting):
        return ""
    words = [_told_words(told)] if told else []
    among, others = _now_on_it(asked, "told taken"), _now_on_it(asked, "taken")
    if among:
        words.append(
            ngettext("%(count)s of them is on it.", "%(count)s of them are on it.", among)
            % {"count": in_words(among)}
        )
    elif others:
        words.append(_("Somebody is on it."))
    return str(_pieces().spread(" ".join(words))) if words else ""


@heads
def what_can_be_done(asked: Asked) -> str:
    """To who was told of it or invited, while it waits."""
    told, invited = asked.facts.get("told", {}), asked.facts.get("invited", {})
    if asked.is_asker or asked.stops or not asked.is_waiting or not (told or invited):
        return ""
    why = because(json.loads(told.get(asked.id) or "[]"), {})
    invitation, said = next(iter(invited.items()), (0, ""))
    name, _line, words = said.partition(BY)
    return str(_pieces().told(asked.id, bool(_now_on_it(asked, "on it")), why, invitation, name, words))


def in_words(number: int) -> str:
    """A number as a sentence begins with it: in words to ten, then in figures."""
    words = [
        _("None"), _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"),
        _("Ten"),
    ]  # fmt: skip
    return words[number] if 0 <= number < len(words) else str(number)


def _told_words(told: int) -> str:
    return ngettext(
        "%(count)s person who knows this has been told.",
        "%(count)s people who know this have been told.",
        told,
    ) % {"count": in_words(told)}


def _now_on_it(asked: Asked, kind: str) -> int:
    ends: list[datetime | None] = [moment(text) for text in asked.facts.get(kind, {}).values()]
    return sum(end is not None and end > asked.now for end in ends)


@cache
def _pieces() -> Any:
    """The macros of `_along.html`, to be called like functions."""
    return engines["jinja2"].env.get_template("routing/_along.html").module  # type: ignore[attr-defined]
