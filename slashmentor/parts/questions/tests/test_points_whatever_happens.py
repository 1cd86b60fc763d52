"""Members do whatever they can, at random times and days: after each step every figure is the sum of what happened."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from slashmentor.base.errors import ForPeople
from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.people.actions import leave
from slashmentor.commons.people.actions.merge import merge
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Day, Line, Standing
from slashmentor.commons.standing.verifying import verify
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.actions.ending import end_bounty
from slashmentor.parts.questions.actions.fairness import reverse
from slashmentor.parts.questions.models import Bounty, Entry, Suspicion, Vote
from slashmentor.parts.questions.verifying import settle_community
from tests.cast import GENEROUS, NOON, give_points

# A cap that three votes reach, bounties without a wait, and a short way to points that stay.
NUMBERS = {
    **GENEROUS,
    "may.bounty": 1,
    "may.wiki": 1,
    "bounty.question_days": 0,
    "points.a_day": 25,
    "points.kept_score": 2,
    "points.kept_days": 3,
    "votes.changeable_minutes": 60 * 24,
}
SOME = some.integers(0, 11)


class Members(RuleBasedStateMachine):
    """Each rule is something that somebody tries; what is refused is refused, and changes nothing."""

    def __init__(self):
        super().__init__()
        self.now = NOON
        self.names = 0
        self.accounts = defaultdict(lambda: 1)  # how many became this one
        self.scope = transaction.atomic()
        self.scope.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.scope.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.communities = [
            Community.objects.create(slug=slug, name=slug, created_at=NOON, numbers=NUMBERS)
            for slug in ("one", "two")
        ]
        self.mo = self.somebody(300)
        for community in self.communities:
            Moderator.objects.create(community=community, member=self.mo, since=NOON)
        self.members = [self.somebody(300) for _number in range(4)]
        for asker in self.members[:2]:
            question = actions.ask(
                self.communities[0], by=asker, title=f"What does {asker.handle} want to know?",
                body="I looked everywhere, and found nothing that says how it is done.", topics=["ways"], now=NOON,
            )  # fmt: skip
            for member in self.members[2:]:
                self.answer_by(question, member)

    def somebody(self, points):
        self.names += 1
        member = Member.objects.create(
            handle=f"member-{self.names}", email=f"m{self.names}@example.org", joined_at=NOON
        )
        give_points(member, self.communities[0], points)
        return member

    def answer_by(self, question, member):
        self.names += 1
        body = f"This is way number {self.names}, and it worked for the two of us."
        return actions.answer(question, by=member, body=body, now=self.now)

    def one(self, number):
        return self.members[number % len(self.members)]

    def entry(self, number, **kind):
        entries = list(Entry.objects.filter(**kind).order_by("pk"))
        return entries[number % len(entries)]

    def attempt(self, deed, *args, **given):
        """Do it, or be refused; an error of another kind is one of ours."""
        try:
            with transaction.atomic():
                deed(*args, now=self.now, **given)
        except ForPeople:
            pass

    @rule(hours=some.sampled_from([0.1, 5, 14, 30, 80]))
    def time_goes_by(self, hours):
        self.now += timedelta(hours=hours)

    @rule(who=SOME, what=SOME, value=some.sampled_from([1, 1, 1, -1, 0]))
    def vote(self, who, what, value):
        self.attempt(actions.vote, self.entry(what), by=self.one(who), value=value)

    @rule(what=SOME)
    def everybody_votes(self, what):
        for member in self.members:
            self.attempt(actions.vote, self.entry(what), by=member, value=1)

    @rule(what=SOME, back=some.booleans())
    def accept(self, what, back):
        answer = self.entry(what, kind=2)
        asker = answer.question.author
        if asker is not None:
            self.attempt(actions.unaccept if back else actions.accept, answer, by=asker)

    @rule(what=SOME)
    def edit(self, what):
        entry = self.entry(what)
        self.names += 1
        self.attempt(actions.edit, entry, by=self.mo, body=f"{entry.body} And {self.names} more words.")

    @rule(what=SOME, back=some.booleans())
    def wiki(self, what, back):
        self.attempt(actions.end_wiki if back else actions.make_wiki, self.entry(what), by=self.mo)

    @rule(what=SOME, back=some.booleans(), moderates=some.booleans())
    def delete(self, what, back, moderates):
        entry = self.entry(what)
        by = self.mo if moderates else entry.author
        if by is not None:
            self.attempt(actions.undelete if back else actions.delete, entry, by=by)

    @rule(who=SOME, what=SOME)
    def answer(self, who, what):
        question = self.entry(what, kind=1)
        self.attempt(lambda now: self.answer_by(question, self.one(who)))  # noqa: ARG005 - attempt gives it

    @rule(who=SOME, what=SOME, steps=some.integers(1, 4))
    def offer_bounty(self, who, what, steps):
        question = self.entry(what, kind=1)
        self.attempt(actions.offer_bounty, question, by=self.one(who), amount=50 * steps)

    @rule(which=SOME, what=SOME, how=some.sampled_from(["award", "award", "end", "back"]))
    def end_bounty(self, which, what, how):
        bounties = list(Bounty.objects.filter(state="open").order_by("pk"))
        if not bounties:
            return
        bounty = bounties[which % len(bounties)]
        answers = list(bounty.question.answers.order_by("pk"))
        if how == "back":
            self.attempt(actions.give_back_bounty, bounty, by=self.mo, reason="It was a mistake")
        elif how == "end":
            end_bounty(bounty.pk, now=bounty.ends_at + timedelta(days=1))
        elif bounty.by is not None and answers:
            self.attempt(actions.award_bounty, bounty, answers[what % len(answers)], by=bounty.by)

    @rule(who=SOME, whom=SOME)
    def reverse_votes(self, who, whom):
        votes = Vote.objects.filter(voter=self.one(who), author=self.one(whom), value=1)
        ids = list(votes.filter(entry__community=self.communities[0]).values_list("pk", flat=True))
        if ids:
            suspicion = Suspicion.objects.create(
                community=self.communities[0], kind="series", voter=self.one(who), author=self.one(whom),
                value=1, vote_ids=ids, began_at=self.now, ended_at=self.now, found_at=self.now,
            )  # fmt: skip
            reverse(suspicion, by=None, now=self.now)

    @rule()
    def count_what_waited(self):
        actions.count_waiting_votes(now=self.now)

    @rule(who=SOME, keep_words=some.booleans())
    def leave(self, who, keep_words):
        member = self.one(who)
        leave(member, by=member, keep_words=keep_words, now=self.now)
        self.members[self.members.index(member)] = self.somebody(200)

    @rule(who=SOME)
    def merge(self, who):
        self.members.append(self.somebody(50))
        gone, self.mo.is_staff = self.members.pop(who % 4), True
        into = self.one(who)
        self.accounts[into.pk] += self.accounts[gone.pk]
        merge(gone, into, by=self.mo, now=self.now)

    def a_day_of(self, member):
        return NUMBERS["points.a_day"] * self.accounts[member]

    @rule(what=SOME, to=some.integers(0, 1))
    def move(self, what, to):
        self.attempt(actions.move, self.entry(what, kind=1), to=self.communities[to], by=self.mo)

    @rule(worth=some.sampled_from([5, 10]))
    def another_worth_of_votes(self, worth):
        here = self.communities[0]
        Community.objects.filter(pk=here.pk).update(numbers={**NUMBERS, "points.voted_up": worth})
        settle_community(here.pk, now=self.now)

    @invariant()
    def every_figure_is_what_happened(self):
        found = []
        verify(repair=False, now=self.now, told=lambda _what, _many, differences: found.extend(differences))
        assert found == []

    @invariant()
    def the_lines_alone_give_every_figure(self):
        """Worked out anew from points and the day's most, without a word of what was counted."""
        days, sums = defaultdict(int), defaultdict(int)
        for member, here, kind, day, points in Line.objects.values_list(
            "member", "community", "kind", "day", "points"
        ):
            if kind in Line.CAPPED:
                days[member, here, day] += points
            else:
                sums[member, here] += points
        most = {(day.member_id, day.community_id, day.day): day.most for day in Day.objects.all()}
        for (member, here, day), points in days.items():
            # Two accounts that became one had their own most each on a day on which both were given points.
            assert NUMBERS["points.a_day"] <= most[member, here, day] <= self.a_day_of(member)
            sums[member, here] += min(points, most[member, here, day])
        for standing in Standing.objects.all():
            assert standing.points == 1 + sums[standing.member_id, standing.community_id]
            assert standing.reputation == max(1, standing.points)

    @invariant()
    def nobody_votes_twice_or_for_themselves(self):
        assert not Vote.objects.values("voter", "entry").annotate(many=Count("pk")).filter(many__gt=1)
        assert all(vote.voter_id != vote.entry.author_id for vote in Vote.objects.select_related("entry"))

    @invariant()
    def scores_are_what_was_voted(self):
        for entry in Entry.objects.prefetch_related("votes"):
            cast = [vote.value for vote in entry.votes.all() if vote.waits_until is None]
            assert (entry.ups, entry.downs, entry.score) == (cast.count(1), cast.count(-1), sum(cast))

    @invariant()
    def bounties_come_out_once(self):
        for bounty in Bounty.objects.select_related("question"):
            out = {"open": 0, "ended": 0, "awarded": bounty.amount, "automatic": bounty.amount // 2}
            assert bounty.awarded == out.get(bounty.state, 0)
        for question in Entry.objects.filter(kind=1):
            still_open = question.bounties.filter(state="open").values_list("amount", flat=True)
            assert question.bounty == sum(still_open)


@pytest.mark.django_db
def test_figures_hold_whatever_happens():
    run_state_machine_as_test(
        Members,
        settings=settings(
            max_examples=15,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
