"""Which questions stand on a member's list, in what order, and how many."""

from datetime import timedelta

import pytest

from slashmentor.commons.safety.models import Block
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions import actions as questions
from slashmentor.parts.questions.models import Entry
from slashmentor.together.routing import actions
from slashmentor.together.routing.models import Fit, Invitation, Learned, Told
from slashmentor.together.routing.queries.given import find_given
from slashmentor.together.routing.queries.page import for_you
from slashmentor.together.routing.tests.test_guessing_what_fits import asked, knows
from slashmentor.together.routing.words import day_name, lede, why
from tests.cast import a_community, a_member, a_question, an_answer

DAY = timedelta(days=1)
FUNDING = {"kind": "listed", "topic": "funding", "level": "expert"}


def fit(question, member, now, score=0.0, facts=(FUNDING,)):
    Learned.objects.get_or_create(state=Learned.State.IN_USE, defaults={"begun_at": now})
    Fit.objects.create(member=member, question=question, score=score, facts=list(facts), at=now)
    return question


def told(question, member, at):
    Told.objects.create(question=question, member=member, wave=1, at=at)
    return question


def ids(member, now, **options):
    return [item.id for item in for_you(member, now=now, **options).items]


def now_is(question, **fields):
    Entry.objects.filter(pk=question.pk).update(**fields)


LEFT_OUT = {
    "own": lambda q, by, _now: now_is(q, author=by),
    "answered": lambda q, by, _now: an_answer(q, by),
    "closed": lambda q, _by, now: now_is(q, closed_at=now),
    "deleted": lambda q, _by, now: now_is(q, deleted_at=now),
    "locked": lambda q, _by, now: now_is(q, locked_at=now),
    "waved off": lambda q, by, now: actions.wave_off(q, by=by, now=now),
    "later": lambda q, by, now: actions.put_off(q, by=by, until=now + DAY, now=now),
    "on it": lambda q, by, now: actions.take_on(q, by=by, now=now),
    "a topic declined": lambda _q, by, now: actions.decline(
        Topic.objects.get(name="funding"), by=by, now=now
    ),
    "invited to it": lambda q, by, now: Invitation.objects.create(question=q, by=q.author, to=by, at=now),
    "blocked": lambda q, by, now: Block.objects.create(by=by, member=q.author, at=now),
    "blocks": lambda q, by, now: Block.objects.create(by=q.author, member=by, at=now),
}


@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize("why_not", LEFT_OUT)
def test_what_is_left_out(community, ada, emmy, now, why_not, indexed):
    knows(emmy, "funding", "expert", now)
    question, other = asked(community, ada, "funding"), asked(community, a_member("ann"), "grants")
    if indexed:
        fit(question, emmy, now)
        fit(other, emmy, now, score=-1.0)
    LEFT_OUT[why_not](question, emmy, now)
    if why_not == "closed":
        question.taggings.update(is_open=False)
    assert ids(emmy, now) == ([other.pk] if indexed else [])


def test_their_own_anonymous_question_is_not_brought_to_them(community, ada, emmy, now):
    words = {
        "title": "Who reads what one sends to an ombudsperson?",
        "body": "I would rather not say who I am here.",
    }
    question = questions.ask_anonymously(community, by=emmy, topics=["funding"], now=now, **words)
    question = Entry.objects.get(title=words["title"])
    for member in (ada, emmy):
        fit(question, member, now)
    assert (ids(ada, now), ids(emmy, now)) == ([question.pk], [])


def test_later_comes_back_by_itself(community, ada, emmy, now):
    question = fit(asked(community, ada, "funding"), emmy, now)
    actions.put_off(question, by=emmy, until=now + DAY, now=now)
    assert ids(emmy, now) == []
    assert ids(emmy, now + DAY) == [question.pk]


def test_a_topic_comes_back_after_its_month(community, ada, emmy, now):
    question = fit(asked(community, ada, "funding"), emmy, now)
    actions.decline(Topic.objects.get(name="funding"), by=emmy, until=now + 30 * DAY, now=now)
    assert (ids(emmy, now), ids(emmy, now + 30 * DAY)) == ([], [question.pk])


def test_what_was_taken_on_in_vain_comes_back(community, ada, emmy, now):
    question = fit(asked(community, ada, "funding"), emmy, now)
    actions.take_on(question, by=emmy, now=now)
    assert (ids(emmy, now), ids(emmy, now + DAY)) == ([], [question.pk])


