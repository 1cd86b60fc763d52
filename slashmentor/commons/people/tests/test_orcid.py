"""Log-in by ORCID: only when a host configured it, and never into somebody else's account."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.signup import redirect_to_signup
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth import get_user

from slashmentor.commons.people.models import Member

from .conftest import NOW

pytestmark = pytest.mark.django_db
ORCID_ID = "0000-0002-1825-0097"


@pytest.fixture
def orcid(settings):
    settings.ORCID_CLIENT_ID = "APP-1"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "orcid": {"BASE_DOMAIN": "orcid.org", "APPS": [{"client_id": "APP-1", "secret": "s", "key": ""}]}
    }


def test_without_it_nothing_shows(client, as_ada):
    assert "ORCID" not in as_ada.get("/settings/account").text
    as_ada.logout()
    assert "ORCID" not in client.get("/accounts/login/").text
    assert "ORCID" not in client.get("/accounts/signup/").text


@pytest.mark.parametrize("page", ["orcid/login/", "orcid/login/callback/", "3rdparty/", "3rdparty/signup/"])
def test_and_its_addresses_are_nothing(client, page):
    assert client.get(f"/accounts/{page}").status_code == 404
    assert client.post(f"/accounts/{page}").status_code == 404


def test_with_it_the_doors_have_one_more(client, orcid):
    assert 'href="/accounts/orcid/login/?process=login"' in client.get("/accounts/login/").text
    assert "Go on with ORCID" in client.get("/accounts/signup/").text


def arrives(client, rf, member_fields, email):
    """Somebody comes back from orcid.org who wasn't here before."""
    request = rf.get("/")
    request.session = client.session
    account = SocialAccount(provider="orcid", uid=ORCID_ID, extra_data={})
    with request_context(request):
        provider = get_adapter().get_provider(request, "orcid")
        login = SocialLogin(
            user=Member(joined_at=NOW, **member_fields),
            account=account,
            provider=provider,
            email_addresses=[EmailAddress(email=email, verified=False)],
        )
        redirect_to_signup(request, login)
    request.session.save()
    client.cookies["slashmentor"] = request.session.session_key


@pytest.fixture
def their_urls(settings):
    settings.ROOT_URLCONF = "slashmentor.commons.people.tests.urls_with_orcid"


def test_a_newcomer_chooses_a_handle(client, rf, orcid, their_urls):
    arrives(client, rf, {"name": "Josiah Carberry"}, "josiah@example.org")
    page = client.get("/accounts/3rdparty/signup/").text
    assert 'value="Josiah Carberry"' in page
    client.post(
        "/accounts/3rdparty/signup/",
        {"username": "josiah", "name": "Josiah Carberry", "email": "josiah@example.org", "is_staff": "1"},
    )
    member = get_user(client)
    assert (member.handle, member.name, member.has_usable_password(), member.is_staff) == (
        "josiah",
        "Josiah Carberry",
        False,
        False,
    )
    assert SocialAccount.objects.get().user == member


def test_a_known_address_opens_no_account(client, rf, ada, orcid, their_urls):
    arrives(client, rf, {"name": "Not Ada"}, "ada@example.org")
    client.post(
        "/accounts/3rdparty/signup/", {"username": "not-ada", "name": "Not Ada", "email": "ada@example.org"}
    )
    assert SocialAccount.objects.get().user.handle == "not-ada"
    assert not SocialAccount.objects.filter(user=ada).exists()
    assert EmailAddress.objects.get(user__handle="not-ada").verified is False


def test_a_closed_door_is_closed_to_orcid_too(client, rf, settings, orcid, their_urls):
    settings.REGISTRATION = "closed"
    arrives(client, rf, {"name": "Josiah"}, "josiah@example.org")
    client.post(
        "/accounts/3rdparty/signup/", {"username": "josiah", "name": "Josiah", "email": "josiah@example.org"}
    )
    assert not Member.objects.exists()
