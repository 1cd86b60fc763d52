from datetime import timedelta

import pytest
from django.db.models import Sum

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.communities.numbers import numbers_of
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety.actions import decide, raise_flag
from slashmentor.commons.safety.models import Decision, Flag
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Bounty, Comment, Entry, Tagging
from slashmentor.parts.questions.points import OF_VOTES, due_of
from tests.cast import GENEROUS, NOON, a_community, a_member, a_question, an_answer


@pytest.fixture
def there(db):
    """Where a vote is worth half as much."""
    return a_community("chemistry", numbers={**GENEROUS, "points.voted_up": 5})


@pytest.fixture
def busy(question, answer, ada, emmy, eve, now):
    """A question with an accepted answer, a deleted one, comments and votes of every kind."""
    gone = an_answer(question, eve, body="I would not say anything, and wait until it is over.")
    actions.comment(answer, by=ada, body="Did you bring the page with you?", now=now)
    for voter, entry, value in (
        (emmy, question, 1), (eve, question, -1), (ada, answer, 1), (eve, answer, -1), (ada, gone, 1),
    ):  # fmt: skip
        actions.vote(entry, by=voter, value=value, now=now)
    actions.accept(answer, by=ada, now=now)
    actions.delete(gone, by=eve, now=now)
    return question


def counters(community):
    community.refresh_from_db()
    return (
        community.question_count,
        community.answer_count,
        dict(TopicHere.objects.filter(community=community).values_list("topic__name", "question_count")),
    )


def owed(question, community):
    """What is due for the question and its answers, and what the ledger there says, each by member and kind."""
    entries = [question, *Entry.objects.filter(question=question.pk).select_related("question")]
    due: dict = {}
    for entry in entries:
        for one in due_of(entry, numbers_of(community)):
            due[one.member_id, one.kind.value] = due.get((one.member_id, one.kind.value), 0) + one.points
    lines = Line.objects.filter(
        community=community, about_id__in=[entry.pk for entry in entries], kind__in=OF_VOTES
    )
    written = {
        (member, kind): points
        for member, kind, points in lines.values_list("member", "kind").annotate(sum=Sum("points")).order_by()
        if points
    }
    return {key: points for key, points in due.items() if points}, written


def test_everything_goes_along(busy, community, there, mo, now):
    moved = actions.move(busy, to=there, by=mo, now=now)
    assert moved.get_absolute_url() == busy.get_absolute_url()
    for rows in (
        Entry.objects.all(), Comment.objects.all(), Tagging.objects.all(),
    ):  # fmt: skip
        assert set(rows.values_list("community__slug", flat=True)) == {"chemistry"}
    assert moved.version > busy.version


def test_every_counter_is_exact(busy, community, there, mo, now):
    actions.move(busy, to=there, by=mo, now=now)
    assert counters(community) == (0, 0, {"statistics": 0, "co-authors": 0})
    assert counters(there) == (1, 1, {"statistics": 1, "co-authors": 1})
    assert set(Topic.objects.values_list("question_count", flat=True)) == {1}


def test_the_ledgers_say_what_is_due(busy, community, there, ada, emmy, mo, now):
    actions.move(busy, to=there, by=mo, now=now)
    busy.refresh_from_db()
    due, written = owed(busy, there)
    assert written == due
    assert due[emmy.pk, "accepted"] == 15
    assert due[emmy.pk, "voted_up"] == 5
    assert owed(busy, community)[1] == {}
    assert set(Standing.objects.filter(community=community).values_list("points", flat=True)) == {1}
    assert Standing.objects.get(member=emmy, community=there).points == 1 + 15 + 5 - 2
    assert set(Line.objects.filter(community=there).values_list("why", flat=True)) == {"moved"}


def test_it_counts_on_the_days_of_the_votes(busy, there, mo, now):
    actions.move(busy, to=there, by=mo, now=now + timedelta(days=40))
    assert set(Line.objects.filter(community=there).values_list("day", flat=True)) == {now.date()}


def test_an_answer_brought_back_there_brings_its_points_there(busy, community, there, ada, eve, mo, now):
    actions.move(busy, to=there, by=mo, now=now)
    gone = Entry.objects.get(deleted_at__isnull=False)
    actions.undelete(gone, by=eve, now=now)
    busy.refresh_from_db()
    due, written = owed(busy, there)
    assert written == due
    assert due[eve.pk, "voted_up"] == 5
    assert counters(there)[:2] == (1, 2)
    assert counters(community)[:2] == (0, 0)


def test_what_was_deleted_as_abuse_and_moved_gives_its_points_back(busy, community, there, emmy, mo, now):
    spam = an_answer(busy, emmy, body="Buy the finest standard errors there are, only today.", now=now)
    raise_flag(spam, by=mo, harm="spam", now=now)
    assert Line.objects.get(kind="abuse").points == -100
    actions.move(busy, to=there, by=mo, now=now)
    mo.moderates.create(community=there, since=now)
    actions.undelete(spam, by=mo, now=now)
    assert Line.objects.filter(kind="abuse").aggregate(sum=Sum("points")) == {"sum": 0}
    assert Line.objects.filter(kind="abuse").values("community").distinct().get() == {
        "community": community.pk
    }


