"""States of the world just short of a badge, or just there: each takes how much, and gives whose badge it is about
and the thing that happened last. Rows are written directly, since nobody wants to vote 600 times.
"""

from datetime import UTC, datetime, timedelta
from itertools import count

from slashmentor.base.text.slug import slugify_title
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety.models import Flag
from slashmentor.commons.standing.models import Day, Standing
from slashmentor.commons.topics.models import Expertise, Topic, TopicEdit, TopicHere
from slashmentor.parts.mentorships.lifecycle import State
from slashmentor.parts.mentorships.models import Request
from slashmentor.parts.questions.models import (
    Bounty,
    Comment,
    Entry,
    Judgement,
    Revision,
    Suggestion,
    Tagging,
    Vote,
)
from slashmentor.parts.reviews.models import Review, Task
from slashmentor.together.badges.models import Visiting
from tests.cast import NOON, a_member, a_mentor_page

TODAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
_numbers = count(1)


class World:
    """A community with somebody whose badges are looked at (`me`) and somebody else."""

    def __init__(self) -> None:
        number = next(_numbers)
        self.me = a_member(f"me-{number}")
        self.other = a_member(f"other-{number}")
        self.here = Community.objects.create(slug=f"here-{number}", name="Here", created_at=NOON)

    def entries(self, many, by, kind=Entry.Kind.QUESTION, **fields):
        """So many questions (or answers) of somebody; a callable field is asked with each one's number."""
        made = [
            Entry(
                kind=kind,
                community=self.here,
                author=by,
                body="words",
                body_html="<p>words</p>",
                **{
                    "title": "How do I begin?" if kind == Entry.Kind.QUESTION else "",
                    "slug": slugify_title("How do I begin?") if kind == Entry.Kind.QUESTION else "",
                    "created_at": NOON,
                    "active_at": NOON,
                    **_scored(
                        {name: value(n) if callable(value) else value for name, value in fields.items()}
                    ),
                },
            )
            for n in range(many)
        ]
        return Entry.objects.bulk_create(made)

    def question(self, by=None, **fields):
        return self.entries(1, by or self.me, **fields)[0]

    def answers(self, questions, by=None, **fields):
        return self.entries(
            len(questions),
            by or self.me,
            Entry.Kind.ANSWER,
            **{"question": lambda n: questions[n], "created_at": NOON + timedelta(hours=1), **fields},
        )

    def answer(self, question=None, by=None, **fields):
        return self.answers([question or self.question(self.other)], by, **fields)[0]

    def accept(self, answers):
        for answer in answers:
            answer.question.accepted = answer
            answer.question.accepted_at = NOON
        Entry.objects.bulk_update([answer.question for answer in answers], ["accepted", "accepted_at"])

    def topic(self, questions, name=None, **fields):
        """A topic that these questions have."""
        topic = Topic.objects.create(name=name or f"topic-{next(_numbers)}", created_at=NOON)
        TopicHere.objects.create(
            topic=topic, community=self.here, **{"question_count": len(questions), **fields}
        )
        Tagging.objects.bulk_create(
            Tagging(question=one, topic=topic, community=self.here, created_at=NOON, active_at=NOON)
            for one in questions
        )
        return topic

    def voted(self, entries, by=None, value=1, at=NOON):
        return Vote.objects.bulk_create(
            Vote(voter=by or self.me, entry=entry, author_id=entry.author_id, value=value, cast_at=at)
            for entry in entries
        )

    def edited(self, entries, by=None, **fields):
        """A second version of each, by somebody."""
        return Revision.objects.bulk_create(
            Revision(
                entry=entry,
                body="better",
                by=by or self.me,
                **{"number": 2, "at": NOON, "topic_names": entry.topic_names, **fields},
            )
            for entry in entries
        )


def _scored(fields):
    score = fields.pop("score", 0)
    return {**fields, "score": score, "ups": max(score, 0), "downs": max(-score, 0)}


# --- asking ---
def asked_of_score(w, score):
    return w.me, w.question(score=score)


def accepted_answers(w, many):
    questions = w.entries(max(many, 1), w.me)
    answers = w.answers(questions, w.other)
    w.accept(answers[:many])
    return w.me, answers[0]