def test_the_likelier_come_first(community, ada, emmy, now):
    one, best, last = [asked(community, ada, "funding") for _number in range(3)]
    for question, score in ((one, -1.0), (best, 2.0), (last, -3.0)):
        fit(question, emmy, now, score=score)
    assert ids(emmy, now) == [best.pk, one.pk, last.pk]


def test_among_equals_those_that_wait_come_first(community, ada, emmy, eve, now):
    helped, waiting = [fit(asked(community, ada, "funding"), emmy, now) for _number in range(2)]
    an_answer(helped, eve)
    old = fit(asked(community, ada, "funding", now=now - 14 * DAY), emmy, now)
    assert ids(emmy, now) == [waiting.pk, helped.pk, old.pk]


def test_a_newcomers_first_question_is_favoured_kindly(ada, emmy, eve, now):
    greeting = a_community("greeting", numbers={"greeting.hours": 24, "ask.newcomer_minutes": 0})
    first = a_question(greeting, eve, now=now - DAY)
    other = asked(greeting, ada, "funding", now=now - DAY)
    second = asked(greeting, ada, "funding", now=now)
    Entry.objects.filter(pk=other.pk).delete()
    for question, score in ((first, 0.0), (second, 0.1)):
        fit(question, emmy, now, score=score)
    shown = for_you(emmy, now=now).items
    assert [(item.id, item.is_first) for item in shown] == [(first.pk, True), (second.pk, False)]


def test_five_a_day_and_nothing_follows_on_what_was_done(community, ada, emmy, now):
    for _number in range(9):
        fit(asked(community, ada, "funding"), emmy, now)
    shown = ids(emmy, now)
    assert len(shown) == 5
    for pk in shown[:2]:
        actions.wave_off(Entry.objects.get(pk=pk), by=emmy, now=now)
    assert ids(emmy, now) == shown[2:]
    actions.bring_back(Entry.objects.get(pk=shown[0]), by=emmy, now=now)
    assert ids(emmy, now) == [shown[0], *shown[2:]]
    assert len(ids(emmy, now + DAY)) == 5


def test_no_more_than_what_is_left_of_the_week(community, ada, emmy, now):
    actions.wish(emmy, by=emmy, weekly=2, is_asked=True, now=now)
    for _number in range(4):
        fit(asked(community, ada, "funding"), emmy, now)
    shown = ids(emmy, now)
    assert len(shown) == 2
    actions.take_on(Entry.objects.get(pk=shown[0]), by=emmy, now=now)
    assert ids(emmy, now) == shown[1:]


def test_what_they_were_told_of_stands_there_though_the_week_is_full(community, ada, emmy, now):
    actions.wish(emmy, by=emmy, weekly=1, is_asked=True, now=now)
    best = fit(asked(community, ada, "funding"), emmy, now, score=3.0)
    waits = fit(told(asked(community, ada, "funding"), emmy, now), emmy, now, score=-3.0)
    assert ids(emmy, now) == [waits.pk]
    an_answer(waits, emmy)
    assert ids(emmy, now) == []
    assert best.pk not in ids(emmy, now)


def test_until_the_index_has_looked_at_all_guesses_follow_on_fits(community, ada, emmy, now):
    knows(emmy, "funding", "expert", now)
    guessed, found = [asked(community, ada, "funding") for _number in range(2)]
    fit(found, emmy, now)
    assert ids(emmy, now) == [found.pk]
    Learned.objects.all().delete()
    assert ids(emmy, now) == [found.pk, guessed.pk]


def test_told_without_a_reason_says_so(community, ada, emmy, now):
    told(asked(community, ada, "funding"), emmy, now)
    (item,) = for_you(emmy, now=now).items
    assert why(item, {}) == "You were told of it while nobody had answered."


def test_their_day_is_that_of_their_clock(community, ada, emmy, now):
    emmy.time_zone = "Pacific/Auckland"  # noon in UTC is one in the morning there
    question = fit(asked(community, ada, "funding"), emmy, now)
    actions.wave_off(question, by=emmy, now=now - timedelta(hours=2))
    assert for_you(emmy, now=now).done == []
    actions.bring_back(question, by=emmy, now=now)
    actions.wave_off(question, by=emmy, now=now)
    assert [one.id for one in for_you(emmy, now=now).done] == [question.pk]


def test_an_answer_to_what_was_brought_is_done(community, ada, emmy, now):
    an_answer(fit(asked(community, ada, "funding"), emmy, now), emmy)
    an_answer(asked(community, ada, "funding"), emmy)
    assert [one.said for one in for_you(emmy, now=now).done] == ["answered"]


