import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import transaction

from slashmentor.commons.communities.numbers import numbers_of
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.commons.standing.queries.ledger import A_PAGE, find_days, find_months
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Entry
from tests.cast import a_community, a_member, a_question, an_answer, give_points

UP = Line.Kind.VOTED_UP


def write(member, community, *, points=10, kind=UP, about=None, now, day=None, why=""):
    with transaction.atomic():
        due = ledger.Due(member.pk, kind, points, day or now.date(), about)
        ledger.write(community.pk, [due], numbers=numbers_of(community), why=why, now=now)


@pytest.fixture
def shown(client):
    """The words of a member's page of reputation."""

    def shown(query="", handle="emmy"):
        page = client.get(f"/@{handle}/reputation{query}")
        assert page.status_code == 200
        main = page.content.decode().partition("<main")[2].partition("</main>")[0]
        return " ".join(re.sub(r"<[^>]+>", " ", main).split())

    return shown


def test_each_point_has_its_post(client, question, answer, ada, emmy, now, shown):
    actions.vote(answer, by=ada, value=1, now=now)
    assert "Emmy Brandt has 11 in Academia." in shown()
    assert (
        "2 Mar 2026 10 points +10 How do I tell my advisor that the error bars are wrong? found useful"
        in shown()
    )
    assert f'href="/a/{answer.pk}"' in client.get("/@emmy/reputation").content.decode()


def test_what_came_again_on_a_day_stands_there_once(question, answer, ada, emmy, eve, now, shown):
    for by, day in ((ada, 0), (eve, 0), (a_member("ines"), 1)):
        actions.vote(answer, by=by, value=1, now=now + timedelta(days=day))
    asked = "How do I tell my advisor that the error bars are wrong? found useful"
    assert f"3 Mar 2026 10 points +10 {asked} 2 Mar 2026 20 points +20 {asked} 2 times" in shown()


def test_nobody_learns_who_voted(question, answer, ada, emmy, eve, now, shown):
    actions.vote(answer, by=eve, value=1, now=now)
    actions.vote(answer, by=ada, value=-1, now=now)
    assert "eve" not in shown()
    assert "Ada" not in shown()
    # And whose answer it was that somebody voted down stands on nobody else's page.
    assert "−1 voted an answer down" in shown(handle="ada")
    assert question.title not in shown(handle="ada")


def test_who_voted_an_answer_down_sees_which(client, question, answer, ada, now, shown):
    actions.vote(answer, by=ada, value=-1, now=now)
    client.force_login(ada)
    assert f"−1 {question.title} voted an answer down" in shown(handle="ada")


def test_what_was_taken_back_says_why(community, question, answer, ada, emmy, now, shown):
    actions.vote(answer, by=ada, value=1, now=now)
    actions.vote(answer, by=ada, value=0, now=now)
    assert "0 points −10" in shown()
    assert "found useful taken back" in shown()


def test_what_is_deleted_keeps_its_title_to_itself(question, answer, ada, emmy, now, shown):
    actions.vote(answer, by=ada, value=1, now=now)
    actions.delete(answer, by=emmy, now=now)
    assert question.title not in shown()
    assert "−10 a deleted post found useful deleted" in shown()


def test_the_answers_of_a_deleted_question_too(community, mo, question, answer, ada, emmy, now, shown):
    actions.vote(answer, by=ada, value=1, now=now)
    Entry.objects.filter(pk=question.pk).update(deleted_at=now)
    assert question.title not in shown()


def test_what_the_cap_cut_is_said(community, emmy, now, shown):
    for _each in range(26):
        write(emmy, community, now=now)
    words = shown()
    assert "200 of 260 counted: at most 200 a day from votes and edits." in words
    assert "2 Mar 2026 200 points" in words
    assert words.count("0 counted") >= 6


def test_what_counts_on_another_day_says_on_which(community, emmy, now, shown):
    write(emmy, community, now=now)
    write(emmy, community, points=-10, why="deleted", now=now + timedelta(days=3), day=now.date())
    assert "5 Mar 2026 −10 points −10 found useful deleted counts on 2 Mar 2026" in shown()


def test_the_highest_community_first_and_others_by_address(community, emmy, now, shown, client):
    other = a_community("chemistry")
    give_points(emmy, community, 50)
    give_points(emmy, other, 80)
    assert "has 80 in Chemistry" in shown()
    assert "has 50 in Academia" in shown("?community=academia")
    a_community("physics")
    assert client.get("/@emmy/reputation?community=physics").status_code == 404
    assert client.get("/@emmy/reputation?community=nowhere").status_code == 404