def asked_on_days(w, days):
    asked = w.entries(days, w.me, score=1, created_at=lambda n: NOON - timedelta(days=n))
    w.entries(3, w.me, score=1, created_at=NOON + timedelta(minutes=5))  # on the same day
    w.entries(3, w.me, score=0, created_at=lambda n: NOON + timedelta(days=n + 1))
    w.entries(3, w.me, score=1, closed_at=NOON, created_at=lambda n: NOON + timedelta(days=n + 1))
    return w.me, asked[0]


def read_times(w, views):
    return w.me, w.question(views=views)


def kept_by(w, people):
    return w.me, w.question(bookmark_count=people)


def bounty(w, many, *, own, state):
    question = w.question(w.me if own else w.other)
    other = w.question(w.other if own else w.me)  # the other kind doesn't count
    made = [
        Bounty(question=on, by=w.me, amount=50, offered_at=NOON, ends_at=NOON, state=state)
        for on in [other, *[question] * many]
    ]
    return w.me, Bounty.objects.bulk_create(made)[-1]


def offered_on_own(w, many):
    return bounty(w, many, own=True, state=Bounty.State.OPEN)


def offered_on_others(w, many):
    return bounty(w, many, own=False, state=Bounty.State.OPEN)


def awarded_on_own(w, many):
    return bounty(w, many, own=True, state=Bounty.State.AWARDED)


def awarded_on_others(w, many):
    return bounty(w, many, own=False, state=Bounty.State.AWARDED)


# --- answering ---
def answered_of_score(w, score):
    return w.me, w.answer(score=score)


def answered_oneself(w, score):
    return w.me, w.answer(w.question(w.me), score=score)


def first_and_accepted(w, score):
    answer = w.answer(score=score)
    w.answer(answer.question, w.other, created_at=NOON + timedelta(hours=2))
    w.accept([answer])
    return w.me, answer


def second_and_accepted(w, score):
    question = w.question(w.other)
    w.answer(question, w.other)
    answer = w.answer(question, score=score, created_at=NOON + timedelta(hours=2))
    w.accept([answer])
    return w.me, answer


def beside_accepted(w, score, accepted=11):
    question = w.question(w.other)
    w.accept([w.answer(question, w.other, score=accepted)])
    return w.me, w.answer(question, score=score)


def beside_accepted_of(w, accepted):
    return beside_accepted(w, 100, accepted)


def answered_late(w, score, days=200):
    return w.me, w.answer(score=score, created_at=NOON + timedelta(days=days))


def answered_after(w, days):
    return answered_late(w, 100, days)


def unsung(w, many, sung=0):
    questions = w.entries(many + sung, w.other)
    answers = w.answers(questions, score=lambda n: 0 if n < many else 1)
    w.accept(answers)
    return w.me, answers[0]


def unsung_among_30(w, many):
    return unsung(w, many, sung=30 - many)


def unsung_among_44(w, many):
    return unsung(w, many, sung=44 - many)


def edited_and_answered(w, many, hours=12):
    questions = w.entries(max(many, 1), w.other)
    answers = w.answers(questions, score=1, created_at=NOON + timedelta(hours=hours))
    w.edited(questions[:many], at=NOON)
    return w.me, answers[0]


def edited_and_answered_within(w, tenths):
    return edited_and_answered(w, 1, hours=tenths / 10)


def at_home_in(w, topics, score=15):
    questions = w.entries(40, w.other)
    for number, question in enumerate(questions):
        w.topic([question], question_count=1000 - number)
    further = w.question(w.other)
    w.topic([further], question_count=1)  # beyond the 40
    answers = w.answers([*questions[:topics], further], score=score)
    return w.me, answers[0]


def at_home_in_20(w, score):
    return at_home_in(w, 20, score)


def rescued(w, score, before=-2, after=2):
    """The question stood at `before` when it was answered, and has risen to `after`."""
    voters = [a_member(f"v{next(_numbers)}") for _ in range(after - 2 * before)]
    question = w.question(w.other)
    against, later = voters[:-before], voters[-before:]
    for voter in against:
        w.voted([question], voter, -1, NOON)
    for voter in later:
        w.voted([question], voter, 1, NOON + timedelta(days=1))
    Entry.objects.filter(pk=question.pk).update(ups=len(later), downs=-before, score=after)
    return w.me, w.answer(question, score=score, created_at=NOON + timedelta(hours=3))


