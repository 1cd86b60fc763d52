from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.communities.actions import settle_community
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import numbers_of, subjects
from slashmentor.commons.happenings.models import Happening
from tests.cast import a_community, a_member


@pytest.fixture
def bare(community):
    """Academia with the numbers of rules.md; mo looks after it."""
    Community.objects.update(numbers={})
    community.refresh_from_db()
    return community


def settle(community, by, now, **changes):
    return settle_community(
        community,
        **{
            "name": community.name,
            "tagline": community.tagline,
            "about": community.about,
            "accent": community.accent,
            "icon": community.icon,
            "shows_reputation": community.shows_reputation,
            "is_grown": community.is_grown,
            "numbers": {},
            **changes,
        },
        by=by,
        now=now,
    )


def test_a_moderator_changes_a_number(bare, mo, now):
    settled = settle(bare, mo, now, numbers={"may.vote_down": 200})
    assert numbers_of(settled).whole("may.vote_down") == 200
    told = Happening.objects.get()
    assert (told.verb, told.by, told.data) == ("community.settled", mo, {"changed": ["may.vote_down"]})


def test_what_stays_as_it_is_is_not_told(bare, mo, now):
    settle(bare, mo, now)
    settle(bare, mo, now, numbers={"may.vote_down": 125, "may.close": None})
    assert not Happening.objects.exists()


def test_everything_at_once_is_told_once(bare, mo, now):
    settle(
        bare, mo, now, tagline="How it is done", about="For *all*.", accent="#1A4F7A", icon="globe",
        shows_reputation=True, is_grown=True, numbers={"points.a_day": 100},
    )  # fmt: skip
    bare.refresh_from_db()
    assert (bare.about_html, bare.accent) == ("<p>For <em>all</em>.</p>\n", "#1a4f7a")
    assert Happening.objects.get().data["changed"] == [
        "tagline", "about", "accent", "icon", "shows_reputation", "is_grown", "points.a_day",
    ]  # fmt: skip


def test_the_usual_number_is_not_kept_as_a_change(bare, mo, now):
    settle(bare, mo, now, numbers={"may.close": 700})
    back = settle(Community.objects.get(), mo, now, numbers={"may.close": None})
    assert back.numbers == {}


def test_growing_up_moves_what_nobody_changed(bare, mo, now):
    settle(bare, mo, now, numbers={"may.edit": 1500})
    grown = numbers_of(settle(Community.objects.get(), mo, now, is_grown=True))
    assert (grown["may.close"], grown["may.edit"]) == (3000, 1500)


def test_numbers_that_are_not_named_stay(bare, mo, now):
    settle(bare, mo, now, numbers={"may.edit": 1500})
    settled = settle(Community.objects.get(), mo, now, numbers={"may.close": 700})
    assert settled.numbers == {"may.edit": 1500, "may.close": 700}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "This field cannot be blank."),
        ({"accent": "red"}, "accent", "A colour looks like #7a1d54."),
        ({"accent": "#ffcc00"}, "accent", "On paper this colour would be hard to read"),
        ({"icon": "skull"}, "icon", "There is no such sign."),
        ({"numbers": {"close.votes": 0}}, "close.votes", "It has to be between 1 and"),
        ({"numbers": {"close.votes": 2.5}}, "close.votes", "It has to be a whole number."),
        ({"numbers": {"points.cast_down": 5}}, "points.cast_down", "It has to be between -100 and 0."),
        ({"numbers": {"may.edit": float("nan")}}, "may.edit", "It has to be between"),
        ({"numbers": {"may.edit": float("inf")}}, "may.edit", "It has to be between"),
        ({"numbers": {"bounty.least": 600}}, "bounty.least", "at least more than it is at most"),
    ],
)
def test_what_can_not_be_is_said_beside_its_field(bare, mo, now, changes, field, sentence):
    with pytest.raises(Invalid) as caught:
        settle(bare, mo, now, **changes)
    assert list(caught.value.errors) == [field]
    assert sentence in caught.value.errors[field]
    assert not Happening.objects.exists()


@pytest.mark.parametrize(
    "number", [one for each in subjects() for one in each.numbers], ids=lambda one: one.name
)
def test_every_default_could_be_set_by_hand(number):
    for usual in (number.usual(is_grown=False), number.usual(is_grown=True)):
        assert number.least <= usual <= number.most


def test_a_fraction_may_be_a_fraction(bare, mo, now):
    assert settle(bare, mo, now, numbers={"sweep.views_a_day": 2.5}).numbers == {"sweep.views_a_day": 2.5}


