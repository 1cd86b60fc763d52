"""Answers as evidence that somebody knows a topic (commons/topics/evidence.py)."""

from urllib.parse import urlencode

from django.utils.translation import ngettext

from slashmentor.commons.topics.evidence import Evidence, evidence

from .queries.answered import answered, find_who_answers


def weight(answers: int, useful: int, accepted: int) -> float:
    """1 for an answer found useful, 1 more when it was accepted; a quarter for one that nobody judged yet."""
    return useful + accepted + 0.25 * (answers - useful)


def who_answers_most(topic: int, most: int) -> dict[int, float]:
    return {
        one.member_id: weight(one.answers, one.useful, one.accepted)
        for one in find_who_answers(topic, most=most)
    }


@evidence("answers", order=10, facts=answered, strongest=who_answers_most)
def answers(handle: str, topic: str, answers: int, useful: int, accepted: int) -> Evidence:
    """The counts in words; they lead to a search for these very answers."""
    address = "/search?" + urlencode({"q": f"[{topic}] user:{handle} is:answer"})
    return Evidence(_words(answers, useful, accepted), weight(answers, useful, accepted), address)


def _words(answers: int, useful: int, accepted: int) -> str:
    if accepted:
        words = ngettext(
            "%(num)s answer, %(accepted)s accepted", "%(num)s answers, %(accepted)s accepted", answers
        )
        return words % {"num": answers, "accepted": accepted}
    if useful:
        words = ngettext(
            "%(num)s answer, %(useful)s found useful", "%(num)s answers, %(useful)s found useful", answers
        )
        return words % {"num": answers, "useful": useful}
    return ngettext("%(num)s answer", "%(num)s answers", answers) % {"num": answers}