def rescued_deep(w, score):
    return rescued(w, score, -3, 3)


def rescued_from(w, low):
    return rescued(w, 5, -low, 2)


def rescued_to(w, high):
    return rescued(w, 5, -2, high)


def welcomed(w, many):
    answers = []
    for n in range(max(many, 1)):
        newcomer = a_member(f"n{next(_numbers)}")
        first = w.question(newcomer)
        second = w.question(newcomer, created_at=NOON + timedelta(days=1))
        answers += w.answers([second], score=1, created_at=NOON + timedelta(days=2))  # doesn't count
        if n < many:
            answers += w.answers([first], score=1)
    return w.me, answers[-1]


# --- taking part ---
def told_of_themselves(w, parts):
    w.me.stage = "phd"
    w.me.bio = "I count seedlings." if parts > 1 else ""
    w.me.save()
    topic = Topic.objects.create(name=f"topic-{next(_numbers)}", created_at=NOON)
    if parts > 2:
        Expertise.objects.create(member=w.me, topic=topic, level="expert", since=NOON)
    return w.me, w.me


def opened_a_page(w, times):
    offer = a_mentor_page(w.me, published=bool(times))
    return w.me, offer


def accepted_requests(w, times):
    """So many accepted, and one of each other kind."""
    offer = a_mentor_page(w.me)
    others = [state for state in State if state not in (State.ACCEPTED, State.ENDED, State.UNCONFIRMED)]
    for state in [State.ACCEPTED] * times + others:
        request = Request.objects.create(
            offer=offer,
            mentor=w.me,
            by=a_member(f"asker-{next(_numbers)}"),
            asks="Would you read my first draft?",
            state=state,
            at=NOON,
        )
    return w.me, request


def read_the_tour(w, times):
    for _ in range(times):
        Happening.objects.create(verb="tour.read", by=w.me, at=NOON)
    return w.me, w.me


def commented(w, many, score=0):
    entry = w.question(w.other)
    made = Comment.objects.bulk_create(
        Comment(
            entry=entry, community=w.here, author=w.me, body="so", body_html="so", score=score,
            created_at=NOON, deleted_at=NOON if n == many else None,
        )
        for n in range(many + 1)
    )  # fmt: skip
    return w.me, made[0]


def commented_well(w, many):
    return commented(w, many, score=5)


def commented_of_score(w, score):
    return commented(w, 10, score)


def came_daily(w, days):
    Visiting.objects.create(
        member=w.me, since=TODAY.date() - timedelta(days=days), until=TODAY.date() - timedelta(days=1)
    )
    return w.me, w.me


def full_days(w, days):
    Day.objects.bulk_create(
        Day(member=w.me, community=w.here, day=NOON.date() - timedelta(days=n), points=200 + n, most=200)
        for n in range(days)
    )
    Day.objects.create(member=w.me, community=w.here, day=TODAY.date(), points=199, most=200)
    return w.me, w.question(w.me)


def here_for_a_year(w, reputation, days=365):
    Standing.objects.create(
        member=w.me,
        community=w.here,
        points=reputation,
        reputation=reputation,
        joined_at=TODAY - timedelta(days=days),
    )
    return w.me, w.me


def here_for_days(w, days):
    return here_for_a_year(w, 200, days)


# --- looking after the place ---
def voted_up(w, many, value=1):
    questions = w.entries(max(many, 1), w.other)
    w.voted(questions[:many], value=value, at=NOON)
    return w.me, questions[0]


def voted_down(w, many):
    return voted_up(w, many, -1)


def voted_in_a_day(w, many):
    questions = w.entries(many + 5, w.other)
    w.voted(questions[:many], at=NOON)
    w.voted(questions[many:], at=NOON + timedelta(days=1))
    return w.me, questions[0]


def elected(w, many, on_answers=0):
    questions = w.entries(max(many, 1), w.other)
    w.voted(questions[:many])
    if on_answers:
        w.voted(w.entries(on_answers, w.other, Entry.Kind.ANSWER, question=questions[0]))
    return w.me, questions[0]


def elected_of_2400(w, many):
    return elected(w, many, 2400 - many)


