"""/settings/mentor: three lines become a page, drafts, previews, two tabs at once, and the states one click away."""

import itertools
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.beginnings import BEGINNINGS
from slashmentor.parts.mentors.models import Listing, Offer
from slashmentor.parts.mentors.queries.page import page_of
from slashmentor.parts.mentors.words import Channel, Kind, State
from tests.cast import AN_OFFER, NOON, a_mentor_page

ADDRESS = "/settings/mentor"
LEDE = "Ask me how to survive a field season, and what to do when it rained on your data."


class Tab:
    """A browser's tab with the form in it: what it shows is what it sends, with what was changed."""

    def __init__(self, client, address=ADDRESS):
        self.client = client
        self.take(client.get(address))

    def take(self, response):
        self.response = response
        found = html.fromstring(response.content)
        [form] = [one for one in found.forms if one.get("data-draft") or one.get("data-sends-draft")]
        self.fields = {}
        for name, value in form.form_values():
            self.fields.setdefault(name, []).append(value.removeprefix("\n"))  # as browsers do
        self.open = [one.get("id") for one in found.xpath("//details[@class='fold'][@open]")]
        self.wrong = [one.get("name") for one in found.xpath("//*[@aria-invalid='true']")]
        self.text = " ".join(found.text_content().split())
        return self

    def send(self, button="save", **changes):
        """Change fields, press a button; None takes a field's ticks away."""
        fields = {**self.fields, **{name.replace("__", "-"): value for name, value in changes.items()}}
        self.response = self.client.post(
            ADDRESS, {**{k: v for k, v in fields.items() if v is not None}, button: ""}
        )
        if self.response.status_code != 302:
            self.take(self.response)
        return self


@pytest.fixture
def emmys(enter, emmy):
    return enter(emmy)


def said():
    return page_of(Offer.objects.get(), now=NOON)


# --- three lines ---


def test_a_newcomer_publishes_three_lines(emmys, emmy):
    tab = Tab(emmys).send("publish", lede=LEDE, gives="fieldwork, statistics", channels=["messages", "video"])
    assert tab.response["Location"] == "/@emmy/mentor"
    shown = said()
    assert (shown.state, shown.offer.lede, shown.topics) == (State.OPEN, LEDE, ["fieldwork", "statistics"])
    assert shown.channels == [Channel.MESSAGES, Channel.VIDEO]
    assert Listing.objects.get().topics == ["fieldwork", "statistics"]
    assert "Your page is open" in emmys.get("/@emmy/mentor").text


def test_the_first_view_is_short(emmys):
    tab = Tab(emmys)
    assert tab.open == []
    buttons = html.fromstring(tab.response.content).xpath("//form//div[contains(@class, 'bar')]/button")
    assert [" ".join(one.text_content().split()) for one in buttons] == [
        "Publish my page",
        "Save as draft",
        "Preview",
    ]
    assert not Offer.objects.exists()


def test_what_the_profile_knows_stands_there_already(emmys, emmy):
    list_expertise(
        emmy, by=emmy, levels={"teaching": "can_help", "statistics": "expert", "latin": "learning"}, now=NOON
    )
    emmy.languages = ["en", "de"]
    emmy.save()
    fields = Tab(emmys).fields
    assert fields["gives"] == ["statistics teaching"]
    assert fields["languages"] == ["English, Deutsch"]
    assert fields["channels"] == ["messages"]


def test_too_little_is_no_page_and_nothing_typed_is_lost(emmys):
    tab = Tab(emmys).send("publish", lede="Hello", gives="fieldwork", pace="An hour")
    assert (tab.response.status_code, tab.wrong) == (400, ["lede"])
    assert "say in a line or two" in tab.text
    assert (tab.fields["gives"], tab.fields["pace"]) == (["fieldwork"], ["An hour"])
    assert not Offer.objects.exists()


def test_a_draft_is_for_oneself_until_it_is_published(emmys, client):
    assert Tab(emmys).send("save", lede="Not yet").response["Location"] == ADDRESS
    assert client.get("/@emmy/mentor").status_code == 404
    tab = Tab(emmys)
    assert "A draft, which only you see" in tab.text
    tab.send("publish", lede=LEDE)
    assert client.get("/@emmy/mentor").status_code == 200


