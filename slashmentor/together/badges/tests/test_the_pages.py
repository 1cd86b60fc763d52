"""All badges, one badge, and those of a member."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from slashmentor.commons.communities.models import Community
from slashmentor.commons.standing.models import Standing
from slashmentor.together.badges.catalogue import badges
from slashmentor.together.badges.models import Award, Tier
from tests.cast import NOON, a_member

from . import states as s
from .states import World

pytestmark = pytest.mark.django_db


def earn(member, community, key, *, at=NOON, tier=Tier.BRONZE, **fields):
    return Award.objects.create(member=member, community=community, badge=key, tier=tier, at=at, **fields)


def test_everybody_sees_all_badges_with_what_they_are_for():
    page = Client().get("/badges").text
    assert re.findall(r'href="/badges/([a-z-]+)"', page) == [badge.key for badge in badges()]
    assert "Asked a question that reached a score of 10." in page


def test_a_badge_says_how_many_have_it_and_whether_i_do(ada, emmy, community, client):
    earn(ada, community, "guru", about_id=1)
    earn(ada, community, "guru", about_id=2)
    earn(emmy, community, "guru", about_id=3)
    client.force_login(ada)
    row = client.get("/badges").text.split('<li id="guru">')[1].split("</li>")[0]
    assert ("2 people have it" in row, "you do" in row) == (True, True)


def test_a_community_shows_its_own_numbers_and_people(ada, community):
    community.numbers = {"badge.guru.score": 7}
    community.save()
    other = Community.objects.create(slug="physics", name="Physics", created_at=NOON)
    earn(ada, other, "guru", about_id=1)
    page = Client().get("/badges?community=academia").text.split('<li id="guru">')[1].split("</li>")[0]
    assert ("a score of 7" in page, "nobody has it yet" in page) == (True, True)
    assert Client().get("/badges?community=nowhere").status_code == 404


def test_a_badge_s_page_shows_who_has_it_for_what_the_newest_first(question, answer, ada, emmy, community):
    earn(ada, community, "nice-question", about_id=question.pk)
    earn(emmy, community, "nice-question", about_id=answer.pk)
    page = Client().get("/badges/nice-question").text
    assert page.index("Emmy Brandt") < page.index("Ada Whitcombe")
    assert f'<a href="/a/{answer.pk}">{question.title}</a>' in page
    assert Client().get("/badges/nice-quarrel").status_code == 404


def test_whoever_keeps_to_themselves_isn_t_shown_there(question, ada, emmy, community):
    earn(ada, community, "nice-question", about_id=question.pk)
    ada.shows_activity = False
    ada.save()
    page = Client().get("/badges/nice-question").text
    assert ("Ada Whitcombe" in page, question.title in page) == (True, False)
    ada.listed = False
    ada.save()
    assert "Ada Whitcombe" not in Client().get("/badges/nice-question").text


def test_a_deleted_post_isn_t_named(question, ada, community):
    earn(ada, community, "nice-question", about_id=question.pk)
    type(question).objects.update(deleted_at=NOON)
    assert question.title not in Client().get("/badges/nice-question").text


def test_one_leafs_through_all_who_have_it(community):
    people = [a_member(f"p{number}") for number in range(45)]
    for member in people:
        earn(member, community, "teacher")
    first = Client().get("/badges/teacher").text
    next_page = re.search(r'rel="next" href="([^"]+)"', first)[1]
    second = Client().get(next_page.replace("&amp;", "&")).text
    found = re.findall(r'class="who" href="/@(p\d+)"', first + second)
    assert (len(found), len(set(found))) == (45, 45)
    assert 'rel="next"' not in second


@pytest.mark.parametrize("before", ["x", "0", "99999999", "9" * 30, "-1"])
def test_a_place_in_the_list_that_isn_t_there_is_404(before):
    assert Client().get(f"/badges/teacher?before={before}").status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_the_pages_cost_the_same_however_many_have_badges(
    community, question, many, django_assert_num_queries
):
    for number in range(many):
        earn(a_member(f"p{number}"), community, "nice-question", about_id=question.pk)
    cache.clear()
    with django_assert_num_queries(2):  # counts, communities
        Client().get("/badges")
    cache.clear()
    with django_assert_num_queries(4):  # counts, communities, awards, posts
        Client().get("/badges/nice-question")
    with django_assert_num_queries(4):  # the member, what they have, where, what they brought
        Client().get("/@p0/badges")


def test_a_member_s_page_shows_all_they_have(ada, community):
    for number in range(12):
        earn(ada, community, "guru", about_id=number, tier=Tier.SILVER)
    earn(ada, None, "informed")
    page = Client().get("/@ada/badges").text
    assert ("Guru ×12" in page, "Informed" in page, "12 silver, 1 bronze" in page) == (True, True, True)
    assert "On the way" not in page
    assert Client().get("/@Ada/badges").headers["Location"] == "/@ada/badges"
    assert Client().get("/@nobody/badges").status_code == 404


def test_only_oneself_sees_how_far_one_is(client):
    world = World()
    Standing.objects.create(member=world.me, community=world.here)
    s.voted_up(world, 212)
    client.force_login(world.me)
    page = client.get(f"/@{world.me.handle}/badges").text
    assert ("Civic Duty" in page, "212 of 300" in page, "Only you see this." in page) == (True, True, True)
    client.force_login(world.other)
    assert "212 of 300" not in client.get(f"/@{world.me.handle}/badges").text


def test_what_is_had_gives_way_to_the_next_metal(client):
    world = World()
    Standing.objects.create(member=world.me, community=world.here)
    s.flagged(world, 81)
    earn(world.me, world.here, "deputy")
    client.force_login(world.me)
    page = client.get(f"/@{world.me.handle}/badges").text
    assert "81 of 500" in page


@pytest.mark.parametrize("many", [1, 60])
def test_progress_costs_the_same_for_the_busy_and_the_idle(many, django_assert_num_queries):
    from slashmentor.together.badges.queries.progress import find_progress

    world = World()
    for state in (s.voted_up, s.flagged, s.commented, s.edited_others, s.judged):
        state(world, many)
    with django_assert_num_queries(17):
        find_progress(world.me.pk, world.here, now=NOON)


def test_nobody_s_page_says_no_more_than_that_there_are_none(ada):
    assert "They come by themselves" in Client().get("/@ada/badges").text


def test_no_badge_shames():
    """What it is for is said of what one did, and none is for having failed."""
    words = " ".join(str(badge.sentence).lower() for badge in badges())
    assert re.findall(r"\b(fail\w*|bad|worst|shame\w*|poor|wrong)\b", words) == []
