"""Showing that a name is one's own: an ORCID record, or a page that links back."""

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.fetch.tests.servers import a_door, a_server
from slashmentor.base.jobs.models import Job
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.actions import change_profile, prove
from slashmentor.commons.people.data import everything
from slashmentor.commons.people.models import Member, Proof

from .conftest import NOW

HERE = "https://ment.example/@ada"
ME = f'<a rel="me" href="{HERE}">Ada</a>'
ORCID = "0000-0002-1825-0097"


@pytest.fixture(autouse=True)
def _here(settings):
    settings.SITE_URL = "https://ment.example"


@pytest.fixture(scope="module")
def server():
    with a_server() as running:
        yield running


@pytest.fixture
def page(server):
    """A page of ada's: sets what it says, and gives its proof."""

    def make(member, html, path="/me", headers=None):
        server.pages[path] = html.encode()
        return prove.add_page(member, by=member, address=server.url(path), now=NOW)

    yield make
    server.pages.clear()


def _looked(proof, **changes):
    return prove.look_at(proof, **{"through": a_door(), "now": NOW, **changes})


def _mark(member):
    return Member.objects.values_list("verified_by", flat=True).get(pk=member.pk)


# --- a page that links back ---


@pytest.mark.parametrize(
    "html",
    [
        ME,
        f'<link rel="me" href="{HERE}">',
        f'<a rel="noopener ME author" href="{HERE}/">Ada</a>',
        '<a rel=me href="http://MENT.example/@Ada">Ada</a>',
        '<base href="https://ment.example/x/"><a rel="me" href="../@ada">Ada</a>',
        f"<p><div></p><b>{ME}<i></b>",
        f"{'<div>' * 200}{ME}",
    ],
)
def test_a_page_with_the_link_is_proven(ada, page, html):
    found = _looked(page(ada, html))
    assert (found.proven_at, found.trouble, found.failures) == (NOW, "", 0)
    assert _mark(ada) == "ada.example"


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="{HERE}">Ada</a>',
        '<a rel="me" href="https://ment.example/@eve">Eve</a>',
        '<a rel="me" href="https://ment.example.evil.example/@ada">Ada</a>',
        '<a rel="me" href="https://evil.example/?https://ment.example/@ada">Ada</a>',
        f"<!-- {ME} -->",
        f"<script>{ME}</script>",
        f"<textarea>{ME}</textarea>",
        '<a rel="me" href="http://[::1">x</a>',
        '<a rel="me">x</a>',
        "",
        "\x00\x01",
    ],
)
def test_a_page_without_it_is_not(ada, page, html):
    found = _looked(page(ada, html))
    assert found.proven_at is None
    assert found.trouble == f'There is no link with rel="me" to {HERE} on it yet.'
    assert _mark(ada) == ""


def test_the_link_may_stand_in_the_header():
    from slashmentor.base.fetch import Fetched
    from slashmentor.commons.people.linking_back import leads_to, links_with_rel_me

    said = Fetched(
        "https://ada.example/", {"link": f'<https://x.example>; rel="author", <{HERE}>; rel="me"'}, b""
    )
    assert links_with_rel_me(said) == [HERE]
    assert leads_to(links_with_rel_me(said), HERE)


def test_a_page_that_leads_elsewhere_vouches_for_nothing(ada, page, server):
    server.pages["/mine"] = ME.encode()
    target = server.url("/mine", host="other.example")
    proof = prove.add_page(ada, by=ada, address=server.url(f"/to/{target}"), now=NOW)
    found = _looked(proof)
    assert found.proven_at is None
    assert "leads on to another site" in found.trouble


def test_the_mark_goes_with_the_link(ada, page, server):
    proof = _looked(page(ada, ME))
    server.pages["/me"] = b"<p>I moved.</p>"
    assert _looked(proof, now=NOW + timedelta(days=7)).proven_at is None
    assert _mark(ada) == ""


def test_a_page_that_cannot_be_reached_keeps_the_mark_for_a_week(ada, page):
    proof = _looked(page(ada, ME))
    closed = a_door(resolve=lambda _host, _seconds: [])
    kept = [_looked(proof, through=closed).proven_at is not None for _try in range(4)]
    assert kept == [True, True, True, False]
    assert Proof.objects.get().trouble == "Nothing answers at that address."


def test_it_is_asked_later_never_at_once(ada):
    """The address leads inside; nothing is fetched while somebody waits, and the job goes nowhere either."""
    proof = prove.add_page(ada, by=ada, address="http://127.0.0.1:1/me", now=NOW)
    assert (proof.checked_at, Job.objects.filter(key=f"proof:{proof.pk}").count()) == (None, 1)
    prove.look(proof.pk, now=NOW)
    proof.refresh_from_db()
    assert proof.trouble == "That address leads to no public web page."


@pytest.mark.parametrize(
    "address", ["nonsense", "ftp://ada.example/", "https://", "https://ment.example/@eve"]
)
def test_some_addresses_are_not_taken(ada, address):
    with pytest.raises(Invalid):
        prove.add_page(ada, by=ada, address=address, now=NOW)


def test_five_pages_are_enough(ada):
    for number in range(5):
        prove.add_page(ada, by=ada, address=f"https://ada.example/{number}", now=NOW)
    prove.add_page(ada, by=ada, address="https://ada.example/1", now=NOW)
    with pytest.raises(Invalid, match="At most 5"):
        prove.add_page(ada, by=ada, address="https://ada.example/5", now=NOW)