def test_nothing_at_all_is_a_draft_too(emmys):
    Tab(emmys).send("save")
    assert said().state == State.DRAFT


# --- all of it ---


def test_everything_can_be_said_and_comes_back_as_it_was(emmys, emmy):
    Tab(emmys).send(
        "publish",
        lede=LEDE,
        helps="Reading *reviews*",
        kinds=["support", "development"],
        words_support="In bad weeks",
        stages=["postdoc", "phd"],
        fields="ecology",
        as_peer="on",
        places="3",
        elsewhere="1",
        hours_a_month="5",
        answers_in="7",
        pace="An hour every second week",
        until="2031-05-01",
        keeps_list=None,
        lived="Two rejected chapters",
        loves="What if it fails?",
        declines="Letters",
        seeks="Version control",
        seeks_topics="git",
        who="members",
        shared=None,
        indexable=None,
        trainable="on",
        **{"hours-0-weekday": "1", "hours-0-begins": "17:00", "hours-0-ends": "18:30"},
        **{"hours-2-weekday": "5", "hours-2-begins": "22:00", "hours-2-ends": "00:00"},
    )
    shown, offer = said(), said().offer
    assert [(one.kind, one.words) for one in shown.offered] == [
        (Kind.DEVELOPMENT, ""),
        (Kind.SUPPORT, "In bad weeks"),
    ]
    assert shown.hours == [(1, 1020, 1110), (5, 1320, 1440)]
    assert (shown.fields, shown.seeks, offer.stages) == (["ecology"], ["git"], ["phd", "postdoc"])
    assert (offer.places, offer.elsewhere, offer.hours_a_month, offer.answers_in) == (3, 1, 5, 7)
    assert (str(offer.until), offer.who, offer.pace) == ("2031-05-01", "members", "An hour every second week")
    assert (offer.keeps_list, offer.shared, offer.indexable, offer.trainable, offer.listed, offer.as_peer) == (
        False, False, False, True, True, True,
    )  # fmt: skip
    assert offer.helps_html == "<p>Reading <em>reviews</em></p>\n"
    before = Happening.objects.count()
    Tab(emmys).send("save")
    assert (said().offer.changed_at, Happening.objects.count()) == (offer.changed_at, before)


def test_hours_change_row_by_row(emmys, offer):
    tab = Tab(emmys)
    assert tab.fields["hours-0-begins"] == ["09:00"]
    tab.send(**{"hours-0-weekday": "", "hours-0-begins": "", "hours-0-ends": "", "hours-1-ends": "23:30"})
    assert said().hours == [(3, 1380, 1410)]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("1", "17:00", ""), "or leave the row empty"),
        (("", "17:00", "18:00"), "or leave the row empty"),
        (("1", "18:00", "17:00"), "takes two rows"),
        (("1", "18:00", "18:00"), "takes two rows"),
        (("9", "17:00", "18:00"), "Select a valid choice"),
        (("1", "25:00", "26:00"), "Enter a valid time"),
    ],
)
def test_hours_that_are_none(emmys, row, sentence):
    names = [f"hours-1-{name}" for name in ("weekday", "begins", "ends")]
    tab = Tab(emmys).send("save", lede=LEDE, **dict(zip(names, row, strict=True)))
    assert tab.response.status_code == 400
    assert sentence in tab.text
    assert (tab.fields["lede"], tab.open) == ([LEDE], ["when"])


def test_words_on_a_kind_count_without_its_tick_and_a_tick_taken_away_takes_them(emmys, offer):
    tab = Tab(emmys).send(words_community="A reading group on Thursdays", kinds=["support"])
    assert [one.kind for one in said().offered] == [Kind.SUPPORT, Kind.COMMUNITY]
    assert tab.response.status_code == 302


