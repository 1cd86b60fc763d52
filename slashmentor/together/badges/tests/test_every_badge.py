"""Every badge of rules.md, just below what it takes and just there, by happening and by night."""

from typing import NamedTuple

import pytest

from slashmentor.commons.happenings import happened
from slashmentor.together.badges.catalogue import Each, badge_called, badges
from slashmentor.together.badges.listeners import award_at_once
from slashmentor.together.badges.models import Award, Tier
from slashmentor.together.badges.nightly import review_badge

from . import states as s
from .states import TODAY, World

pytestmark = pytest.mark.django_db
B, S, G = Tier.BRONZE, Tier.SILVER, Tier.GOLD
VOTED, ACCEPTED = "entry.voted", "answer.accepted"


class Row(NamedTuple):
    badge: str
    tier: Tier
    state: object
    below: int  # not yet
    at: int
    verb: str | None = None  # which happening completes it; None: the night finds it


ROWS = [
    # --- Questions ---
    Row("student", B, s.asked_of_score, 0, 1, VOTED),
    Row("scholar", B, s.accepted_answers, 0, 1, ACCEPTED),
    Row("curious", B, s.asked_on_days, 4, 5, VOTED),
    Row("inquisitive", S, s.asked_on_days, 29, 30, VOTED),
    Row("socratic", G, s.asked_on_days, 99, 100, VOTED),
    Row("nice-question", B, s.asked_of_score, 9, 10, VOTED),
    Row("good-question", S, s.asked_of_score, 24, 25, VOTED),
    Row("great-question", G, s.asked_of_score, 99, 100, VOTED),
    Row("popular-question", B, s.read_times, 999, 1000),
    Row("notable-question", S, s.read_times, 2499, 2500),
    Row("famous-question", G, s.read_times, 9999, 10_000),
    Row("favourite-question", S, s.kept_by, 24, 25),
    Row("stellar-question", G, s.kept_by, 99, 100),
    Row("promoter", B, s.offered_on_own, 0, 1, "bounty.offered"),
    Row("investor", B, s.offered_on_others, 0, 1, "bounty.offered"),
    Row("benefactor", B, s.awarded_on_own, 0, 1, "bounty.awarded"),
    Row("altruist", B, s.awarded_on_others, 0, 1, "bounty.awarded"),
    # --- Answers ---
    Row("teacher", B, s.answered_of_score, 0, 1, VOTED),
    Row("self-learner", B, s.answered_oneself, 2, 3, VOTED),
    Row("nice-answer", B, s.answered_of_score, 9, 10, VOTED),
    Row("good-answer", S, s.answered_of_score, 24, 25, VOTED),
    Row("great-answer", G, s.answered_of_score, 99, 100, VOTED),
    Row("enlightened", S, s.first_and_accepted, 9, 10, ACCEPTED),
    Row("guru", S, s.second_and_accepted, 39, 40, VOTED),
    Row("populist", G, s.beside_accepted, 22, 23, VOTED),
    Row("populist", G, s.beside_accepted_of, 10, 11, VOTED),
    Row("revival", B, s.answered_late, 1, 2, VOTED),
    Row("revival", B, s.answered_after, 30, 31, VOTED),
    Row("necromancer", S, s.answered_late, 4, 5, VOTED),
    Row("necromancer", S, s.answered_after, 60, 61, VOTED),
    Row("tenacious", S, s.unsung, 5, 6, ACCEPTED),
    Row("tenacious", S, s.unsung_among_44, 8, 9, ACCEPTED),  # 20 % of 44 is 8.8
    Row("unsung-hero", G, s.unsung, 10, 11, ACCEPTED),
    Row("unsung-hero", G, s.unsung_among_44, 10, 11, ACCEPTED),  # 25 %
    Row("explainer", B, s.edited_and_answered, 0, 1, "question.edited"),
    Row("explainer", B, s.edited_and_answered_within, 121, 120, VOTED),  # tenths of an hour
    Row("refiner", S, s.edited_and_answered, 49, 50, VOTED),
    Row("illuminator", G, s.edited_and_answered, 499, 500, VOTED),
    Row("generalist", S, s.at_home_in, 19, 20),
    Row("generalist", S, s.at_home_in_20, 14, 15),
    Row("lifejacket", S, s.rescued, 4, 5, VOTED),
    Row("lifejacket", S, s.rescued_from, 1, 2, VOTED),
    Row("lifejacket", S, s.rescued_to, 1, 2, VOTED),
    Row("lifeboat", G, s.rescued_deep, 19, 20, VOTED),
    # --- Taking part ---
    Row("autobiographer", B, s.told_of_themselves, 2, 3, "expertise.changed"),
    Row("autobiographer", B, s.told_of_themselves, 1, 3, "member.changed"),
    Row("informed", B, s.read_the_tour, 0, 1, "tour.read"),
    Row("commentator", B, s.commented, 9, 10, "entry.commented"),
    Row("pundit", S, s.commented_well, 9, 10),
    Row("pundit", S, s.commented_of_score, 4, 5),
    Row("enthusiast", S, s.came_daily, 29, 30),
    Row("fanatic", G, s.came_daily, 99, 100),
    Row("mortarboard", B, s.full_days, 0, 1, VOTED),
    Row("epic", S, s.full_days, 49, 50, VOTED),
    Row("legendary", G, s.full_days, 149, 150, VOTED),
    Row("yearling", S, s.here_for_a_year, 199, 200),
    Row("yearling", S, s.here_for_days, 364, 365),
    # --- Moderation ---
    Row("supporter", B, s.voted_up, 0, 1, VOTED),
    Row("critic", B, s.voted_down, 0, 1, VOTED),
    Row("suffrage", B, s.voted_in_a_day, 29, 30, VOTED),
    Row("civic-duty", S, s.voted_up, 299, 300, VOTED),
    Row("electorate", G, s.elected, 599, 600, VOTED),
    Row("electorate", G, s.elected_of_2400, 599, 600, VOTED),  # 25 %
    Row("sportsmanship", S, s.voted_for_rivals, 99, 100, VOTED),
    Row("citizen-patrol", B, s.flagged, 0, 1, "flag.decided"),
    Row("deputy", S, s.flagged, 79, 80, "flag.decided"),
    Row("marshal", G, s.flagged, 499, 500, "flag.decided"),
    Row("editor", B, s.edited, 0, 1, "question.edited"),
    Row("strunk-and-white", S, s.edited_others, 79, 80, "question.edited"),
    Row("copy-editor", G, s.edited_others, 499, 500, "question.edited"),
    Row("excavator", B, s.edited_quiet, 0, 1, "question.edited"),
    Row("excavator", B, s.edited_after_days, 181, 182, "question.edited"),
    Row("archaeologist", S, s.edited_quiet, 99, 100, "question.edited"),
    Row("organizer", B, s.retagged, 0, 1, "question.edited"),
    Row("disciplined", B, s.took_back, 2, 3, "entry.deleted"),
    Row("peer-pressure", B, s.took_back, -2, -3, "entry.deleted"),
    Row("custodian", B, s.reviewed, 0, 1, "review.made"),
    Row("reviewer", S, s.reviewed, 249, 250, "review.made"),
    Row("steward", G, s.reviewed, 999, 1000, "review.made"),
    Row("proofreader", S, s.judged, 99, 100, "edit.approved"),
    Row("tag-editor", B, s.described, 0, 1, "topic.described"),
    Row("research-assistant", S, s.described, 49, 50, "topic.described"),
    Row("taxonomist", S, s.made_a_topic, 49, 50, "question.asked"),
    # --- one topic ---
    Row("topic-bronze", B, s.at_home, 99, 100),
    Row("topic-bronze", B, s.at_home_answers, 19, 20),
    Row("topic-silver", S, s.at_home_silver, 399, 400),
    Row("topic-silver", S, s.at_home_answers, 79, 80),
    Row("topic-gold", G, s.at_home_gold, 999, 1000),
    Row("topic-gold", G, s.at_home_answers, 199, 200),
    # --- ours ---
    Row("open-door", B, s.opened_a_page, 0, 1, "offer.published"),
    Row("first-hello", B, s.accepted_requests, 0, 1, "request.accepted"),
    Row("early-light", S, s.welcomed, 9, 10, VOTED),
]
# Informed's happening is all there is to it (test_the_tour.py).
BY_HAPPENING = [row for row in ROWS if row.verb and row.badge != "informed"]

