"""rules.md, "Votes and rates" and "Reputation": who flags, how often, and what six flags do."""

from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety.actions import act, decide, let_flags_age, raise_flag, tell_author, withdraw
from slashmentor.commons.safety.actions.flag import allowed_a_day
from slashmentor.commons.safety.models import Decision, Flag, Harm
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.commons.standing.privileges import position_of
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Entry
from tests.cast import NOON, a_community, a_member, a_question, give_points

pytestmark = pytest.mark.django_db


def flag(thing, by, harm=Harm.LOW_QUALITY, **more):
    return raise_flag(thing, **{"by": by, "harm": harm, "now": NOON, **more})


def members(number):
    return [a_member(f"reader-{n}") for n in range(number)]


def reputation(member):
    return Standing.objects.filter(member=member).values_list("points", flat=True).first() or 1


def test_a_flag_waits_for_a_moderator(question, eve, community):
    raised = flag(question, eve, words=" It has no question in it.\x00 ")
    assert (raised.community, raised.member_id, raised.by, raised.outcome) == (
        community,
        question.author_id,
        eve,
        "",
    )
    assert (raised.words, raised.about) == ("It has no question in it.", question)
    assert Happening.objects.filter(verb="flag.raised").count() == 1


@pytest.mark.parametrize(("points", "opens"), [(14, False), (15, True)])
def test_flagging_opens_at_15(strict, ada, eve, points, opens):
    asked = a_question(strict, ada)
    give_points(eve, strict, points)
    if opens:
        assert flag(asked, eve).pk
    else:
        with pytest.raises(Refused, match="Flagging opens at 15 points here; you have 14"):
            flag(asked, eve)


def test_one_open_flag_on_a_thing(question, eve, mo):
    raised = flag(question, eve)
    with pytest.raises(Refused, match="already"):
        flag(question, eve, Harm.OTHER, words="Something else about it.")
    decide(raised, by=mo, helpful=False, now=NOON)
    assert flag(question, eve).pk != raised.pk


def test_nobody_flags_what_is_theirs_or_gone(question, answer, ada, emmy, eve):
    with pytest.raises(Refused, match="This is yours"):
        flag(question, ada)
    actions.delete(answer, by=emmy, now=NOON)
    with pytest.raises(Refused, match="deleted already"):
        flag(answer, eve)


@pytest.mark.parametrize(
    ("harm", "words", "field"),
    [("", "", "harm"), ("nonsense", "", "harm"), ("not_an_answer", "", "harm"), ("other", "", "words"),
     ("private", "short", "words"), ("spam", "x" * 601, "words")],
)  # fmt: skip
def test_what_a_flag_has_to_say(question, eve, harm, words, field):
    with pytest.raises(Invalid) as error:
        flag(question, eve, harm, words=words)
    assert list(error.value.errors) == [field]


@pytest.mark.parametrize(
    ("helpful", "allowed"), [(0, 10), (9, 10), (10, 11), (95, 19), (900, 100), (2000, 100)]
)
def test_10_flags_a_day_growing_to_100_with_helpful_ones(strict, eve, helpful, allowed):
    Flag.objects.bulk_create(
        Flag(community=strict, by=eve, harm="spam", at=NOON, outcome="helpful", decided_at=NOON, about_id=n)
        for n in range(helpful)
    )
    assert allowed_a_day(eve, position_of(eve, strict.pk)) == allowed


def test_the_eleventh_flag_of_a_day_is_refused_until_midnight(strict, ada, eve):
    give_points(eve, strict, 20)
    Flag.objects.bulk_create(
        Flag(community=strict, by=eve, harm="other", at=NOON, about_id=n) for n in range(10)
    )
    asked = a_question(strict, ada)
    with pytest.raises(Refused, match="10 flags today"):
        flag(asked, eve)
    assert flag(asked, eve, now=NOON + timedelta(hours=12)).pk