@pytest.mark.parametrize(
    ("changes", "field", "section", "sentence"),
    [
        ({"lede": "x" * 501}, "lede", None, "501 characters of at most 500"),
        ({"helps": "x" * 3001}, "helps", "help", "at most 3000"),
        ({"places": "11"}, "places", "much", "from 1 to 10"),
        ({"places": "many"}, "places", "much", "whole number"),
        ({"until": "soon"}, "until", "much", "valid date"),
        ({"places": "1", "elsewhere": "2"}, "places", "much", "You have 2 mentees now"),
        ({"languages": "klingon"}, "languages", None, "called “klingon”"),
        ({"gives": " ".join(f"t{n}" for n in range(13))}, "gives", None, "At most 12 topics"),
        ({"seeks_topics": "<b>"}, "seeks_topics", "seeks", "<b>:"),
        ({"who": "friends"}, None, "seen", "Select a valid choice"),
        ({"words_support": "x" * 121, "kinds": ["support"]}, None, "help", "At most 120 characters"),
    ],
)
def test_each_mistake_has_its_sentence_in_an_open_section_and_nothing_is_lost(
    emmys, changes, field, section, sentence
):
    tab = Tab(emmys).send("save", **{"pace": "An hour", **changes})
    assert tab.response.status_code == 400
    assert sentence in tab.text
    assert field is None or field in tab.wrong
    assert tab.open == ([section] if section else [])
    assert tab.fields["pace"] == ["An hour"]
    assert not Offer.objects.exists()


def test_all_mistakes_are_said_at_once(emmys):
    tab = Tab(emmys).send("publish", lede="x" * 501, places="11", until="soon", **{"hours-0-weekday": "1"})
    assert {"lede", "places", "until", "hours-0-begins"} <= set(tab.wrong)
    assert tab.open == ["much", "when"]
    links = html.fromstring(tab.response.content).xpath("//div[@role='alert']//a/@href")
    assert links == ["#id_lede", "#much", "#when"]


# --- texts to begin with ---


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_text_to_begin_with_fills_the_form_and_saves_nothing(emmys, name):
    tab = Tab(emmys, f"{ADDRESS}?template={name}")
    assert (tab.fields["lede"], tab.fields["kinds"]) == (
        [str(BEGINNINGS[name].lede)],
        [kind for kind in Kind.values if kind in BEGINNINGS[name].kinds],
    )
    assert tab.open == ["help", "lived"]
    assert not Offer.objects.exists()
    tab.send("publish")
    assert (said().offer.lede, len(said().offered)) == (
        str(BEGINNINGS[name].lede),
        len(BEGINNINGS[name].kinds),
    )


def test_the_text_for_ones_own_stage_comes_first(emmys):
    links = html.fromstring(emmys.get(ADDRESS).content).xpath("//p[contains(@class, 'begin')]/a")
    assert links[0].get("href") == "?template=faculty"
    assert len(links) == len(BEGINNINGS)


def test_a_text_to_begin_with_never_takes_the_place_of_ones_own(emmys, offer):
    tab = Tab(emmys, f"{ADDRESS}?template=phd")
    assert (tab.fields["lede"], tab.fields["loves"]) == ([AN_OFFER["lede"]], [AN_OFFER["loves"]])
    assert Tab(emmys, f"{ADDRESS}?template=king").fields["lede"] == [AN_OFFER["lede"]]


# --- as a stranger sees it ---


def test_a_preview_shows_the_page_and_saves_nothing(emmys):
    tab = Tab(emmys).send(
        "preview", lede=LEDE, helps="Reading *reviews*", gives="a-new-topic", pace="An hour"
    )
    assert tab.response.status_code == 200
    for words in ("So a stranger sees it", LEDE, "Reading reviews", "2 of 2 places open", "Ask Emmy Brandt"):
        assert words in tab.text
    assert "Edit your page" not in tab.text
    assert (Offer.objects.exists(), Topic.objects.exists(), Happening.objects.exists()) == (
        False,
        False,
        False,
    )


