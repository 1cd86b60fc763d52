"""A member brings a page of their own site, reads what to add, has it looked at again, takes it down."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors.models import Listing, OutsidePage
from slashmentor.parts.mentors.outside import bringing
from slashmentor.parts.mentors.outside.suspending import follow_suspension
from tests.cast import NOON, a_member

from .conftest import State, brought, joins, lines, looked_at, mine
from .test_reading import H_CARD

HERE = "/settings/mentor/outside"


def bring(member, url="https://ada.example.org/mentor", **changes):
    return bringing.bring(member, **{"by": member, "url": url, "now": NOON, **changes})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ada.example.org/mentor", "https://ada.example.org/mentor"),
        ("HTTP://Ada.Example.org", "http://ada.example.org/"),
        (" https://ada.example.org:443/mentor?lang=en ", "https://ada.example.org/mentor?lang=en"),
    ],
)
def test_an_address_is_kept_one_way(ada, given, kept):
    assert bring(ada, given).url == kept


@pytest.mark.parametrize(
    "given",
    [
        "", "ada", "mailto:ada@example.org", "javascript:alert(1)", "ftp://ada.example.org/", "https://ada:pw@ada.example.org/",
        "https://ada.example.org/#mentor", "https://127.0.0.1/", "http://localhost/", "https://[::1]/", "https://10.0.0.1/mentor",
        "https://ada.example.org:8080/", "https://ada.example.org/" + "x" * 600, "http://127.0.0.1:8000/@ada/mentor", "http://2130706433/",
    ],
)  # fmt: skip
def test_what_is_no_page_of_the_open_web_is_refused(ada, given):
    with pytest.raises(Invalid):
        bring(ada, given)
    assert not OutsidePage.objects.exists()


def test_our_own_pages_are_listed_by_themselves(ada, settings):
    settings.SITE_URL = "https://mentors.example.org"
    with pytest.raises(Invalid, match="this very place"):
        bring(ada, "http://www.mentors.example.org/@ada/mentor")


def test_the_same_page_twice_is_one(ada):
    assert bring(ada) == bring(ada, "HTTPS://ADA.example.org/mentor")
    assert OutsidePage.objects.count() == 1


def test_at_most_five(ada):
    for number in range(5):
        bring(ada, f"https://ada.example.org/{number}")
    with pytest.raises(Invalid, match="5"):
        bring(ada, "https://ada.example.org/6")
    bring(ada, "https://ada.example.org/1")  # again


def test_nobody_brings_one_for_another_or_while_suspended(ada, emmy):
    with pytest.raises(Refused):
        bring(ada, by=emmy)
    Member.objects.filter(pk=ada.pk).update(suspended_until=NOON + timedelta(days=1))
    ada.refresh_from_db()
    with pytest.raises(Refused):
        bring(ada)


def test_two_may_claim_a_page_and_who_proves_it_has_it(ada, emmy, server):
    server.pages["/mentor"] = (H_CARD + mine("emmy")).encode()
    hers, his = brought(server.url("/mentor"), ada), brought(server.url("/mentor"), emmy, code="mentor-2")
    assert (looked_at(hers).state, looked_at(his).state) == ("unproven", "listed")
    server.pages["/mentor"] = (H_CARD + mine("ada")).encode()
    assert looked_at(hers, after=1).state == "listed"
    his.refresh_from_db()
    assert (his.state, his.why) == ("unproven", "It no longer says that it is yours.")
    assert list(Listing.objects.filter(gone=False).values_list("page", flat=True)) == [hers.pk]


def test_who_was_first_keeps_a_page_that_names_both(ada, emmy, server):
    server.pages["/mentor"] = (H_CARD + mine("emmy") + mine("ada")).encode()
    looked_at(brought(server.url("/mentor"), ada))
    second = looked_at(brought(server.url("/mentor"), emmy, code="mentor-2"))
    assert (second.state, "already" in second.why) == ("refused", True)
    assert OutsidePage.objects.shown().get().member == ada


def test_whoever_is_named_outweighs_a_page_that_only_joined(ada, server):
    server.pages["/mentor"] = (H_CARD + joins()).encode()
    first = looked_at(brought(server.url("/mentor"), email="somebody@example.org"))
    assert (first.state, first.proven_by) == ("listed", "join")
    server.pages["/mentor"] = (H_CARD + joins() + mine()).encode()
    assert looked_at(brought(server.url("/mentor"), ada, code="mentor-2")).state == "listed"
    assert OutsidePage.objects.shown().get().member == ada


def test_a_file_that_still_stands_there_holds(ada, emmy, server):
    server.pages["/.well-known/mentor-proof.txt"] = b"mentor-1\n"
    server.pages["/mentor"] = H_CARD.encode()
    assert looked_at(brought(server.url("/mentor"), ada)).proven_by == "file"
    server.pages["/mentor"] = (H_CARD + mine("emmy")).encode()
    second = brought(server.url("/mentor"), emmy, code="mentor-2")
    assert looked_at(second).state == "refused"
    server.pages["/.well-known/mentor-proof.txt"] = b"something else\n"
    assert looked_at(second, after=1).state == "listed"


def test_two_addresses_of_one_page_are_one(ada, server):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    server.answers["/old"] = (302, {"Location": "/mentor"})
    listed, other = looked_at(brought(server.url("/mentor"), ada)), brought(server.url("/old"), ada)
    assert looked_at(other) is None
    assert (OutsidePage.objects.get().pk, len(lines())) == (listed.pk, 1)


def test_the_list_says_what_to_do_next(ada, enter, server):
    page = brought(server.url("/mentor"), ada)
    client = enter(ada)
    assert "We look at it in a moment" in client.get(HERE).content.decode()
    server.pages["/mentor"] = H_CARD.encode()
    looked_at(page)
    shown = client.get(HERE).content.decode()
    for said in (
        "/@ada/mentor",
        "mentor-proof",
        "mentor-1",
        "/.well-known/mentor-proof.txt",
        "One of these is enough",
    ):
        assert said in shown
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    assert client.post(HERE, {"again": page.pk}).status_code == 302
    looked_at(page)
    shown = client.get(HERE).content.decode()
    assert "It is in the directory" in shown
    assert "mentor-proof" not in shown
    assert client.post(HERE, {"remove": page.pk}).status_code == 302
    assert (lines(), OutsidePage.objects.exists()) == ({}, False)


def test_the_form_says_what_is_wrong(ada, enter):
    client = enter(ada)
    answer = client.post(HERE, {"url": "https://127.0.0.1/"})
    assert answer.status_code == 400
    assert "no address of a public web page" in answer.content.decode()
    assert client.post(HERE, {"url": "ada.example.org/mentor"}).status_code == 302
    assert OutsidePage.objects.get().member == ada


def test_another_s_page_is_not_found(ada, emmy, enter):
    page = brought("https://ada.example.org/mentor", ada)
    for what in ("again", "remove"):
        for number in (page.pk, "0", "x", "9" * 30):
            assert enter(emmy).post(HERE, {what: number}).status_code == 404
    assert OutsidePage.objects.exists()


def test_the_list_asks_as_much_for_one_page_as_for_five(ada, enter, django_assert_max_num_queries):
    client, counts = enter(ada), []
    for number in range(5):
        brought(f"https://ada.example.org/{number}", ada)
        with django_assert_max_num_queries(20) as asked:
            client.get(HERE)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_member_hears_by_letter_only_of_what_goes(ada, server):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    run_waiting(now=NOON)
    assert mail.outbox == []
    server.pages["/mentor"] = H_CARD.encode()
    looked_at(page, after=7)
    run_waiting(now=NOON)
    [letter] = mail.outbox
    assert letter.to == [ada.email]
    assert HERE in letter.body
    assert "no longer" in letter.subject


def test_what_was_given_up_is_looked_at_when_its_owner_asks(ada, server):
    page = brought(
        server.url("/mentor"), ada, state=State.GONE, failures=5, missing=2, next_at=None, why="Gone."
    )
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    bringing.look_again(page, now=NOON)
    assert looked_at(page).state == "listed"


def test_whoever_is_suspended_stands_in_no_directory(ada, server):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = looked_at(brought(server.url("/mentor"), ada))

    told = SimpleNamespace(at=NOON, about=SimpleNamespace(community_id=None, member_id=ada.pk))
    Member.objects.filter(pk=ada.pk).update(suspended_until=NOON + timedelta(days=365 * 9))
    follow_suspension(told)
    assert lines() == {}
    Member.objects.filter(pk=ada.pk).update(suspended_until=None)
    follow_suspension(told)
    assert len(lines()) == 1
    assert OutsidePage.objects.get(pk=page.pk).state == "listed"


def test_words_of_a_page_never_become_html(ada, enter, server):
    bad = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"
    server.pages["/mentor"] = (
        f'<div class="h-card"><b class="p-name">{bad}</b><p class="p-note">{bad}</p><i class="p-job-title">{bad}</i></div>{mine()}'
    ).encode()
    page = looked_at(brought(server.url("/mentor?a=<script>"), ada, why=bad))
    for address in (HERE, f"/mentors/pages/{page.pk}", "/mentors/join"):
        shown = enter(ada).get(address).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "<script>" not in shown.partition("<main")[2]


def test_a_listed_page_is_shown_to_everybody_with_the_link_to_it(ada, client, server):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    shown = client.get(f"/mentors/pages/{page.pk}")
    assert shown.status_code == 200
    assert f'href="{page.url}"' in shown.content.decode()
    server.pages["/mentor"] = H_CARD.encode()
    looked_at(page, after=7)
    assert client.get(f"/mentors/pages/{page.pk}").status_code == 404


def test_a_member_who_is_a_stranger_to_it_sees_no_list_of_another(emmy, ada, enter):
    brought("https://ada.example.org/secret", ada)
    assert "secret" not in enter(emmy).get(HERE).content.decode()
    assert a_member("zoe").outside_pages.count() == 0
