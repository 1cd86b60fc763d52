"""An imported name becomes its person's again."""

import re

import pytest
from allauth.account.models import EmailAddress

from slashmentor.base.errors import Refused
from slashmentor.commons.people.actions import claim, decline, grant
from slashmentor.commons.people.models import Claim, Member

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


def test_only_hosts_decide(old_hand, ada):
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