def test_from_the_preview_one_goes_back_with_all_of_it_or_publishes(emmys):
    tab = Tab(emmys).send("preview", lede=LEDE, channels=["video", "phone"], kinds=["support"])
    tab.send("again")
    assert (tab.response.status_code, tab.wrong) == (200, [])
    assert (tab.fields["lede"], tab.fields["channels"], tab.fields["kinds"]) == (
        [LEDE],
        ["video", "phone"],
        ["support"],
    )
    assert not Offer.objects.exists()
    tab.send("preview").send("publish")
    assert (said().state, said().channels) == (State.OPEN, [Channel.VIDEO, Channel.PHONE])


def test_a_preview_of_what_is_published_leaves_it_as_it_is(emmys, offer):
    version = Listing.objects.get().version
    tab = Tab(emmys).send("preview", lede=LEDE, gives="")
    assert LEDE in tab.text
    assert (said().offer.lede, said().topics) == (AN_OFFER["lede"], AN_OFFER["gives"])
    assert Listing.objects.get().version == version
    tab.send("save")
    assert (said().offer.lede, said().topics) == (LEDE, [])


def test_what_is_wrong_is_said_instead_of_a_preview(emmys):
    tab = Tab(emmys).send("preview", places="11")
    assert (tab.response.status_code, tab.wrong) == (400, ["places"])


# --- two tabs ---


def test_a_tab_says_only_what_was_changed_in_it(emmys, offer):
    stale = Tab(emmys)
    Tab(emmys).send(
        lede=LEDE, gives="fieldwork", listed=None, kinds=["community"], **{"hours-0-weekday": "4"}
    )
    stale.send(pace="Whenever it rains")
    shown = said()
    assert (shown.offer.lede, shown.topics, shown.offer.listed) == (LEDE, ["fieldwork"], False)
    assert [one.kind for one in shown.offered] == [Kind.COMMUNITY]
    assert shown.hours[-1].weekday == 4
    assert shown.offer.pace == "Whenever it rains"


def test_what_another_tab_changed_too_is_asked_about(emmys, offer):
    stale = Tab(emmys)
    Tab(emmys).send(lede=LEDE, pace="Weekly")
    stale.send(lede="Something else altogether, and quite as long.")
    assert (stale.response.status_code, stale.wrong) == (400, ["lede"])
    assert f"it says now: “{LEDE}”" in stale.text
    assert said().offer.lede == LEDE
    stale.send()
    assert (said().offer.lede, said().offer.pace) == (
        "Something else altogether, and quite as long.",
        "Weekly",
    )


def test_a_mistake_in_a_stale_tab_does_not_make_the_rest_of_it_count(emmys, offer):
    stale = Tab(emmys)
    Tab(emmys).send(pace="Weekly")
    stale.send(lede="x" * 501).send(lede=LEDE)
    assert (said().offer.lede, said().offer.pace) == (LEDE, "Weekly")


def test_two_first_tabs_become_one_page(emmys):
    one, other = Tab(emmys), Tab(emmys)
    one.send("publish", lede=LEDE, pace="Weekly")
    other.send("publish", lede="Another beginning, in another tab of mine.")
    assert other.wrong == ["lede"]
    other.send("save")
    assert (said().offer.lede, said().offer.pace) == ("Another beginning, in another tab of mine.", "Weekly")


# --- states ---


def press(client, **fields):
    return client.post(f"{ADDRESS}/state", fields)


def test_a_pause_is_one_click_and_one_back(emmys, offer):
    assert press(emmys, pause="")["Location"] == ADDRESS
    tab = Tab(emmys)
    assert "Taking a pause" in tab.text
    assert "Open it again" in tab.text
    press(emmys, resume="")
    assert "2 of 2 places open" in Tab(emmys).text


def test_away_until_a_day_and_back_sooner(emmys, offer):
    day = timezone.now().date() + timedelta(days=9)
    press(emmys, away_until=day.isoformat())
    assert said().offer.away_until == day
    assert "Away until" in Tab(emmys).text
    press(emmys, back="")
    assert said().offer.away_until is None


@pytest.mark.parametrize("day", ["", "2001-01-01", "9999-12-31", "soon"])
def test_a_day_that_can_not_be(emmys, offer, day):
    response = press(emmys, away_until=day)
    assert response.status_code == 400
    found = html.fromstring(response.content)
    assert [one.get("name") for one in found.xpath("//*[@aria-invalid='true']")] == ["away_until"]
    assert found.xpath("//details[@class='away'][@open]")