def test_six_flags_as_spam_delete_lock_and_cost_100_points(question, ada, community):
    give_points(ada, community, 150)
    for reader, harm in zip(members(6), ["spam", "abuse"] * 3, strict=True):
        question.refresh_from_db()
        assert question.deleted_at is None
        flag(question, reader, harm)
    question.refresh_from_db()
    assert (question.deleted_at, question.deleted_by, question.locked_at) == (NOON, None, NOON)
    assert reputation(ada) == 50
    assert set(Flag.objects.values_list("outcome", "decided_by")) == {("helpful", None)}
    assert Decision.objects.values_list("verb", "member", "by").get() == ("post.removed", ada.pk, None)


def test_five_flags_as_spam_and_one_as_something_else_do_not(question):
    for reader, harm in zip(members(6), ["spam"] * 5 + ["low_quality"], strict=True):
        flag(question, reader, harm)
    question.refresh_from_db()
    assert question.deleted_at is None


def test_a_moderator_s_flag_as_abuse_is_enough(answer, emmy, mo):
    flag(answer, mo, Harm.ABUSE)
    answer.refresh_from_db()
    assert (answer.deleted_at, reputation(emmy)) == (NOON, -99)
    assert Standing.objects.get(member=emmy).reputation == 1
    assert Decision.objects.get().by == mo


def test_it_costs_100_points_once_and_outside_the_cap_of_a_day(answer, emmy, mo, community):
    Standing.objects.filter(member=emmy).delete()
    act(answer, "post.removed", by=mo, reason="Advertises a shop", now=NOON)
    act(answer, "post.removed", by=mo, reason="Advertises a shop", now=NOON + timedelta(days=1))
    (line,) = Line.objects.filter(kind=Line.Kind.ABUSE)
    assert (line.points, line.counted, line.about_id) == (-100, -100, answer.pk)


def test_taking_it_back_returns_the_points(answer, emmy, mo):
    flag(answer, mo, Harm.SPAM)
    with pytest.raises(Refused):
        actions.undelete(answer, by=emmy, now=NOON)
    actions.undelete(answer, by=mo, now=NOON + timedelta(hours=1))
    answer.refresh_from_db()
    assert (answer.deleted_at, answer.locked_at, answer.locked_reason) == (None, None, "")
    assert reputation(emmy) == 1
    assert list(Line.objects.filter(kind="abuse").values_list("points", flat=True)) == [-100, 100]


def test_its_author_cannot_bring_back_what_they_deleted_first(answer, emmy, mo):
    actions.delete(answer, by=emmy, now=NOON)
    act(answer, "post.removed", by=mo, reason="Advertises a shop", now=NOON + timedelta(hours=1))
    with pytest.raises(Refused):
        actions.undelete(answer, by=emmy, now=NOON)
    assert reputation(emmy) == -99


def test_a_comment_that_six_find_abusive_goes(question, emmy, eve):
    said = actions.comment(question, by=emmy, body="You are all fools, and I tell you.", now=NOON)
    for reader in members(6):
        flag(said, reader, Harm.ABUSE)
    said.refresh_from_db()
    question.refresh_from_db()
    assert (said.deleted_at, question.comment_count, reputation(emmy)) == (NOON, 0, 1)


def test_deciding_decides_all_of_the_same_sort(question, eve, emmy, mo):
    first, second = flag(question, eve), flag(question, emmy)
    other = flag(question, a_member("third"), Harm.DUPLICATE)
    decide(first, by=mo, helpful=True, answer="Thank you.", now=NOON)
    for one in (first, second, other):
        one.refresh_from_db()
    assert [(one.outcome, one.answer) for one in (first, second, other)] == [
        ("helpful", "Thank you."),
        ("helpful", "Thank you."),
        ("", ""),
    ]
    assert Happening.objects.filter(verb="flag.decided").count() == 2
    assert decide(first, by=mo, helpful=False, now=NOON) == []


def test_only_moderators_of_the_community_decide(question, eve, emmy):
    raised = flag(question, eve)
    elsewhere = a_member("els")
    a_community("elsewhere").moderators.create(member=elsewhere, since=NOON)
    for by in (emmy, eve, elsewhere):
        with pytest.raises(Refused):
            decide(raised, by=by, helpful=True, now=NOON)


