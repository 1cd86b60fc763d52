"""Suspensions: who suspends whom, for how long, what it takes, and appeals against what was decided."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.actions import leave
from slashmentor.commons.people.data import everything
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.actions import add_note, appeal, decide_appeal, lift, record, suspend
from slashmentor.commons.safety.gates import in_care_of, require_moderator
from slashmentor.commons.safety.models import Appeal, Decision, Flag, MemberNote, Suspension
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.standing.privileges import position_of, require_active
from tests.cast import NOON, a_community, a_member

pytestmark = pytest.mark.django_db

WORDS = "Please keep to what was asked, and leave people’s characters out of it."
LATER = NOON + timedelta(days=1)


@pytest.fixture
def host(db):
    return a_member("hana", is_staff=True)


def suspended(member, by, **changes):
    return suspend(
        member,
        **{
            "community": None,
            "days": 7,
            "reason": "Insults",
            "words": WORDS,
            "by": by,
            "now": NOON,
            **changes,
        },
    )


def is_paused(member, community, now=NOON):
    member = Member.objects.get(pk=member.pk)
    try:
        require_active(position_of(member, community.pk), now=now)
    except Refused:
        return True
    return False


def test_a_moderator_suspends_in_their_community(eve, mo, community):
    elsewhere = a_community("elsewhere")
    made = suspended(eve, mo, community=community)
    assert (made.until, made.decision.reason, made.decision.member) == (
        NOON + timedelta(days=7),
        "Insults",
        eve,
    )
    assert (is_paused(eve, community), is_paused(eve, elsewhere)) == (True, False)
    assert Happening.objects.filter(verb="member.suspended").count() == 1


def test_a_host_suspends_everywhere(eve, host, community):
    suspended(eve, host)
    assert is_paused(eve, community)
    assert Member.objects.get(pk=eve.pk).suspended_until == NOON + timedelta(days=7)


def test_it_ends_by_itself(eve, mo, community):
    suspended(eve, mo, community=community)
    assert is_paused(eve, community, now=NOON + timedelta(days=7) - timedelta(seconds=1))
    assert not is_paused(eve, community, now=NOON + timedelta(days=7))


@pytest.mark.parametrize(("days", "works"), [(0, False), (-1, False), (1, True), (365, True), (366, False)])
def test_between_1_and_365_days(eve, mo, community, days, works):
    if works:
        assert suspended(eve, mo, community=community, days=days).until == NOON + timedelta(days=days)
    else:
        with pytest.raises(Invalid) as error:
            suspended(eve, mo, community=community, days=days)
        assert list(error.value.errors) == ["days"]


@pytest.mark.parametrize(
    ("field", "value"), [("reason", "no"), ("reason", "x" * 301), ("words", "short"), ("words", "x" * 2001)]
)
def test_it_needs_a_reason_and_words(eve, mo, community, field, value):
    with pytest.raises(Invalid) as error:
        suspended(eve, mo, community=community, **{field: value})
    assert list(error.value.errors) == [field]
    assert (Suspension.objects.count(), Decision.objects.count()) == (0, 0)


def test_who_is_not_suspended(eve, mo, host, community, emmy):
    second = a_member("second")
    community.moderators.create(member=second, since=NOON)
    for member, by, where in (
        (mo, mo, community), (host, mo, community), (second, mo, community), (host, host, None), (eve, emmy, community),
        (eve, mo, None), (eve, mo, a_community("elsewhere")),
    ):  # fmt: skip
        with pytest.raises(Refused):
            suspended(member, by, community=where)
    assert suspended(second, host, community=community).pk


def test_a_new_one_takes_the_place_of_the_old_one(eve, mo, community):
    old = suspended(eve, mo, community=community, days=100)
    new = suspended(eve, mo, community=community, days=2, now=LATER)
    old.refresh_from_db()
    assert (old.lifted_at, new.until) == (LATER, LATER + timedelta(days=2))
    assert Standing.objects.get(member=eve).suspended_until == new.until


def test_lifting_it(eve, mo, host, community):
    made = suspended(eve, mo, community=community)
    with pytest.raises(Refused):
        lift(made, by=eve, reason="I am sorry", now=LATER)
    with pytest.raises(Invalid):
        lift(made, by=mo, reason="", now=LATER)
    lift(made, by=mo, reason="They apologised", now=LATER)
    lift(made, by=mo, reason="They apologised", now=LATER)
    assert not is_paused(eve, community)
    assert list(Decision.objects.order_by("pk").values_list("verb", flat=True)) == [
        "member.suspended",
        "member.unsuspended",
    ]


def test_lifting_the_one_leaves_the_other(eve, mo, host, community):
    here, everywhere = suspended(eve, mo, community=community), suspended(eve, host)
    lift(everywhere, by=host, reason="A mistake of ours", now=LATER)
    here.refresh_from_db()
    assert (here.lifted_at, is_paused(eve, community, now=LATER)) == (None, True)


def test_the_database_knows_no_suspension_that_takes_no_time(eve, mo, community):
    made = suspended(eve, mo, community=community)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.filter(pk=made.pk).update(until=made.began_at)


def test_a_suspended_moderator_looks_after_nothing(mo, host, community):
    assert in_care_of(mo, now=NOON) == [community]
    suspended(mo, host, community=community)
    assert in_care_of(mo, now=NOON) == []
    with pytest.raises(Refused):
        require_moderator(mo, community.pk, now=NOON)


def test_hosts_look_after_all(host, eve, community):
    assert in_care_of(host, now=NOON) == [community]
    assert (in_care_of(eve, now=NOON), in_care_of(None, now=NOON)) == ([], [])


def test_whom_it_concerns_appeals_once_and_while_suspended(eve, emmy, mo, community):
    decision = suspended(eve, mo, community=community).decision
    with pytest.raises(Refused):
        appeal(decision, by=emmy, words=WORDS, now=NOON)
    with pytest.raises(Invalid):
        appeal(decision, by=eve, words="no", now=NOON)
    made = appeal(decision, by=eve, words=WORDS, now=NOON)
    with pytest.raises(Refused, match="already"):
        appeal(decision, by=eve, words=WORDS, now=NOON)
    assert (made.by, Happening.objects.filter(verb="decision.appealed").count()) == (eve, 1)


def test_another_moderator_answers_where_there_is_one(eve, mo, community):
    asked = appeal(suspended(eve, mo, community=community).decision, by=eve, words=WORDS, now=NOON)
    community.moderators.create(member=a_member("second"), since=NOON)
    with pytest.raises(Refused, match="somebody else decides"):
        decide_appeal(asked, by=mo, upheld=False, answer="It stays as it is.", now=LATER)
    Member.objects.filter(handle="second").update(is_active=False)
    assert decide_appeal(asked, by=mo, upheld=False, answer="It stays as it is.", now=LATER).upheld is False


def test_an_appeal_that_is_right_undoes_the_decision(eve, mo, host, community):
    asked = appeal(suspended(eve, mo, community=community).decision, by=eve, words=WORDS, now=NOON)
    for _each in range(2):
        decided = decide_appeal(asked, by=host, upheld=True, answer="You are right, sorry.", now=LATER)
    decision = Decision.objects.get()
    assert (decided.upheld, decision.undone_at, is_paused(eve, community)) == (True, LATER, False)
    assert Happening.objects.filter(verb="appeal.decided").count() == 1


def test_one_that_is_not_leaves_it(eve, mo, host, community):
    asked = appeal(suspended(eve, mo, community=community).decision, by=eve, words=WORDS, now=NOON)
    decide_appeal(asked, by=host, upheld=False, answer="It stays as it is.", now=LATER)
    assert (Decision.objects.get().undone_at, is_paused(eve, community)) == (None, True)


def test_what_was_taken_back_needs_no_appeal(eve, mo, community):
    decision = record("post.locked", member=eve, community_id=community.pk, reason="r", by=mo, now=NOON)
    Decision.objects.filter(pk=decision.pk).update(undone_at=NOON)
    with pytest.raises(Refused):
        appeal(decision, by=eve, words=WORDS, now=NOON)


def test_notes_are_written_by_moderators(eve, emmy, mo, community):
    add_note(eve, community=community, words="Writes from two accounts.", by=mo, now=NOON)
    for by, where in ((emmy, community), (mo, None)):
        with pytest.raises(Refused):
            add_note(eve, community=where, words="Writes from two accounts.", by=by, now=NOON)
    assert MemberNote.objects.count() == 1


def test_the_export_has_what_was_decided_and_noted_and_who_flagged_is_not_in_it(eve, emmy, mo, community):
    suspended(eve, mo, community=community)
    add_note(eve, community=community, words="Writes from two accounts.", by=mo, now=NOON)
    Flag.objects.create(
        by=emmy, member=eve, community=community, harm="abuse", words="zwitscher", at=NOON, about_id=1
    )
    held = everything(eve)["safety"]
    assert [one["words"] for one in held["notes"]] == ["Writes from two accounts."]
    assert [one["words"] for one in held["suspensions"]] == [WORDS]
    assert (held["flags"], "zwitscher" in str(held), "Mo Okonjo" in str(held)) == ([], False, False)
    assert [one["words"] for one in everything(emmy)["safety"]["flags"]] == ["zwitscher"]


def test_leaving_takes_names_and_words_out(eve, emmy, mo, community):
    decision = suspended(eve, mo, community=community).decision
    appeal(decision, by=eve, words=WORDS, now=NOON)
    Flag.objects.create(
        by=eve, member=emmy, community=community, harm="abuse", words="zwitscher", at=NOON, about_id=1
    )
    leave(eve, by=eve, now=NOON)
    decision.refresh_from_db()
    assert (decision.member, decision.words, decision.reason) == (None, "", "Insults")
    assert Flag.objects.values_list("by", "words").get() == (None, "")
    assert (Suspension.objects.count(), Appeal.objects.count()) == (0, 0)


def test_the_same_sent_twice_suspends_once_and_another_time_anew(ada, host):
    first = suspended(ada, host)
    again = suspended(ada, host, now=NOON + timedelta(minutes=1))
    assert (again, Decision.objects.count(), Suspension.objects.get().lifted_at) == (first, 1, None)
    assert Happening.objects.filter(verb="member.suspended").count() == 1
    suspended(ada, host, days=14, now=NOON + timedelta(minutes=2))
    suspended(ada, host, days=14, now=LATER)
    assert (Decision.objects.count(), Suspension.objects.filter(lifted_at=None).count()) == (3, 1)