def test_withdrawn_it_is_a_draft_again(emmys, offer, client):
    press(emmys, withdraw="")
    assert client.get("/@emmy/mentor").status_code == 404
    assert Tab(emmys).fields["lede"] == [AN_OFFER["lede"]]
    assert "Publish my page" in Tab(emmys).text


def test_states_need_a_page_and_a_word(emmys, emmy):
    assert press(emmys, pause="").status_code == 404
    a_mentor_page(emmy)
    assert press(emmys).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"elsewhere": 2}, "Full, with a waiting list"),
        ({"elsewhere": 2, "keeps_list": False}, "Full: every place is taken"),
        ({"places": 3, "elsewhere": 1}, "2 of 3 places open"),
        ({"until": NOON.date()}, "and closed since"),
    ],
)
def test_how_it_stands_is_said_honestly(emmys, emmy, changes, words):
    a_mentor_page(emmy, **{**AN_OFFER, **changes})
    assert words in Tab(emmys).text


# --- who, how often, and what no browser sends ---


def test_it_is_for_members(client, enter, emmy):
    assert client.get(ADDRESS)["Location"].startswith("/accounts/login/")
    assert client.post(ADDRESS, {"lede": LEDE})["Location"].startswith("/accounts/login/")


def test_whoever_is_suspended_says_nothing(emmys, emmy):
    tab = Tab(emmys)
    emmy.suspended_until = timezone.now() + timedelta(days=7)
    emmy.save()
    response = emmys.post(ADDRESS, {**tab.fields, "lede": LEDE, "publish": ""})
    assert response.status_code in {302, 403}
    assert not Offer.objects.exists()


def test_the_page_takes_the_same_queries_whatever_it_says(emmys, emmy):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert emmys.get(ADDRESS).status_code == 200
        return len(queries)

    a_mentor_page(emmy, lede=LEDE)
    few = count()
    hours = [(day, 60 * hour, 60 * hour + 30) for day in range(7) for hour in range(8, 12)]
    topics = {name: [f"{name[0]}-{n}" for n in range(12)] for name in ("gives", "seeks_topics", "fields")}
    kinds = dict.fromkeys(Kind.values, "In my own words")
    actions.save(emmy, by=emmy, said={**AN_OFFER, **topics, "hours": hours, "kinds": kinds}, now=NOON)
    assert count() == few <= 12


HOSTILE = {
    "empty": "",
    "huge": "x" * 100_000,
    "NUL": "a\0b",
    "a huge number": str(10**20),
    "thousands of digits": "9" * 5000,
    "below zero": "-1",
    "digits of another script": "²٣",
    "right to left": "\u202e\u2066gpj.exe",
    "nothing that can be seen": "\u200b\u3164\u00ad",
    "brackets": "[" * 20_000,
}


def test_no_form_breaks_it(emmys, offer, settings):
    settings.LIMITS = False
    good = {**Tab(emmys).fields, "preview": ""}
    alike = ("shown-", "hours-1", "hours-2", "hours-3", "hours-4", "words_")  # of these one is enough
    names = [name for name in good if not name.startswith(alike)]
    names += ["as_peer", "trainable", "shown-lede", "words_support"]
    assert len(names) > 35
    for value in HOSTILE.values():
        answer = emmys.post(ADDRESS, {**good, **dict.fromkeys(names, value)})
        assert answer.status_code in {200, 400, 413}, value[:20]
    # Alone each field meets one of them, in turn: all with all took ten seconds.
    for name, (what, value) in zip(names, itertools.cycle(HOSTILE.items())):
        answer = emmys.post(ADDRESS, {**good, name: value})
        assert answer.status_code in {200, 400}, (name, what)
        answer = emmys.post(ADDRESS, {key: value for key, value in good.items() if key != name})
        assert answer.status_code in {200, 302, 400}, name
    assert emmys.post(ADDRESS, {}).status_code == 302
    assert (said().offer.lede, said().topics) == (AN_OFFER["lede"], AN_OFFER["gives"])
