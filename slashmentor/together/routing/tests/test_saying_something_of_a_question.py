"""Each thing that a member can say of what is brought to them: once, twice, and taken back."""

from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions.models import Entry
from slashmentor.together.routing import actions
from slashmentor.together.routing.models import Declined, Later, NotForMe, TakenOn
from tests.cast import an_answer

DAY = timedelta(days=1)

SAYING = {
    "not for me": (NotForMe, actions.wave_off, actions.bring_back, {}),
    "later": (Later, actions.put_off, actions.bring_now, {"until": 3}),
    "on it": (TakenOn, actions.take_on, actions.let_go, {}),
}


def options(given, now):
    return {name: now + days * DAY for name, days in given.items()}


def verbs():
    return list(
        Happening.objects.filter(verb__startswith="question.")
        .exclude(verb="question.asked")
        .order_by("pk")
        .values_list("verb", flat=True)
    )


@pytest.mark.parametrize("said", SAYING)
def test_twice_is_once_and_it_can_be_taken_back(question, emmy, now, said):
    model, say, undo, given = SAYING[said]
    for _time in range(2):
        say(question, by=emmy, now=now, **options(given, now))
    assert [row.at for row in model.objects.filter(member=emmy, question=question)] == [now]
    for _time in range(2):
        undo(question, by=emmy, now=now)
    assert model.objects.count() == 0


@pytest.mark.parametrize(
    ("before", "said"), [(one, other) for one in SAYING for other in SAYING if one != other]
)
def test_what_was_said_last_holds_alone(question, emmy, now, before, said):
    for one, at in ((before, now), (said, now + DAY / 24)):
        _model, say, _undo, given = SAYING[one]
        say(question, by=emmy, now=at, **options(given, at))
    held = [name for name, (model, *_rest) in SAYING.items() if model.objects.filter(member=emmy).exists()]
    assert held == [said]
    assert ("question.let_go" in verbs()) == (before == "on it")


@pytest.mark.parametrize("everywhere", [True, False])
@pytest.mark.parametrize("said", SAYING)
def test_who_is_suspended_says_nothing(community, question, emmy, now, said, everywhere):
    model, say, undo, given = SAYING[said]
    if everywhere:
        Member.objects.filter(pk=emmy.pk).update(suspended_until=now + DAY)
        emmy.refresh_from_db()
    else:
        Standing.objects.create(member=emmy, community=community, suspended_until=now + DAY)
    with pytest.raises(Refused, match="is suspended"):
        say(question, by=emmy, now=now, **options(given, now))
    with pytest.raises(Refused, match="is suspended"):
        undo(question, by=emmy, now=now)
    assert model.objects.count() == 0


@pytest.mark.parametrize("said", SAYING)
def test_nobody_takes_back_what_others_said(question, emmy, eve, now, said):
    model, say, undo, given = SAYING[said]
    say(question, by=emmy, now=now, **options(given, now))
    undo(question, by=eve, now=now)
    assert model.objects.get().member == emmy


@pytest.mark.parametrize("said", SAYING)
def test_of_a_deleted_question_nothing_can_be_said(question, emmy, now, said):
    model, say, _undo, given = SAYING[said]
    Entry.objects.filter(pk=question.pk).update(deleted_at=now)
    question.refresh_from_db()
    with pytest.raises(Refused, match="can’t see"):
        say(question, by=emmy, now=now, **options(given, now))
    assert model.objects.count() == 0


def test_whoever_is_on_it_is_heard_of_once(question, emmy, now):
    actions.take_on(question, by=emmy, now=now)
    actions.take_on(question, by=emmy, now=now + DAY / 2)
    assert TakenOn.objects.get().until == now + DAY
    actions.let_go(question, by=emmy, now=now)
    actions.let_go(question, by=emmy, now=now)
    assert verbs() == ["question.taken_on", "question.let_go"]


def test_after_its_day_it_can_be_taken_on_again(question, emmy, now):
    actions.take_on(question, by=emmy, now=now)
    actions.take_on(question, by=emmy, now=now + DAY)
    assert TakenOn.objects.get().until == now + 2 * DAY
    assert verbs() == ["question.taken_on", "question.taken_on"]


def test_on_it_ends_later(question, emmy, now):
    actions.put_off(question, by=emmy, until=now + DAY, now=now)
    actions.take_on(question, by=emmy, now=now)
    assert Later.objects.count() == 0


@pytest.mark.parametrize(
    ("what", "sentence"), [("own", "your own"), ("answered", "answered it already"), ("closed", "is closed")]
)
def test_what_cannot_be_taken_on(question, ada, emmy, now, what, sentence):
    if what == "answered":
        an_answer(question, emmy)
    if what == "closed":
        Entry.objects.filter(pk=question.pk).update(closed_at=now)
    with pytest.raises(Refused, match=sentence):
        actions.take_on(question, by=ada if what == "own" else emmy, now=now)
    assert TakenOn.objects.count() == 0


def test_later_can_be_moved(question, emmy, now):
    actions.put_off(question, by=emmy, until=now + DAY, now=now)
    actions.put_off(question, by=emmy, until=now + 3 * DAY, now=now)
    assert Later.objects.get().until == now + 3 * DAY


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_later_lies_ahead_and_not_too_far(question, emmy, now, days):
    with pytest.raises(Invalid, match="within the next 90 days"):
        actions.put_off(question, by=emmy, until=now + days * DAY, now=now)


def test_a_topic_for_a_month_or_for_good(question, emmy, now):
    topic = Topic.objects.get(name="statistics")
    actions.decline(topic, by=emmy, until=now + 30 * DAY, now=now)
    for _time in range(2):
        actions.decline(topic, by=emmy, now=now + DAY)
    assert [(row.until, row.at) for row in Declined.objects.all()] == [(None, now + DAY)]
    actions.show_again(topic, by=emmy, now=now)
    assert Declined.objects.count() == 0


def test_who_is_suspended_everywhere_declines_nothing(question, emmy, now):
    emmy.suspended_until = now + DAY
    topic = Topic.objects.get(name="statistics")
    for act in (actions.decline, actions.show_again):
        with pytest.raises(Refused, match="is suspended"):
            act(topic, by=emmy, now=now)