def test_the_numbers_of_now_hold_whatever_the_caller_had_read(busy, there, emmy, mo, now):
    type(there).objects.filter(pk=there.pk).update(numbers={**GENEROUS, "points.voted_up": 3})
    actions.move(busy, to=there, by=mo, now=now)
    lines = Line.objects.filter(member=emmy, community=there, kind="voted_up")
    assert list(lines.values_list("points", flat=True)) == [3]


def test_there_and_back_is_as_before(busy, community, there, mo, now):
    before = dict(Standing.objects.values_list("member", "points"))
    host = a_member("hana", is_staff=True)
    actions.move(busy, to=there, by=mo, now=now)
    actions.move(busy, to=community, by=host, now=now)
    assert dict(Standing.objects.filter(community=community).values_list("member", "points")) == before
    assert counters(community) == (1, 1, {"statistics": 1, "co-authors": 1})
    assert counters(there) == (0, 0, {"statistics": 0, "co-authors": 0})


def test_open_flags_wait_where_it_went_and_decided_ones_stay(busy, community, there, ada, eve, mo, now):
    remark, other = Comment.objects.get(), a_question(community, ada, title="What stays where it was asked?")
    decided = raise_flag(busy, by=eve, harm="duplicate", now=now)
    decide(decided, by=mo, helpful=False, now=now)
    for thing in (busy, remark.entry, remark, other):
        raise_flag(thing, by=eve, harm="private", words="It names the ward.", now=now)
    actions.move(busy, to=there, by=mo, now=now)
    found = Flag.objects.order_by("pk").values_list("community__slug", flat=True)
    assert list(found) == ["academia", "chemistry", "chemistry", "chemistry", "academia"]


def test_to_where_it_is_nothing_happens(busy, community, mo, now):
    lines = Line.objects.count()
    actions.move(busy, to=community, by=mo, now=now)
    assert Line.objects.count() == lines
    assert not Happening.objects.filter(verb="question.moved").exists()


def test_it_is_told_once(busy, community, there, mo, now):
    actions.move(busy, to=there, by=mo, now=now)
    told = Happening.objects.get(verb="question.moved")
    assert (told.by, told.about_id, told.data) == (
        mo, busy.pk, {"from_community": community.pk, "to_community": there.pk},
    )  # fmt: skip


def test_others_are_refused(busy, there, ada, eve, now):
    for member in (ada, eve):
        with pytest.raises(Refused, match="Only those who look after this community move its questions"):
            actions.move(busy, to=there, by=member, now=now)


def test_whoever_looks_after_the_other_one_alone_is_refused(busy, community, there, mo, now):
    actions.move(busy, to=there, by=mo, now=now)
    with pytest.raises(Refused):
        actions.move(busy, to=community, by=mo, now=now)


def test_a_suspended_moderator_waits(busy, there, mo, now):
    mo.suspended_until = now + timedelta(days=1)
    with pytest.raises(Refused, match="suspended until"):
        actions.move(busy, to=there, by=mo, now=now)


def test_what_is_bound_stays(busy, there, mo, now):
    Bounty.objects.create(question=busy, amount=50, offered_at=now, ends_at=now + timedelta(days=7))
    with pytest.raises(Refused, match="A bounty of this community is open"):
        actions.move(busy, to=there, by=mo, now=now)
    Bounty.objects.update(state="ended")
    Entry.objects.filter(pk=busy.pk).update(origin_id=12)
    with pytest.raises(Refused, match="came with an imported site"):
        actions.move(busy, to=there, by=mo, now=now)


def test_a_deleted_one_is_brought_back_first(question, there, mo, ada, now):
    actions.delete(question, by=ada, now=now)
    with pytest.raises(Refused, match="Bring it back first"):
        actions.move(question, to=there, by=mo, now=now)


def test_an_answer_alone_does_not_move(answer, there, mo, now):
    with pytest.raises(Invalid, match="Only a whole question"):
        actions.move(answer, to=there, by=mo, now=now)


def test_in_the_browser(client, question, there, mo):
    client.force_login(mo)
    assert "Chemistry" in client.get(f"/questions/{question.pk}/move").content.decode()
    gone = client.post(f"/questions/{question.pk}/move", {"to": "chemistry"})
    assert (gone.status_code, gone["Location"]) == (302, question.get_absolute_url())
    assert Entry.objects.get().community == there


def test_a_form_without_a_community_comes_back(client, question, there, mo):
    client.force_login(mo)
    shown = client.post(f"/questions/{question.pk}/move", {"to": "nowhere"})
    assert shown.status_code == 400
    assert "Please choose where it goes" in shown.content.decode()
    assert Entry.objects.get().community.slug == "academia"


def test_the_form_is_for_those_who_look_after_it(client, question, there, ada, now):
    assert client.get(f"/questions/{question.pk}/move").status_code == 302
    client.force_login(ada)
    assert client.get(f"/questions/{question.pk}/move").status_code == 403
    assert client.post(f"/questions/{question.pk}/move", {"to": "chemistry"}).status_code == 403
    actions.delete(question, by=ada, now=NOON)
    client.force_login(a_member("someone"))
    assert client.get(f"/questions/{question.pk}/move").status_code == 404


def test_the_log_has_it_though_its_moderator_looks_after_the_first_one_only(busy, there, mo, now):
    actions.move(busy, to=there, by=mo, now=now)
    run_waiting(now)
    assert Decision.objects.get(verb="question.moved").community.slug == "academia"