def test_what_they_gave_by_weeks(community, ada, emmy, eve, now):
    for days in (0, 6, 8, 83, 84):
        answer = an_answer(asked(community, ada, "funding", now=now - days * DAY), emmy, now=now - days * DAY)
    questions.vote(an_answer(asked(community, ada, "funding"), emmy), by=eve, value=1, now=now)
    assert answer.pk
    given = find_given(emmy.pk, now=now)
    assert (given.weeks, given.useful) == ([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3], 1)


ANSWERED = {"kind": "answered", "topic": "funding", "count": 4, "lately": 2}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([], ""),
        ([ANSWERED], "You answered 4 on <em>funding</em>, 2 of them lately."),
        ([{**ANSWERED, "lately": 0}], "You answered 4 on <em>funding</em>."),
        ([{**ANSWERED, "lately": 4}], "You answered 4 on <em>funding</em> lately."),
        ([{**ANSWERED, "count": 1, "lately": 0}], "You answered one question on <em>funding</em>."),
        (
            [ANSWERED, {"kind": "listed", "topic": "grant writing", "level": "expert"}],
            "You answered 4 on <em>funding</em>, 2 of them lately, and you list <em>grant writing</em> as expert.",
        ),
        (
            [ANSWERED, {**ANSWERED, "topic": "pay", "count": 1, "lately": 0}],
            "You answered 4 on <em>funding</em>, 2 of them lately, and one on <em>pay</em>.",
        ),
        (
            [ANSWERED, {**ANSWERED, "topic": "pay"}, FUNDING, {"kind": "words"}],
            "You answered 4 on <em>funding</em>, 4 on <em>pay</em>, and it reads like what you answer.",
        ),
        ([FUNDING, {**FUNDING, "topic": "pay"}], "You list <em>funding</em> as expert, and <em>pay</em> as well."),
        ([{"kind": "listed", "topic": "a", "level": "can_help"}], "You can help with <em>a</em>."),
        ([{"kind": "listed", "topic": "a", "level": "learning"}], "You are learning <em>a</em>."),
        ([{"kind": "published", "topic": "a", "count": 1}], "You published on <em>a</em>."),
        ([{"kind": "published", "topic": "a", "count": 3}], "You have 3 publications on <em>a</em>."),
        (
            [{"kind": "endorsed", "topic": "a", "count": 1}, {"kind": "words"}],
            "Somebody said that you helped them with <em>a</em>, and it reads like what you answer.",
        ),
        ([{"kind": "endorsed", "topic": "a", "count": 2}], "2 people said that you helped them with <em>a</em>."),
        ([{"kind": "similar", "question": 7}], 'You answered one like it, “<a href="/q/7">Why &lt;b&gt;?</a>”.'),
        ([{"kind": "similar", "question": 8}, {"kind": "words"}], "It reads like what you answer."),
        ([{"kind": "profile"}], "It reads like what you list or published."),
        ([{"kind": "of tomorrow"}, FUNDING], "You list <em>funding</em> as expert."),
        (
            [{"kind": "published", "topic": "<b>", "count": 1}, FUNDING, {"kind": "words"}],
            "You published on <em>&lt;b&gt;</em>, you list <em>funding</em> as expert, and it reads like what you answer.",
        ),
    ],
)  # fmt: skip
def test_reasons_in_words(community, ada, emmy, now, facts, words):
    fit(asked(community, ada, "funding"), emmy, now, facts=facts)
    (item,) = for_you(emmy, now=now).items
    assert why(item, {7: ("Why <b>?", "/q/7")}) == words


@pytest.mark.parametrize("deleted", [True, False])
def test_a_question_is_named_that_everybody_may_see(community, ada, emmy, now, deleted):
    named = asked(community, ada, "grants")
    fit(asked(community, ada, "funding"), emmy, now, facts=[{"kind": "similar", "question": named.pk}])
    if deleted:
        questions.delete(named, by=ada, now=now)
    shown = for_you(emmy, now=now)
    assert (named.title in why(shown.items[0], shown.titles)) is not deleted


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Wednesday"),
        (6, "on Sunday"),
        (7, "on 9 March"),
        (400, "on 6 April 2027"),
    ],
)
def test_days_as_one_says_them(emmy, now, days, words):
    assert day_name(now + days * DAY, member=emmy, now=now) == words


def test_there_are_words_for_every_number_of_items():
    assert len({lede(number) for number in range(1, 6)}) == 5