def test_moderators_with_a_tie_stand_aside(community, mo, eve):
    asked = a_question(community, mo)
    raised = flag(asked, eve)
    assert decide(raised, by=mo, helpful=False, now=NOON)  # there is nobody else
    again = flag(asked, eve, now=NOON + timedelta(days=1))
    a_member("hana", is_staff=True)
    with pytest.raises(Refused, match="somebody else decides"):
        decide(again, by=mo, helpful=False, now=NOON)
    with pytest.raises(Refused, match="somebody else decides"):
        act(asked, "post.locked", by=mo, reason="Too heated", now=NOON)


def test_taking_a_flag_back(question, eve, emmy):
    raised = flag(question, eve)
    with pytest.raises(Refused):
        withdraw(raised, by=emmy, now=NOON)
    withdraw(raised, by=eve, now=NOON)
    withdraw(raised, by=eve, now=NOON + timedelta(hours=1))
    raised.refresh_from_db()
    assert (raised.outcome, raised.decided_at) == ("withdrawn", NOON)


def test_flags_age_away_after_14_days(question, eve, emmy):
    old, new = flag(question, eve), flag(question, emmy, now=NOON + timedelta(hours=1))
    let_flags_age(now=NOON + timedelta(days=14))
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.outcome, new.outcome) == ("aged", "")


@pytest.mark.parametrize("what", ["post.deleted", "post.locked", "post.removed"])
def test_acting_on_a_thing_gives_a_reason_and_decides_its_flags(answer, emmy, eve, mo, what):
    raised = flag(answer, eve)
    decision = act(answer, what, by=mo, reason="It advertises", words="Please don’t.", now=NOON)
    raised.refresh_from_db()
    assert (decision.verb, decision.member, decision.words, raised.outcome) == (
        what,
        emmy,
        "Please don’t.",
        "helpful",
    )
    run_waiting(now=NOON + timedelta(hours=1))
    assert Decision.objects.count() == 1  # not once more by whoever listens


@pytest.mark.parametrize(
    ("what", "reason"), [("post.deleted", ""), ("nonsense", "A good reason"), ("edit", "A reason")]
)
def test_acting_needs_a_deed_and_a_reason(answer, mo, what, reason):
    with pytest.raises(Invalid):
        act(answer, what, by=mo, reason=reason, now=NOON)
    assert Decision.objects.count() == 0


def test_writing_to_the_author(answer, emmy, mo):
    decision = tell_author(answer, by=mo, reason="Its tone", words="Please be kinder to who asks.", now=NOON)
    assert (decision.verb, decision.member, decision.words) == (
        "member.told",
        emmy,
        "Please be kinder to who asks.",
    )


@pytest.mark.parametrize(
    ("deed", "verb"),
    [
        (lambda answer, mo: actions.delete(answer, by=mo, now=NOON), "post.deleted"),
        (lambda answer, mo: actions.lock(answer, by=mo, reason="Too heated", now=NOON), "post.locked"),
    ],
)
def test_what_moderators_do_elsewhere_is_in_the_log_too(answer, emmy, mo, deed, verb):
    deed(answer, mo)
    run_waiting(now=NOON + timedelta(hours=1))
    assert Decision.objects.values_list("verb", "member", "by").get() == (verb, emmy.pk, mo.pk)


def test_what_authors_do_is_no_decision(answer, emmy, mo, community):
    own = a_question(community, mo)
    actions.delete(answer, by=emmy, now=NOON)
    actions.delete(own, by=mo, now=NOON)
    run_waiting(now=NOON + timedelta(hours=1))
    assert Decision.objects.count() == 0


def test_the_community_s_own_numbers_hold(ada):
    here = a_community("calm", numbers={"may.flag": 1, "flags.for_spam": 2, "points.abuse": -10})
    asked = a_question(here, ada)
    for reader in members(2):
        flag(asked, reader, Harm.SPAM)
    assert (Entry.objects.get(pk=asked.pk).deleted_at, reputation(ada)) == (NOON, -9)
