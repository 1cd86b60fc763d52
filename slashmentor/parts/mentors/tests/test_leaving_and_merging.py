"""A mentor's page goes out whole, goes away whole, and goes over when two accounts are one."""

from datetime import timedelta

import pytest

from slashmentor.commons.media.actions import shown_somewhere
from slashmentor.commons.people.actions import leave, merge
from slashmentor.commons.people.data import everything
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Listing, Offer, OutsidePage, SavedSearch, Shelf, Visit
from tests.cast import AN_OFFER, NOON, a_member, a_mentor_page

State = OutsidePage.State


@pytest.fixture
def host(db):
    return a_member("hana", is_staff=True)


def an_outside_page(member, url="https://noether.example.org/mentor", state=State.LISTED, **more):
    page = OutsidePage.objects.create(
        member=member, url=url, code="abc", state=state, added_at=NOON, since=NOON, **more
    )
    if state == State.LISTED:
        Listing.objects.create(
            source="outside",
            page=page,
            url=url,
            name="Emmy",
            published_at=NOON,
            changed_at=NOON,
            version=actions.next_version(),
        )
    return page


class TestExport:
    def test_all_that_they_said_comes_along(self, offer, emmy):
        Visit.objects.create(offer=offer, day=NOON.date(), times=7)
        an_outside_page(emmy)
        SavedSearch.objects.create(member=emmy, query="topic=statistics", known=1, at=NOON)
        held = everything(emmy)["mentor"]
        page = held["page"]
        for name in ("lede", "helps", "lived", "loves", "declines", "seeks", "pace", "stages", "channels"):
            assert page[name] == AN_OFFER[name]
        assert page["kinds"] == [
            {"kind": "development", "words": "Reading a draft before a stranger does"},
            {"kind": "support", "words": ""},
        ]
        assert {(row["role"], row["topic__name"]) for row in page["topics"]} == {
            ("gives", "statistics"),
            ("gives", "peer-review"),
            ("seeks", "version-control"),
            ("for", "ecology"),
        }
        assert page["hours"][0] == {"weekday": 1, "begins": 540, "ends": 660}
        assert page["visits"] == [{"day": NOON.date(), "times": 7}]
        assert [one["url"] for one in held["outside_pages"]] == ["https://noether.example.org/mentor"]
        assert held["searches"] == [{"query": "topic=statistics", "at": NOON}]

    def test_whoever_said_nothing_holds_nothing(self, ada):
        assert everything(ada)["mentor"] == {"page": None, "outside_pages": [], "searches": []}


class TestLeaving:
    @pytest.mark.parametrize("keep_words", [True, False])
    @pytest.mark.usefixtures("offer")
    def test_nothing_of_the_page_is_left(self, emmy, keep_words):
        an_outside_page(emmy)
        version = Shelf.objects.get().version
        leave(emmy, by=emmy, keep_words=keep_words, now=NOON)
        assert not Offer.objects.exists()
        assert not OutsidePage.objects.exists()
        for line in Listing.objects.all():
            assert (line.gone, line.name, line.handle, line.url, line.lede, line.words) == (
                True, "", "", "", "", "",
            )  # fmt: skip
            assert line.version > version  # whoever knew it hears of it

    def test_a_line_that_went_before_tells_nothing_either(self, offer, emmy):
        actions.withdraw(offer, by=emmy, now=NOON)
        assert Listing.objects.get().url == "/@emmy/mentor"
        leave(emmy, by=emmy, now=NOON)
        assert Listing.objects.get().url == ""


class TestPictures:
    def test_one_on_a_mentor_page_is_in_use(self, emmy):
        name = f"{'ab' * 20}.webp"
        a_mentor_page(emmy, **AN_OFFER | {"lived": f"![My first rejection](/media/{name})"})
        assert shown_somewhere({name, f"{'cd' * 20}.webp"}) == {name}


class TestMerging:
    def test_the_page_comes_along(self, emmy, ada, host):
        offer = a_mentor_page(ada)
        merge(ada, emmy, by=host, now=NOON)
        assert Offer.objects.get().member == emmy
        assert Listing.objects.get(offer=offer).name == "Emmy Brandt"

    def test_the_account_that_stays_keeps_its_own(self, offer, emmy, ada, host):
        gone = a_mentor_page(ada, lede="The same person with fewer words about it.")
        version = Listing.objects.get(offer=gone).version
        line = Listing.objects.get(offer=gone).pk
        merge(ada, emmy, by=host, now=NOON)
        assert list(Offer.objects.values_list("pk", flat=True)) == [offer.pk]
        assert Listing.objects.get(pk=line).gone
        assert Listing.objects.get(pk=line).version > version

    def test_an_open_page_goes_before_a_draft(self, emmy, ada, host):
        a_mentor_page(emmy, published=False)
        opened = a_mentor_page(ada)
        merge(ada, emmy, by=host, now=NOON)
        assert list(Offer.objects.values_list("pk", "member")) == [(opened.pk, emmy.pk)]

    @pytest.mark.parametrize(
        ("own", "theirs", "expected"),  # (places, taken, elsewhere)
        [
            ((2, 1, 0), (2, 1, 0), (2, 2, 0)),
            ((2, 2, 0), (3, 3, 0), (5, 5, 0)),
            ((6, 6, 0), (7, 7, 0), (10, 10, 0)),
            ((4, 1, 3), (9, 8, 0), (10, 9, 1)),
        ],
    )
    def test_mentees_of_both_are_theirs(self, emmy, ada, host, own, theirs, expected):
        names = ("places", "taken", "elsewhere")
        for member, numbers in ((emmy, own), (ada, theirs)):
            offer = a_mentor_page(member)
            Offer.objects.filter(pk=offer.pk).update(**dict(zip(names, numbers, strict=True)))
        merge(ada, emmy, by=host, now=NOON)
        assert Offer.objects.values_list(*names).get() == expected

    def test_the_same_search_is_saved_once(self, emmy, ada, host):
        for member, query in ((emmy, "kind=support"), (ada, "kind=support"), (ada, "topic=ecology")):
            SavedSearch.objects.create(member=member, query=query, known=1, at=NOON)
        merge(ada, emmy, by=host, now=NOON)
        assert sorted(SavedSearch.objects.filter(member=emmy).values_list("query", flat=True)) == [
            "kind=support",
            "topic=ecology",
        ]

    def test_outside_pages_come_along_and_the_listed_one_of_two_stays(self, emmy, ada, host):
        an_outside_page(emmy, state=State.UNPROVEN)
        listed = an_outside_page(ada)
        other = an_outside_page(ada, "https://lovelace.example.org/mentoring", state=State.WAITING)
        merge(ada, emmy, by=host, now=NOON + timedelta(days=1))
        assert sorted(OutsidePage.objects.filter(member=emmy).values_list("pk", flat=True)) == [
            listed.pk,
            other.pk,
        ]
        assert not Listing.objects.get(page=listed).gone