def test_others_are_refused(bare, ada, now):
    with pytest.raises(Refused, match="Only its moderators"):
        settle(bare, ada, now, name="Mine")


def test_the_moderators_of_another_one_are_others(bare, mo, now):
    with pytest.raises(Refused, match="Only its moderators"):
        settle(a_community("chemistry"), mo, now, name="Mine")


def test_a_suspended_moderator_waits(bare, mo, now):
    mo.standings.create(community=bare, suspended_until=now + timedelta(days=1))
    with pytest.raises(Refused, match="suspended"):
        settle(bare, mo, now, name="Mine")


def test_the_form_shows_what_is_usual_and_what_was_changed(client, bare, mo, now):
    settle(bare, mo, now, numbers={"may.vote_down": 200})
    client.force_login(mo)
    shown = client.get("/c/academia/settings").content.decode()
    assert 'name="may.vote_down" value="200"' in shown
    assert shown.count("<b>changed</b>") == 1
    assert "Back to 125" in shown


def sent(**more):
    return {"name": "Academia", "is_grown": "", **more}


def test_the_form_changes_and_goes_back(client, bare, mo):
    client.force_login(mo)
    done = client.post("/c/academia/settings", sent(**{"may.vote_down": "200", "accent": "#1a4f7a"}))
    assert (done.status_code, done["Location"]) == (302, "/c/academia/settings")
    assert Community.objects.get().numbers == {"may.vote_down": 200}
    client.post("/c/academia/settings", sent(**{"may.vote_down": "200", "usual": "may.vote_down"}))
    assert Community.objects.get().numbers == {}


def test_a_form_that_can_not_be_comes_back_filled(client, bare, mo):
    client.force_login(mo)
    shown = client.post("/c/academia/settings", sent(tagline="Kept", **{"close.votes": "0"}))
    assert shown.status_code == 400
    words = shown.content.decode()
    assert 'name="close.votes" value="0"' in words
    assert "It has to be between 1 and" in words
    assert 'value="Kept"' in words
    assert Community.objects.get().tagline == ""


@pytest.mark.parametrize("nonsense", ["many", "1e999", "nan", "--1", "１２٣x", "9" * 400])
def test_nonsense_is_no_number(client, bare, mo, nonsense):
    client.force_login(mo)
    assert client.post("/c/academia/settings", sent(**{"may.edit": nonsense})).status_code == 400


def test_who_may_not_change_it_learns_why_before_writing(client, bare, ada):
    assert client.get("/c/academia/settings")["Location"].startswith("/accounts/login/")
    client.force_login(ada)
    assert client.get("/c/academia/settings").status_code == 403
    assert client.post("/c/academia/settings", sent(name="Mine")).status_code == 403
    client.force_login(a_member("hana", is_staff=True))
    assert client.get("/c/academia/settings").status_code == 200
    assert client.get("/c/nowhere/settings").status_code == 404


def test_everybody_can_read_the_numbers(client, bare, mo, now):
    settle(bare, mo, now, numbers={"may.vote_down": 200})
    shown = client.get("/c/academia/rules").content.decode()
    assert "changed here; usually 125" in shown
    assert shown.count("changed here") == 1


def test_the_ink_comes_as_a_stylesheet_that_may_be_kept(client, bare, mo, now):
    assert client.get("/c/academia/look.css").status_code == 404
    settle(bare, mo, now, accent="#1a4f7a")
    kept = client.get("/c/academia/look.css?v=1a4f7a")
    assert kept["Content-Type"] == "text/css; charset=utf-8"
    assert kept["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--accent:light-dark(#1a4f7a," in kept.content.decode()
    # An address from before gets today's ink, and is not kept for a year.
    assert "immutable" not in client.get("/c/academia/look.css?v=7a1d54").get("Cache-Control", "")


def test_pages_that_were_kept_change_with_the_look(client, bare, question, mo, now):
    link = "/c/academia/look.css?v=1a4f7a"
    addresses = ["/c/academia", question.get_absolute_url(), "/c/academia/rules", "/c/academia/privileges"]
    assert [link in client.get(address).content.decode() for address in addresses] == [False] * 4
    settle(bare, mo, now, accent="#1a4f7a")
    assert [link in client.get(address).content.decode() for address in addresses] == [True] * 4


def test_reputation_stands_beside_names_where_it_is_wanted(client, bare, question, ada, mo, now):
    ada.standings.create(community=bare, points=4321, reputation=4321)
    assert "4,321" not in client.get(question.get_absolute_url()).content.decode()
    settle(bare, mo, now, shows_reputation=True)
    assert "4,321" in client.get(question.get_absolute_url()).content.decode()
