from datetime import timedelta

import pytest
from django.test import Client

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.data import everything
from slashmentor.together.badges.models import Award, BroughtBadge, Tier

SITE = {"origin_name": "Physics Stack Exchange", "origin_url": "https://physics.stackexchange.com"}


@pytest.fixture
def physics(db, now):
    return Community.objects.create(slug="physics", name="Physics", created_at=now, **SITE)


def award(member, community, now, name, tier, number, **fields):
    return BroughtBadge.objects.create(
        member=member, community=community, name=name, tier=tier, origin_id=number, awarded_at=now, **fields
    )


def earn(member, community, now, key, *, tier=Tier.BRONZE, **fields):
    return Award.objects.create(member=member, community=community, badge=key, tier=tier, at=now, **fields)


def shown(member) -> str:
    return Client().get(f"/@{member.handle}").text


def test_badges_stand_on_the_page_by_site_and_metal(ada, physics, now):
    award(ada, physics, now, "Teacher", Tier.BRONZE, 1)
    award(ada, physics, now, "Nice Answer", Tier.BRONZE, 2)
    award(ada, physics, now + timedelta(days=1), "Nice Answer", Tier.BRONZE, 3)
    award(ada, physics, now, "optics", Tier.GOLD, 4, of_topic=True)
    page = shown(ada)
    assert (
        '<a href="https://physics.stackexchange.com" rel="noopener">Physics Stack Exchange</a>: 1 gold, 3 bronze'
        in page
    )
    assert page.index("<b>optics</b>") < page.index("<b>Nice Answer ×2</b>") < page.index("<b>Teacher</b>")
    assert "gold, for a topic" in page


def test_without_badges_there_is_no_word_of_them(ada):
    assert 'id="badges"' not in shown(ada)


@pytest.mark.parametrize("many", [1, 100])
def test_badges_cost_the_same_however_many(ada, physics, now, rf, many, django_assert_num_queries):
    from slashmentor.commons.people.queries import profile_of
    from slashmentor.together.badges.panels import badges_of

    for number in range(many):
        award(ada, physics, now, f"Badge {number}", Tier.SILVER, number)
        earn(ada, physics, now, "nice-answer", about_id=number)
    found = profile_of("ada")
    with django_assert_num_queries(1):  # what they earned and what they brought along
        badges_of(rf.get("/@ada"), found)


def test_a_page_shows_the_rarest_and_leads_to_all(ada, physics, now):
    for number in range(33):
        award(ada, physics, now, f"Badge {number}", Tier.SILVER, number)
    earn(ada, physics, now, "populist", tier=Tier.GOLD)
    page = shown(ada)
    assert '<a class="small" href="/@ada/badges">All 34</a>' in page
    assert ("Here: 1 gold" in page, page.count("<b>Badge")) == (True, 9)


def test_what_was_earned_here_stands_with_a_date_and_how_often(ada, physics, now):
    for number in (1, 2):
        earn(ada, physics, now, "nice-answer", about_id=number)
    assert '<a href="/badges/nice-answer">Nice Answer ×2</a><small>bronze · <time' in shown(ada)


def test_what_was_withdrawn_isn_t_shown(ada, physics, now):
    earn(ada, physics, now, "nice-answer", withdrawn_at=now)
    assert 'id="badges"' not in shown(ada)


def test_a_badges_name_is_no_markup(ada, physics, now):
    award(ada, physics, now, "<script>x()</script>", Tier.BRONZE, 1)
    assert "&lt;script&gt;x()&lt;/script&gt;" in shown(ada)


def test_badges_are_taken_along(ada, physics, now):
    earn(ada, physics, now, "nice-answer", about_id=7)
    award(ada, physics, now, "Teacher", Tier.BRONZE, 1)
    assert everything(ada)["badges"] == [
        {"community": "physics", "name": "Teacher", "tier": "bronze", "of_topic": False, "awarded_at": now}
    ]
    assert everything(ada)["awards"] == [
        {
            "community__slug": "physics", "badge": "nice-answer", "tier": "bronze", "topic__name": None,
            "about_id": 7, "at": now, "withdrawn_at": None,
        }
    ]  # fmt: skip