def test_who_earned_nothing_yet_reads_what_will_be_here(emmy, shown):
    assert "Nothing earned yet" in shown()


def test_older_ones_on_the_next_page(client, community, emmy, now, shown):
    for number in range(A_PAGE + 3):
        write(
            emmy, community, now=now + timedelta(minutes=number), kind=Line.Kind.BOUNTY_WON, points=number + 1
        )
    first = client.get("/@emmy/reputation").content.decode()
    before = re.search(r"before=(\d+)", first)[1]
    older = shown(f"?before={before}")
    assert [f"+{number} " in older for number in (1, 2, 3, 4)] == [True, True, True, False]
    # The day's points are those of the whole day, on both pages.
    assert "2 Mar 2026 1,431 points" in older
    assert "1,431 points" in first
    assert "before=" not in client.get(f"/@emmy/reputation?before={before}").content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "%00", "１"])
def test_nonsense_is_nowhere(client, emmy, before):
    assert client.get(f"/@emmy/reputation?before={before}").status_code in {400, 404}


def test_who_keeps_what_they_do_to_themselves_is_alone_with_it(client, community, ada, emmy, shown):
    give_points(emmy, community, 50)
    Member.objects.filter(pk=emmy.pk).update(shows_activity=False)
    assert client.get("/@emmy/reputation").status_code == 404
    client.force_login(ada)
    assert client.get("/@emmy/reputation").status_code == 404
    assert '/@emmy/reputation"' not in client.get("/@emmy").content.decode()
    client.force_login(emmy)
    assert "Only you see this page" in shown()


def test_who_left_is_nobody(client, emmy):
    Member.objects.filter(pk=emmy.pk).update(is_active=False)
    assert client.get("/@emmy/reputation").status_code == 404
    assert client.get("/@nobody/reputation").status_code == 404


def test_a_handle_in_capitals_finds_its_way(client, emmy):
    assert client.get("/@EMMY/reputation")["Location"] == "/@emmy/reputation"


def test_months_without_points_are_drawn_too(community, emmy, now):
    write(emmy, community, points=50, kind=Line.Kind.BOUNTY_WON, now=now, day=date(2025, 12, 31))
    write(emmy, community, points=-60, kind=Line.Kind.ABUSE, now=now, day=date(2026, 1, 1))
    months = find_months(emmy.pk, community.pk, now=now)
    assert [(month.first.isoformat(), month.points, month.reputation) for month in months] == [
        ("2025-12-01", 50, 51), ("2026-01-01", -60, 1), ("2026-02-01", 0, 1), ("2026-03-01", 0, 1),
    ]  # fmt: skip


def test_no_more_than_two_years_are_drawn(community, emmy, now):
    write(emmy, community, points=50, kind=Line.Kind.BOUNTY_WON, now=now, day=date(2001, 1, 1))
    months = find_months(emmy.pk, community.pk, now=now)
    assert (len(months), months[-1].reputation) == (24, 51)


def test_the_plots_say_a_sentence(client, community, emmy, now):
    give_points(emmy, community, 50)
    page = client.get("/@emmy/reputation").content.decode()
    assert page.count('role="img"') == 2
    assert "Reputation by month: " in page
    assert "style=" not in page.partition("<main")[2]


@pytest.mark.parametrize("lines", [1, 100])
def test_it_costs_the_same_for_one_line_and_for_a_hundred(
    client, community, ada, emmy, now, lines, django_assert_num_queries
):
    for number in range(lines):
        asked = a_question(community, ada, title=f"How do I write chapter number {number} of it?")
        actions.vote(an_answer(asked, emmy), by=ada, value=1, now=now + timedelta(days=number // 20))
    cache.clear()
    with django_assert_num_queries(8):
        client.get("/@emmy/reputation")
    with django_assert_num_queries(1):  # from the cache
        client.get("/@emmy/reputation")


def test_days_add_up_to_what_is_shown(community, ada, emmy, now):
    for number in range(30):
        asked = a_question(community, ada, title=f"How do I write chapter number {number} of it?")
        actions.vote(an_answer(asked, emmy), by=ada, value=1, now=now + timedelta(days=number % 3))
    days = find_days(emmy.pk, community.pk).days
    assert sum(day.counted for day in days) + 1 == Standing.objects.get(member=emmy).reputation