LASTING = {"nice-question", "commentator", "enthusiast", "reviewer", "curious", "yearling"}


def name(row):
    return f"{row.badge} {row.at}"


def tonight(row, world):
    """What the night does for one badge."""
    here = None if badge_called(row.badge).everywhere else world.here.pk
    review_badge(row.badge, here, now=TODAY)


def had(row, member):
    return [award.tier for award in Award.objects.filter(badge=row.badge, member=member)]


def test_there_is_a_row_for_every_badge():
    assert {row.badge for row in ROWS} == {badge.key for badge in badges()}


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_the_night_awards_what_is_reached_and_nothing_less(row):
    world = World()
    member, _about = row.state(world, row.below)
    tonight(row, world)
    assert had(row, member) == []
    world = World()
    member, _about = row.state(world, row.at)
    tonight(row, world)
    tonight(row, world)
    assert had(row, member) == [row.tier]


@pytest.mark.parametrize("row", BY_HAPPENING, ids=name)
def test_what_happens_awards_at_once_what_is_reached_and_nothing_less(row):
    world = World()
    member, about = row.state(world, row.below)
    award_at_once(happened(row.verb, by=member, about=about, now=TODAY))
    assert had(row, member) == []
    world = World()
    member, about = row.state(world, row.at)
    award_at_once(happened(row.verb, by=member, about=about, now=TODAY))
    award_at_once(happened(row.verb, by=member, about=about, now=TODAY))
    tonight(row, world)
    assert had(row, member) == [row.tier]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_badge_is_found_at_once_where_a_happening_can_complete_it(row):
    badge = badge_called(row.badge)
    assert (row.verb in badge.hears) if row.verb else (badge.hears == ())


@pytest.mark.parametrize("row", [row for row in ROWS if row.badge in LASTING], ids=name)
def test_a_badge_stays_for_good(row):
    """But for those in a topic (test_the_night.py), whatever becomes of what it was for."""
    world = World()
    member, _about = row.state(world, row.at)
    tonight(row, world)
    world.here.numbers = {
        badge_called(row.badge).number(number): 100_000 for number in badge_called(row.badge).numbers
    }
    world.here.save()
    tonight(row, world)
    assert [award.withdrawn_at for award in Award.objects.filter(member=member, badge=row.badge)] == [None]


def test_badges_for_posts_and_queues_can_be_had_again():
    again = {badge.key for badge in badges() if badge.each in {Each.POST, Each.QUEUE}}
    assert again == {
        "nice-question", "good-question", "great-question", "popular-question", "notable-question",
        "famous-question", "favourite-question", "stellar-question", "nice-answer", "good-answer",
        "great-answer", "enlightened", "guru", "populist", "revival", "necromancer", "lifejacket", "lifeboat",
        "custodian", "reviewer", "steward",
    }  # fmt: skip