def voted_for_rivals(w, many):
    question, foreign = w.question(w.other), w.question(w.other)
    w.answer(question)
    rivals = w.entries(many, w.other, Entry.Kind.ANSWER, question=question)
    others = w.entries(2, w.other, Entry.Kind.ANSWER, question=foreign)
    w.voted([*rivals, *others, question])
    return w.me, rivals[0]


def flagged(w, many):
    made = Flag.objects.bulk_create(
        Flag(
            about_kind="questions.entry", about_id=n + 1, community=w.here, by=w.me, harm="spam", at=NOON,
            decided_at=NOON, outcome=Flag.Outcome.HELPFUL if n < many else Flag.Outcome.DECLINED,
        )
        for n in range(many + 1)
    )  # fmt: skip
    return w.me, made[0]


def edited(w, many):
    questions = w.entries(max(many, 1), w.me)
    w.edited(questions[:many])
    return w.me, questions[0]


def edited_others(w, many):
    questions = w.entries(many, w.other)
    w.edited(questions)
    w.edited(questions, number=3)  # the same posts again
    w.edited(w.entries(3, w.me))
    return w.me, questions[0]


def edited_quiet(w, many):
    then = TODAY - timedelta(days=183)
    quiet = w.entries(max(many, 1), w.other, created_at=then)
    lively = w.entries(1, w.other, created_at=then)[0]
    w.answer(lively, w.other, created_at=TODAY - timedelta(days=90))
    w.edited([*quiet[:many], lively], at=TODAY)
    return w.me, quiet[0]


def edited_after_days(w, days):
    question = w.question(w.other, created_at=TODAY - timedelta(days=days))
    w.edited([question], at=TODAY)
    return w.me, question


def retagged(w, many):
    question = w.question(w.other, topic_names=["r", "python"])
    w.edited([question], w.other, number=1, topic_names=["r", "python"])
    w.edited([question], topic_names=["r"] if many else ["r", "python"])
    return w.me, question


def took_back(w, score):
    w.question(w.me, score=score, deleted_at=NOON, deleted_by=w.other)  # somebody else did
    return w.me, w.question(w.me, score=score, deleted_at=NOON, deleted_by=w.me)


def reviewed(w, many):
    tasks = Task.objects.bulk_create(
        Task(queue=queue, community=w.here, entry=entry, opened_at=NOON, ended_at=NOON)
        for queue, entries in (
            ("close", w.entries(many + 1, w.other)),
            ("reopen", w.entries(max(many - 1, 0), w.other)),
        )
        for entry in entries
    )
    made = Review.objects.bulk_create(
        Review(task=task, by=w.me, verdict="skip" if n == 0 else "leave", at=NOON)
        for n, task in enumerate(tasks)
    )
    return w.me, made[0]


def judged(w, many):
    made = Suggestion.objects.bulk_create(
        Suggestion(entry=entry, by=w.other, body="better", based_on=1, at=NOON, state="approved")
        for entry in w.entries(max(many, 1), w.other)
    )
    Judgement.objects.bulk_create(
        Judgement(suggestion=one, by=w.me, approves=True, at=NOON) for one in made[:many]
    )
    return w.me, made[0]


def described(w, many):
    topics = [w.topic([]) for _ in range(max(many, 1))]
    here = list(TopicHere.objects.filter(topic__in=topics))
    TopicEdit.objects.bulk_create(
        TopicEdit(here=one, number=number, wiki="Figures.", by=w.me, at=NOON)
        for one in here[:many]
        for number in (1, 2)
    )
    return w.me, here[0]


def made_a_topic(w, questions):
    asked = w.entries(questions, w.other)
    mine = w.question(w.me)
    w.edited([mine], number=1, at=NOON)
    w.topic([mine, *asked[1:]])
    return w.me, mine


# --- one topic ---
def at_home(w, score, answers=20):
    """So many answers in one topic, with that score in all."""
    questions = w.entries(answers, w.other)
    w.topic(questions, name=f"mine-{next(_numbers)}")
    given = w.answers(questions, score=lambda n: score - (answers - 1) if n == 0 else 1)
    wiki = w.question(w.other)
    w.answer(wiki, score=1000, is_wiki=True)
    return w.me, given[0]


def at_home_silver(w, score):
    return at_home(w, score, 80)


def at_home_gold(w, score):
    return at_home(w, score, 200)


def at_home_answers(w, answers):
    return at_home(w, 1000, answers)
