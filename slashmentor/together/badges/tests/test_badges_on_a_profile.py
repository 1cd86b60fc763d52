from datetime import timedelta

import pytest
from django.test import Client

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.data import everything
from slashmentor.together.badges.models import BroughtBadge, Tier

SITE = {"origin_name": "Physics Stack Exchange", "origin_url": "https://physics.stackexchange.com"}


@pytest.fixture
def physics(db, now):
    return Community.objects.create(slug="physics", name="Physics", created_at=now, **SITE)


def award(member, community, now, name, tier, number, **fields):
    return BroughtBadge.objects.create(
        member=member, community=community, name=name, tier=tier, origin_id=number, awarded_at=now, **fields
    )


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


def test_badges_cost_one_query_however_many(ada, physics, now, rf, django_assert_num_queries):
    from slashmentor.together.badges.panels import brought

    for number in range(100):
        award(ada, physics, now, f"Badge {number}", Tier.SILVER, number)
    with django_assert_num_queries(1):
        assert brought(rf.get("/@ada"), ada).count("<li>") == 100


def test_a_badges_name_is_no_markup(ada, physics, now):
    award(ada, physics, now, "<script>x()</script>", Tier.BRONZE, 1)
    assert "&lt;script&gt;x()&lt;/script&gt;" in shown(ada)


def test_badges_are_taken_along(ada, physics, now):
    award(ada, physics, now, "Teacher", Tier.BRONZE, 1)
    assert everything(ada)["badges"] == [
        {"community": "physics", "name": "Teacher", "tier": "bronze", "of_topic": False, "awarded_at": now}
    ]