def test_only_oneself_names_ones_pages(ada, join):
    eve = join("eve")
    with pytest.raises(Refused):
        prove.add_page(ada, by=eve, address="https://ada.example/", now=NOW)


@pytest.mark.parametrize(
    ("failures", "days", "again"),
    [(0, 6, False), (0, 8, True), (1, 2, True), (2, 1, False), (2, 3, True), (3, 5, True), (6, 5, False), (6, 8, True),
     (12, 400, False)],
)  # fmt: skip
def test_pages_are_looked_at_each_week_and_ever_more_rarely(ada, failures, days, again):
    Proof.objects.create(
        member=ada,
        kind="page",
        address="https://ada.example/",
        added_at=NOW,
        checked_at=NOW,
        failures=failures,
    )
    prove.look_again(now=NOW + timedelta(days=days, minutes=1))
    assert Job.objects.filter(key__startswith="proof:").exists() is again


def test_taking_a_page_away_takes_the_mark(ada, page):
    proof = _looked(page(ada, ME))
    prove.remove(proof, by=ada, now=NOW)
    assert (Proof.objects.count(), _mark(ada)) == (0, "")


# --- ORCID ---


def _record(family="Wolańska", given="Ada", credit=None):
    name = {"given-names": {"value": given}, "family-name": {"value": family}}
    return {"person": {"name": name | ({"credit-name": {"value": credit}} if credit else {})}}


def _connected(member, record):
    return SocialAccount.objects.create(user=member, provider="orcid", uid=ORCID, extra_data=record)


@pytest.mark.parametrize(
    ("record", "mark"),
    [
        (_record(), "ORCID"),
        (_record(family="WOLANSKA"), "ORCID"),
        (_record(family="Wolańska", given="A. B."), "ORCID"),
        (_record(family="Nowak", credit="Ada Wolańska"), "ORCID"),
        (_record(family="Nowak"), ""),
        (_record(family=""), ""),
        ({}, ""),
        ({"person": None}, ""),
        ({"person": {"name": None}}, ""),
    ],
)
def test_a_record_of_the_same_name_verifies_it(ada, record, mark):
    _connected(ada, record)
    assert Proof.objects.get().address == f"https://orcid.org/{ORCID}"
    assert _mark(ada) == mark


def test_disconnecting_takes_proof_and_mark_away(ada):
    _connected(ada, _record()).delete()
    assert (Proof.objects.count(), _mark(ada)) == (0, "")


def test_a_pseudonym_has_no_mark(ada):
    _connected(ada, _record())
    change_profile(ada, by=ada, values={"is_pseudonym": True}, now=NOW)
    assert _mark(ada) == ""
    change_profile(ada, by=ada, values={"is_pseudonym": False}, now=NOW)
    assert _mark(ada) == "ORCID"


def test_another_name_is_not_the_one_that_was_verified(ada):
    _connected(ada, _record())
    change_profile(ada, by=ada, values={"name": "Marie Curie"}, now=NOW)
    assert _mark(ada) == ""


def test_what_she_wrote_is_shown_anew_when_the_mark_changes(ada):
    _connected(ada, _record())
    assert Happening.objects.get(verb="member.changed").data == {"fields": ["verified_by"]}


def test_leaving_with_an_orcid_record_works(ada):
    _connected(ada, _record())
    ada.delete()
    assert not Proof.objects.exists()


def test_proofs_are_in_the_export(ada):
    _connected(ada, _record())
    assert everything(ada)["account"]["proofs"][0]["address"] == f"https://orcid.org/{ORCID}"


# --- pages ---


def test_the_settings_say_how_it_is_done(client, ada):
    client.force_login(ada)
    text = client.get("/settings/proofs").content.decode()
    assert f'href="{HERE}"' in text.replace("&#34;", '"')


def test_a_page_can_be_named_looked_at_again_and_removed(client, ada):
    client.force_login(ada)
    assert client.post("/settings/proofs", {"address": "ada.example/me"}).status_code == 302
    proof = Proof.objects.get()
    assert proof.address == "https://ada.example/me"
    assert client.post("/settings/proofs", {"again": proof.pk}).status_code == 302
    assert client.post("/settings/proofs", {"remove": proof.pk}).status_code == 302
    assert not Proof.objects.exists()


def test_a_wrong_address_comes_back_with_a_sentence(client, ada):
    client.force_login(ada)
    answer = client.post("/settings/proofs", {"address": "https://ment.example/@ada"})
    assert answer.status_code == 400
    assert "Give one that is yours elsewhere." in answer.content.decode()


def test_pages_of_others_are_not_there(client, ada, join):
    proof = prove.add_page(ada, by=ada, address="https://ada.example/", now=NOW)
    client.force_login(join("eve"))
    for act in ("again", "remove"):
        assert client.post("/settings/proofs", {act: proof.pk}).status_code == 404
        assert client.post("/settings/proofs", {act: "x"}).status_code == 404


def test_the_profile_shows_mark_and_pages(client, ada, django_assert_num_queries):
    _connected(ada, _record())
    Proof.objects.create(
        member=ada, kind="page", address="https://ada.example/me", added_at=NOW, proven_at=NOW
    )
    Proof.objects.create(member=ada, kind="page", address="https://not.example/me", added_at=NOW)
    text = client.get("/@ada").content.decode()
    assert "Name verified through ORCID" in text
    assert 'rel="me nofollow noopener" href="https://ada.example/me"' in text
    assert "not.example" not in text


def test_what_names_protect_is_explained(client, db):
    text = client.get("/about/names").content.decode()
    assert "Two moderators together" in text
    assert django_settings.SITE_URL
