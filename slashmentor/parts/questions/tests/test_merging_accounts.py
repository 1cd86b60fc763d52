"""Two accounts of one person become one, without losing a point."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from slashmentor.base.errors import Refused
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.people.actions import merge
from slashmentor.commons.people.data import foreign_keys, keys_in_a_merge
from slashmentor.commons.people.models import BroughtAccount, FormerHandle, Member, Proof
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Day, Line, Standing
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Bookmark, Comment, Entry, Vote
from tests.cast import NOON, a_community, a_member, a_question, an_answer, give_points

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return a_member("hana", is_staff=True)


@pytest.fixture
def old(db):
    return a_member("old-ada", name="Ada W.", is_claimed=False)


def points_of(member, community):
    standing = Standing.objects.filter(member=member, community=community).first()
    return standing.points if standing else 1


def is_sound(member):
    """The ledger's rules hold: points are 1 and the counted lines, a day's counted lines what the day counts."""
    for standing in Standing.objects.filter(member=member):
        lines = Line.objects.filter(member=member, community=standing.community)
        assert standing.points == 1 + (lines.aggregate(sum=Sum("counted"))["sum"] or 0)
        for day in Day.objects.filter(member=member, community=standing.community):
            capped = lines.filter(day=day.day, kind__in=Line.CAPPED)
            assert capped.aggregate(Sum("points"), Sum("counted")) == {
                "points__sum": day.points,
                "counted__sum": day.counted,
            }
    return True


def test_somebody_spoke_for_every_foreign_key_to_a_member():
    assert sorted(keys_in_a_merge()) == foreign_keys()


def test_everything_written_is_the_account_s_that_stays(old, ada, host, community, emmy):
    asked = a_question(community, old)
    answered = an_answer(a_question(community, emmy), old)
    said = actions.comment(asked, by=old, body="A remark of the old account.", now=NOON)
    merge(old, ada, by=host, now=NOON)
    asked.refresh_from_db()
    answered.refresh_from_db()
    assert (asked.author, answered.author, Comment.objects.get(pk=said.pk).author) == (ada, ada, ada)
    assert not Member.objects.filter(handle="old-ada").exists()


def test_no_point_is_lost(old, ada, host, community, emmy, eve):
    for author in (old, ada):
        asked = a_question(community, author)
        actions.vote(asked, by=emmy, value=1, now=NOON)
        actions.vote(asked, by=eve, value=1, now=NOON)
    give_points(old, community, 300)
    merge(old, ada, by=host, now=NOON)
    assert points_of(ada, community) == 1 + 20 + 299
    assert is_sound(ada)


def test_points_that_were_brought_twice_are_one_line(old, ada, host, community):
    give_points(old, community, 300)
    give_points(ada, community, 50)
    merge(old, ada, by=host, now=NOON)
    assert list(Line.objects.values_list("kind", "points", "counted")) == [("brought", 348, 348)]
    assert points_of(ada, community) == 349


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [(150, 30, 180), (250, 30, 230 + 50), (250, 260, 400), (250, -20, 230), (-250, 250, 0), (200, 200, 400)],
)
def test_what_a_day_s_most_swallowed_counts_where_the_other_had_room(
    old, ada, host, community, mine, theirs, both
):
    numbers = community_numbers(community)
    for member, points in ((ada, mine), (old, theirs)):
        due = ledger.Due(member.pk, Line.Kind.VOTED_UP, points, NOON.date())
        ledger.write(community.pk, [due], numbers=numbers, now=NOON)
    merge(old, ada, by=host, now=NOON)
    assert points_of(ada, community) == 1 + both
    assert is_sound(ada)


def community_numbers(community):
    from slashmentor.commons.communities.numbers import numbers_of

    return numbers_of(community)


def test_what_the_two_gave_each_other_is_taken_back(old, ada, host, community):
    asked = a_question(community, ada)
    actions.vote(asked, by=old, value=1, now=NOON)
    answer = an_answer(asked, old)
    actions.vote(answer, by=ada, value=1, now=NOON)
    actions.accept(answer, by=ada, now=NOON)
    merge(old, ada, by=host, now=NOON)
    asked.refresh_from_db()
    answer.refresh_from_db()
    assert (asked.score, answer.score, asked.accepted_id) == (0, 0, answer.pk)
    assert (points_of(ada, community), Vote.objects.count()) == (1, 0)
    assert is_sound(ada)


def test_a_vote_of_both_on_the_same_post_is_one(old, ada, host, community, emmy):
    asked = a_question(community, emmy)
    for voter in (old, ada):
        actions.vote(asked, by=voter, value=1, now=NOON)
        actions.keep(asked, by=voter, now=NOON)
        actions.follow(asked, by=voter, now=NOON)
    merge(old, ada, by=host, now=NOON)
    asked.refresh_from_db()
    assert (asked.score, asked.ups, asked.bookmark_count) == (1, 1, 1)
    assert (Bookmark.objects.count(), ada.following.count()) == (1, 1)
    assert points_of(emmy, community) == 11


def test_a_comment_that_one_found_useful_of_the_other_s_is_not_useful_any_more(old, ada, host, community):
    said = actions.comment(a_question(community, ada), by=ada, body="A remark of the new account.", now=NOON)
    actions.find_useful(said, by=old, useful=True, now=NOON)
    merge(old, ada, by=host, now=NOON)
    said.refresh_from_db()
    assert (said.score, said.votes.count()) == (0, 0)


def test_suspended_in_either_is_suspended(old, ada, host, community):
    until = NOON + timedelta(days=9)
    give_points(old, community, 10)
    give_points(ada, community, 10)
    Standing.objects.filter(member=old).update(suspended_until=until, joined_at=NOON)
    Member.objects.filter(pk=old.pk).update(suspended_until=until)
    merge(old, ada, by=host, now=NOON)
    ada.refresh_from_db()
    here = Standing.objects.get(member=ada)
    assert (ada.suspended_until, here.suspended_until, here.joined_at) == (until, until, NOON)


def test_where_it_came_from_and_what_it_proved_comes_along(old, ada, host, community):
    BroughtAccount.objects.create(community=community, member=old, origin_id=7, name="Ada")
    for member in (old, ada):
        Proof.objects.create(member=member, kind="page", address="https://ada.example", added_at=NOON)
    Moderator.objects.create(community=community, member=old, since=NOON)
    merge(old, ada, by=host, now=NOON)
    assert BroughtAccount.objects.get().member == ada
    assert (Proof.objects.get().member, Moderator.objects.get().member) == (ada, ada)


def test_the_old_handle_leads_on(client, old, ada, host):
    merge(old, ada, by=host, now=NOON)
    assert client.get("/@old-ada")["Location"] == "/@ada"
    assert client.get("/@Old-Ada", follow=True).redirect_chain[-1][0] == "/@ada"
    third = a_member("third")
    merge(Member.objects.get(pk=ada.pk), third, by=host, now=NOON)
    assert sorted(FormerHandle.objects.values_list("handle", "member__handle")) == [
        ("ada", "third"),
        ("old-ada", "third"),
    ]


def test_who_merges(old, ada, emmy, mo, host):
    for by in (None, emmy, mo):
        with pytest.raises(Refused):
            merge(emmy, ada, by=by, now=NOON)
    with pytest.raises(Refused):
        merge(old, ada, by=mo, now=NOON)
    assert merge(old, ada, by=None, now=NOON) == ada  # a proof has shown that the imported name is theirs


def test_what_cannot_be_merged(old, ada, host):
    closed = a_member("closed", is_active=False)
    for gone, into in ((ada, ada), (host, ada), (ada, old), (old, closed)):
        with pytest.raises(Refused):
            merge(gone, into, by=host, now=NOON)
    merge(old, ada, by=host, now=NOON)
    with pytest.raises(Refused):
        merge(old, ada, by=host, now=NOON)


def test_many_communities_at_once(old, ada, host, community):
    second = a_community("second")
    for here in (community, second):
        give_points(old, here, 120)
    merge(old, ada, by=host, now=NOON)
    assert [points_of(ada, here) for here in (community, second)] == [120, 120]
    assert Entry.objects.filter(author=old.pk).count() == 0
