"""Answers as evidence that somebody knows a topic (commons/topics/evidence.py)."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.utils.translation import ngettext

from slashmentor.commons.topics.evidence import Evidence, Shown, evidence

from .queries.answered import Answered, find_answered, find_who_answers


def weight(answers: int, useful: int, accepted: int) -> float:
    """1 for an answer found useful, 1 more when it was accepted; a quarter for one that nobody judged yet."""
    return useful + accepted + 0.25 * (answers - useful)


def who_answers_most(topic: int, most: int) -> dict[int, float]:
    return {
        one.member_id: weight(one.answers, one.useful, one.accepted)
        for one in find_who_answers(topic, most=most)
    }


@evidence("answers", order=10, strongest=who_answers_most)
def answers(members: Sequence[int], topics: Sequence[int]) -> Shown:
    return {
        (one.member_id, one.topic_id): Evidence(
            _words(one), weight(one.answers, one.useful, one.accepted), _address(one)
        )
        for one in find_answered(members, topics)
    }


def _words(one: Answered) -> str:
    if one.accepted:
        words = ngettext(
            "%(num)s answer, %(accepted)s accepted", "%(num)s answers, %(accepted)s accepted", one.answers
        )
        return words % {"num": one.answers, "accepted": one.accepted}
    if one.useful:
        words = ngettext(
            "%(num)s answer, %(useful)s found useful", "%(num)s answers, %(useful)s found useful", one.answers
        )
        return words % {"num": one.answers, "useful": one.useful}
    return ngettext("%(num)s answer", "%(num)s answers", one.answers) % {"num": one.answers}


def _address(one: Answered) -> str:
    """A search for these very answers."""
    return "/search?" + urlencode({"q": f"[{one.topic}] user:{one.handle} is:answer"})
