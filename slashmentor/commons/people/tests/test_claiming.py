"""An imported name becomes its person's again."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from slashmentor.base.errors import Refused
from slashmentor.base.fetch.tests.servers import a_door, a_server
from slashmentor.commons.people.actions import claim, decline, grant
from slashmentor.commons.people.actions.claim import hash_of, look_at
from slashmentor.commons.people.data import everything
from slashmentor.commons.people.models import BroughtAccount, Claim, FormerHandle, Member
from tests.cast import a_community, a_question, give_points

from .conftest import NOW, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_hand(db):
    return Member.objects.create_user("old-hand", "", None, name="Old Hand", is_claimed=False)


def test_asking(client, old_hand):
    code = re.search(r"<code>(slashmentor-\w{12})</code>", client.get("/@old-hand/claim").text)[1]
    assert code in client.get("/@old-hand/claim").text  # the same when one comes back to it
    page = client.post("/@old-hand/claim", {"email": "Hand@Example.org", "said": "It is me"})
    assert code in page.text
    (made,) = Claim.objects.all()
    assert (made.member, made.email, made.code, made.said, made.granted) == (
        old_hand,
        "hand@example.org",
        code,
        "It is me",
        None,
    )
    client.post("/@old-hand/claim", {"email": "hand@example.org", "said": "Still me"})
    assert [one.said for one in Claim.objects.all()] == ["Still me"]


def test_only_imported_names_can_be_claimed(client, ada):
    assert client.get("/@ada/claim").status_code == 404
    with pytest.raises(Refused):
        claim(ada, email="x@example.org", code="c", now=NOW)


def test_a_yes_and_the_way_in(client, old_hand, mo, letters):
    asked = claim(old_hand, email="hand@example.org", code="c", now=NOW)
    other = claim(old_hand, email="eve@example.org", code="d", now=NOW)
    grant(asked, by=mo, now=NOW)
    other.refresh_from_db()
    assert (asked.granted, asked.decided_by, other.granted) == (True, mo, False)
    (letter,) = letters()
    assert (letter.to, letter.subject) == (["hand@example.org"], "@old-hand is yours")
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.body)[1]
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "harbour-violin-toast"})
    assert log_in(client, "old-hand", "harbour-violin-toast")["Location"] == "/"
    assert "This name came with" not in client.get("/@old-hand").text
    assert EmailAddress.objects.get(user=old_hand).verified is True
    with pytest.raises(Refused):
        grant(other, by=mo, now=NOW)


def test_a_no_sends_nothing(old_hand, mo, letters):
    asked = claim(old_hand, email="victim@example.org", code="c", now=NOW)
    decline(asked, by=mo, now=NOW)
    assert (asked.granted, letters()) == (False, [])


def test_members_do_not_decide(old_hand, ada):
    asked = claim(old_hand, email="hand@example.org", code="c", now=NOW)
    for decide in (grant, decline):
        with pytest.raises(Refused):
            decide(asked, by=ada, now=NOW)


def test_a_host_decides_in_the_admin(client, old_hand, mo):
    mo.is_superuser = True
    mo.save()
    asked = claim(old_hand, email="hand@example.org", code="slashmentor-123", now=NOW)
    client.force_login(mo)
    assert "slashmentor-123" in client.get("/admin/people/claim/").text
    client.post("/admin/people/claim/", {"action": "let_them_have_it", "_selected_action": [str(asked.pk)]})
    old_hand.refresh_from_db()
    assert old_hand.is_claimed is True


def test_the_admin_closes_accounts_and_shows_no_password(client, ada, mo):
    mo.is_superuser = True
    mo.save()
    client.force_login(mo)
    page = client.get(f"/admin/people/member/{ada.pk}/change/").text
    assert ada.password not in page
    client.post(f"/admin/people/member/{ada.pk}/change/", {"handle": "root", "is_superuser": ""})
    ada.refresh_from_db()
    assert (ada.is_active, ada.handle) == (False, "ada")
    assert client.get("/admin/people/member/add/").status_code == 403


def test_asking_over_and_over_is_stopped(client, old_hand):
    client.get("/@old-hand/claim")
    codes = [
        client.post("/@old-hand/claim", {"email": f"n{number}@example.org"}).status_code
        for number in range(6)
    ]
    assert codes == [200] * 5 + [429]


# --- by who has an account already ---

SITE = "https://old.example"


@pytest.fixture
def history(db):
    return a_community("history", origin_url=SITE)


@pytest.fixture
def brought(old_hand, history):
    """Old Hand came with a site, and the site knew her address."""
    return BroughtAccount.objects.create(
        community=history,
        member=old_hand,
        origin_id=7,
        name="Old Hand",
        email_hash=hash_of("ada@example.org"),
    )


def _asked(old_hand, **changes):
    return claim(old_hand, **{"email": "hand@example.org", "code": "c", "now": NOW, **changes})


def test_a_confirmed_address_of_the_profile_settles_it_at_once(old_hand, brought, history, ada):
    give_points(old_hand, history, 321)
    question = a_question(history, old_hand)
    made = _asked(old_hand, email="ada@example.org", into=ada)
    question.refresh_from_db()
    assert (made.granted, made.proven, question.author) == (True, "email", ada)
    assert not Member.objects.filter(handle="old-hand").exists()
    assert ada.standings.get(community=history).reputation == 321
    assert FormerHandle.objects.get(handle="old-hand").member == ada


def test_an_address_that_nobody_confirmed_settles_nothing(old_hand, brought, ada):
    EmailAddress.objects.filter(user=ada).update(verified=False)
    made = _asked(old_hand, email="ada@example.org", into=ada)
    assert (made.granted, made.proven) == (None, "")


def test_another_address_settles_nothing(old_hand, brought, join):
    made = _asked(old_hand, email="eve@example.org", into=join("eve"))
    assert (made.granted, made.proven) == (None, "")


def test_without_an_account_the_address_is_only_a_hint(old_hand, brought):
    made = _asked(old_hand, email="ada@example.org")
    assert (made.granted, made.proven) == (None, "email")


@pytest.mark.parametrize("address", ["ada@example.org", " Ada@Example.org ", "ADA@EXAMPLE.ORG"])
def test_hashes_are_of_lower_case(address):
    assert hash_of(address) == hash_of("ada@example.org")


def test_granted_it_goes_into_the_account(old_hand, brought, join, mo, letters):
    lea = join("lea")
    grant(_asked(old_hand, email="other@example.org", into=lea), by=mo, now=NOW)
    assert not Member.objects.filter(handle="old-hand").exists()
    assert BroughtAccount.objects.get().member == lea
    assert letters() == []


def test_a_moderator_of_where_it_came_from_decides(old_hand, brought, history, join):
    mia, otto = join("mia"), join("otto")
    history.moderators.create(member=mia, since=NOW)
    a_community("chemistry").moderators.create(member=otto, since=NOW)
    asked = _asked(old_hand)
    with pytest.raises(Refused, match="community it came with"):
        grant(asked, by=otto, now=NOW)
    grant(asked, by=mia, now=NOW)
    assert Claim.objects.get().decided_by == mia


def test_two_who_claim_it_do_not_both_get_it(old_hand, brought, mo, join):
    first = _asked(old_hand, email="x@example.org", into=join("lea"))
    second = _asked(old_hand, email="y@example.org", into=join("eve"))
    grant(first, by=mo, now=NOW)
    second.refresh_from_db()
    assert second.granted is False
    with pytest.raises(Refused, match="decided already"):
        grant(second, by=mo, now=NOW)


# --- a page that links to the profile ---


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f'<a href="{SITE}/users/7">me</a>', True),
        (f'<a href="{SITE}/users/7/old-hand?tab=profile">me</a>', True),
        (f'<link rel="me" href="{SITE}/users/7/">', True),
        (f'<a href="{SITE}/users/77">x</a>', False),
        (f'<a href="{SITE}/users">x</a>', False),
        ('<a href="https://evil.example/users/7">x</a>', False),
        ("<p>Nothing</p>", False),
    ],
)
def test_a_page_that_links_there_is_shown_as_proof(old_hand, brought, html, found):
    with a_server() as server:
        server.pages["/me"] = html.encode()
        asked = _asked(old_hand, page=server.url("/me"))
        assert look_at(asked, through=a_door()) is found
    asked.refresh_from_db()
    assert (asked.proven, asked.granted) == ("page" if found else "", None)


def test_a_page_inside_the_network_is_not_read(old_hand, brought):
    assert look_at(_asked(old_hand, page="http://127.0.0.1/me")) is False


# --- in the browser ---


def test_the_suspended_claim_nothing(old_hand, brought, ada):
    ada.suspended_until = NOW + timedelta(days=1)
    with pytest.raises(Refused, match="is suspended"):
        claim(old_hand, email=ada.email, code="c", into=ada, now=NOW)


def test_a_member_claims_and_has_it(client, old_hand, brought, ada):
    client.force_login(ada)
    assert "e-mail" in client.get("/@old-hand/claim").text
    answer = client.post("/@old-hand/claim", {"said": "It is me"})
    assert answer["Location"] == "/@ada"


def test_a_member_claims_and_waits(client, old_hand, brought, join):
    client.force_login(join("eve"))
    client.get("/@old-hand/claim")
    assert "A moderator will look" in client.post("/@old-hand/claim", {"page": "eve.example"}).text
    made = Claim.objects.get()
    assert (made.into.handle, made.page, made.granted) == ("eve", "https://eve.example", None)


def test_moderators_decide_on_their_page(client, old_hand, brought, history, join):
    mia = join("mia")
    history.moderators.create(member=mia, since=NOW)
    asked = _asked(old_hand, said="It is me, with <b>")
    client.force_login(mia)
    text = client.get("/moderation/claims").text
    assert "It is me, with &lt;b&gt;" in text
    assert f"{SITE}/users/7" in text
    assert client.post("/moderation/claims", {"grant": asked.pk}).status_code == 302
    assert Member.objects.get(handle="old-hand").is_claimed
    assert client.post("/moderation/claims", {"grant": "x"}).status_code == 404


def test_claims_of_other_communities_are_not_shown(client, old_hand, brought, join):
    otto = join("otto")
    a_community("chemistry").moderators.create(member=otto, since=NOW)
    asked = _asked(old_hand)
    client.force_login(otto)
    assert "Old Hand" not in client.get("/moderation/claims").text
    assert client.post("/moderation/claims", {"grant": asked.pk}).status_code == 403


def test_the_page_is_not_there_for_members(client, ada):
    client.force_login(ada)
    assert client.get("/moderation/claims").status_code == 404


def test_the_page_costs_the_same_for_one_and_for_many(client, history, mo, django_assert_num_queries):
    client.force_login(mo)
    for number in range(12):
        name = Member.objects.create_user(f"old-{number}", "", None, is_claimed=False)
        BroughtAccount.objects.create(community=history, member=name, origin_id=number, name="x")
        _asked(name)
        if number in (0, 11):
            with django_assert_num_queries(4):
                client.get("/moderation/claims")


def test_what_one_claims_is_in_ones_export(old_hand, brought, join):
    eve = join("eve")
    _asked(old_hand, email="eve@example.org", into=eve)
    assert everything(eve)["account"]["claims"][0]["email"] == "eve@example.org"


@pytest.mark.parametrize("first", ["grant", "decline"])
def test_who_decides_second_reads_that_it_is_decided(client, old_hand, brought, join, mo, first):
    asked = _asked(old_hand, into=join("lea"))
    client.force_login(mo)
    client.post("/moderation/claims", {first: asked.pk})
    again = client.post("/moderation/claims", {"grant": asked.pk}, follow=True)
    assert (again.status_code, "This was decided already." in again.content.decode()) == (200, True)


def test_who_claims_a_name_twice_comes_to_the_page_that_has_it(client, old_hand, brought, ada):
    client.force_login(ada)
    client.get("/@old-hand/claim")
    assert client.post("/@old-hand/claim")["Location"] == "/@ada"
    for again in (client.get, client.post):
        answer = again("/@old-hand/claim", follow=True)
        assert answer.redirect_chain[-1][0] == "/@ada"
        assert "This name has been claimed already." in answer.content.decode()
    assert client.get("/@nobody-at-all/claim").status_code == 404
