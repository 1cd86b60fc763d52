"""What members hear beside answers and comments: of their questions' fate, their reputation, their part in moderation.

A function for each verb says who hears what. Every piece of news names ids and keys only, never words; `new_words.py`
makes sentences of them when they are read. What is told of mentoring, mentoring.py says.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.models import Bounty, Entry
from slashmentor.together.routing.models import Told

from .models import Kind


@dataclass(frozen=True)
class News:
    """One thing that one member should hear. `by` where it matters who did it; moderators stay unnamed."""

    member_id: int | None
    kind: Kind
    entry: Entry | None = None
    community_id: int | None = None
    by_id: int | None = None
    data: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Happening], Iterable[News]]
SOURCES: dict[str, Source] = {}


def news_of(*verbs: str) -> Callable[[Source], Source]:
    def register(source: Source) -> Source:
        SOURCES.update(dict.fromkeys(verbs, source))
        return source

    return register


@news_of("question.advised", "question.closed", "question.reopened", "question.moved")
def _fate(happening: Happening) -> Iterable[News]:
    question = happening.about
    kind = {
        "question.advised": Kind.ADVICE,
        "question.closed": Kind.CLOSED,
        "question.reopened": Kind.REOPENED,
        "question.moved": Kind.MOVED,
    }[happening.verb]
    yield News(question.author_id, kind, question, question.community_id)


@news_of("entry.deleted")
def _deleted(happening: Happening) -> Iterable[News]:
    """Others took it out of sight. Its author still sees it, so the address works for them."""
    entry = happening.about
    data = {"entry": entry.pk, "question": entry.is_question, "swept": bool(happening.data.get("swept"))}
    yield News(entry.author_id, Kind.DELETED, community_id=entry.community_id, data=data)


@news_of("vote.noted")
def _noted(happening: Happening) -> Iterable[News]:
    yield News(happening.about.author_id, Kind.NOTED, happening.about)


@news_of("edit.suggested")
def _suggested(happening: Happening) -> Iterable[News]:
    suggestion = happening.about
    data = {"suggestion": suggestion.pk}
    yield News(
        suggestion.entry.author_id, Kind.SUGGESTED, suggestion.entry, by_id=suggestion.by_id, data=data
    )


@news_of("edit.approved", "edit.rejected")
def _decided(happening: Happening) -> Iterable[News]:
    suggestion = happening.about
    if happening.data.get("state") != "withdrawn":
        data = {"suggestion": suggestion.pk, "became": happening.data.get("state")}
        yield News(suggestion.by_id, Kind.DECIDED, suggestion.entry, data=data)


@news_of("bounty.offered")
def _offered(happening: Happening) -> Iterable[News]:
    bounty: Bounty = happening.about
    data = {"amount": bounty.amount, "about": "offered"}
    yield News(bounty.question.author_id, Kind.BOUNTY, bounty.question, by_id=bounty.by_id, data=data)


@news_of("bounty.awarded")
def _awarded(happening: Happening) -> Iterable[News]:
    bounty: Bounty = happening.about
    if bounty.answer is not None:
        data = {"amount": bounty.awarded, "about": "won"}
        yield News(bounty.answer.author_id, Kind.BOUNTY, bounty.answer, by_id=bounty.by_id, data=data)


@news_of("bounty.ending", "bounty.ended")
def _ending(happening: Happening) -> Iterable[News]:
    bounty: Bounty = happening.about
    back = {key: True for key in ("given_back", "cancelled") if happening.data.get(key)}
    data = {"amount": bounty.amount, "over": happening.verb == "bounty.ended", **back}
    yield News(bounty.by_id, Kind.BOUNTY_ENDS, bounty.question, data=data)


@news_of("endorsement.given")
def _endorsed(happening: Happening) -> Iterable[News]:
    """Once: not that it was put in other words, or is there again."""
    if not happening.data.get("changed"):
        endorsement = happening.about
        yield News(endorsement.member_id, Kind.ENDORSED, endorsement.entry, by_id=endorsement.by_id)


@news_of("greeting.wanted")
def _greeting(happening: Happening) -> Iterable[News]:
    question = happening.about
    for member_id in happening.data.get("greeters", ()):
        yield News(member_id, Kind.GREETING, question, question.community_id)


@news_of("question.told")
def _asked(happening: Happening) -> Iterable[News]:
    """Those of one wave, each with the facts that say why them."""
    told = Told.objects.filter(question=happening.about_id, member__in=happening.data.get("members", ()))
    for member_id, facts in told.order_by("member").values_list("member_id", "facts"):
        yield News(member_id, Kind.ASKED, happening.about, data={"facts": facts})


@news_of("question.passed_on")
def _invited(happening: Happening) -> Iterable[News]:
    yield News(happening.data.get("to"), Kind.INVITED, happening.about, by_id=happening.by_id)


@news_of("privileges.opened")
def _privileges(happening: Happening) -> Iterable[News]:
    standing = happening.about
    data = {"privileges": happening.data["privileges"]}
    yield News(standing.member_id, Kind.PRIVILEGE, community_id=standing.community_id, data=data)


@news_of("badge.awarded")
def _badge(happening: Happening) -> Iterable[News]:
    award = happening.about
    data = {"badge": award.badge, "topic": award.topic.name if award.topic else ""}
    yield News(award.member_id, Kind.BADGE, community_id=award.community_id, data=data)


@news_of("flag.decided")
def _flag(happening: Happening) -> Iterable[News]:
    flag = happening.about
    data = {"flag": flag.pk, "yes": flag.outcome == "helpful"}
    yield News(flag.by_id, Kind.FLAG, community_id=flag.community_id, data=data)


@news_of("decision.made")
def _told(happening: Happening) -> Iterable[News]:
    """Those decisions of which nothing else tells whom they concern."""
    decision = happening.about
    if decision.verb in {"member.told", "post.locked"}:
        data = {"about": decision.verb}
        yield News(decision.member_id, Kind.TOLD, community_id=decision.community_id, data=data)


@news_of("member.suspended", "member.unsuspended")
def _suspension(happening: Happening) -> Iterable[News]:
    suspension = happening.about
    data = {"until": f"{suspension.until:%Y-%m-%d}", "over": happening.verb == "member.unsuspended"}
    yield News(suspension.member_id, Kind.SUSPENSION, community_id=suspension.community_id, data=data)


@news_of("appeal.decided")
def _appeal(happening: Happening) -> Iterable[News]:
    appeal = happening.about
    yield News(
        appeal.by_id,
        Kind.APPEAL,
        community_id=appeal.decision.community_id,
        data={"yes": bool(appeal.upheld), "appeal": appeal.pk},
    )


@news_of("synonym.decided", "description.decided")
def _topic(happening: Happening) -> Iterable[News]:
    about = happening.about
    topic = about.topic if happening.verb == "synonym.decided" else about.here.topic
    data = {"topic": topic.name, "yes": bool(about.approved)}
    yield News(about.by_id, Kind.TOPIC, data=data)


@news_of("members.merged")
def _merged(happening: Happening) -> Iterable[News]:
    yield News(happening.about_id, Kind.MERGED, data={"handle": happening.data.get("gone", "")})


def whats_new(happening: Happening) -> list[News]:
    """Who should hear of it; nothing when it is gone, and nobody of what they did themselves."""
    if happening.about is None:
        return []
    return [
        news
        for news in SOURCES[happening.verb](happening)
        if news.member_id is not None and news.member_id != happening.by_id
    ]
