"""Coming in with a password, forgetting it, and being kept out."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client, RequestFactory

from slashmentor.base.addresses import RealAddress
from slashmentor.base.limits import who
from slashmentor.commons.people.models import Member

from .conftest import PASSWORD, log_in, show_again

pytestmark = pytest.mark.django_db
WRONG = "That handle or address and that password don’t belong together. Please check both."


@pytest.mark.parametrize("login", ["ada", "ADA", " ada ", "ada@example.org", "Ada@Example.org"])
def test_with_handle_or_address(client, ada, login):
    assert log_in(client, login)["Location"] == "/"
    assert get_user(client) == ada


@pytest.mark.parametrize(
    ("login", "password"),
    [("ada", "wrong-one-here"), ("ada@example.org", "x"), ("nobody", "x"), ("no@example.org", "x")],
)
def test_what_is_wrong_isnt_told(client, ada, login, password):
    page = log_in(client, login, password).text
    assert page.count(WRONG) == 1
    assert f'value="{login}"' in page
    assert get_user(client).is_anonymous


def test_a_wrong_password_takes_as_much_work_as_an_unknown_name(client, ada, monkeypatch):
    work = []
    hashing = Member.set_password, Member.check_password
    monkeypatch.setattr(
        Member, "set_password", lambda self, raw: (work.append("hash"), hashing[0](self, raw))[1]
    )
    monkeypatch.setattr(
        Member, "check_password", lambda self, raw: (work.append("hash"), hashing[1](self, raw))[1]
    )
    for login in ("ada", "ada@example.org", "nobody", "nobody@example.org"):
        work.clear()
        log_in(client, login, "not-the-password")
        assert work == ["hash"]


def test_after_five_wrong_ones_even_the_right_one_waits(client, ada):
    for _ in range(5):
        log_in(client, password="wrong")
    assert "too many attempts" in log_in(client).text
    assert get_user(client).is_anonymous


def test_a_forged_forwarding_header_buys_no_new_attempts(client, ada):
    for number in range(5):
        client.post(
            "/accounts/login/",
            {"login": "ada", "password": "x"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )
    answer = client.post(
        "/accounts/login/",
        {"login": "ada", "password": PASSWORD},
        headers={"X-Forwarded-For": "203.0.113.99"},
    )
    assert "too many attempts" in answer.text


def test_thirty_log_ins_a_minute_from_one_address(client, ada):
    codes = [
        client.post(
            "/accounts/login/",
            {"login": f"n{number}", "password": "x"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        ).status_code
        for number in range(31)
    ]
    assert codes[30] == 429
    assert "A little slower, please" in client.post("/accounts/login/", {"login": "x", "password": "x"}).text


@pytest.mark.parametrize(
    ("proxies", "header", "seen"),
    [
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "1.1.1.1, 203.0.113.7", "203.0.113.7"),
        (2, "1.1.1.1, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "192.0.2.1"),
        (1, "nonsense", "192.0.2.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_the_address_is_what_the_hosts_own_servers_saw(settings, proxies, header, seen):
    settings.PROXIES = proxies
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").get(
        "/", headers={"X-Forwarded-For": header} if header else {}
    )
    assert RealAddress(lambda request: request.META["REMOTE_ADDR"])(request) == seen
    assert who(request) == ("address-2001:db8::" if ":" in seen else f"address-{seen}")


def test_logging_out_takes_a_click_and_no_less(as_ada, ada):
    assert "You will be logged out" in as_ada.get("/accounts/logout/").text
    assert get_user(as_ada) == ada
    as_ada.post("/accounts/logout/")
    assert get_user(as_ada).is_anonymous


def test_where_one_wanted_to_go_and_nowhere_else(client, ada):
    assert client.get("/settings/profile")["Location"] == "/accounts/login/?next=/settings/profile"
    assert "next" in client.get("/accounts/login/?next=/settings/profile").text
    going = client.post(
        "/accounts/login/", {"login": "ada", "password": PASSWORD, "next": "/settings/profile"}
    )
    assert going["Location"] == "/settings/profile"
    client.logout()
    led = client.post(
        "/accounts/login/", {"login": "ada", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert led["Location"] == "/"


def test_forgetting_the_password(client, ada, letters):
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    (letter,) = letters()
    assert letter.subject == "A new password for Slashmentor"
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.body)[1]
    page = client.get(link, follow=True)
    assert "set-password" in page.redirect_chain[-1][0]
    client.post(page.redirect_chain[-1][0], {"password1": "harbour-violin-toast"})
    assert "link no longer works" in client.get(link, follow=True).text
    assert log_in(client, password="harbour-violin-toast")["Location"] == "/"
    assert [one.subject for one in letters()][1:] == ["Your password at Slashmentor has changed"]


def test_the_answer_is_the_same_for_an_address_that_nobody_has(client, ada, letters):
    known = client.post("/accounts/password/reset/", {"email": "ada@example.org"}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert (known.redirect_chain, known.content) == (unknown.redirect_chain, unknown.content)
    assert [one.to for one in letters()] == [["ada@example.org"], ["nobody@example.org"]]


def test_the_link_leads_here_whatever_the_host_header_says(client, ada, letters):
    client.post("/accounts/password/reset/", {"email": "ada@example.org"}, headers={"Host": "localhost:9999"})
    links = re.findall(r"https?://\S+", letters()[0].body)
    assert {urlsplit(link).netloc for link in links} == {"127.0.0.1:8000"}


def test_a_letter_is_asked_for_at_most_five_times_a_minute(client, ada):
    codes = [
        client.post("/accounts/password/reset/", {"email": "ada@example.org"}).status_code for _ in range(6)
    ]
    assert codes == [302, 302, 302, 302, 302, 429]


def test_a_new_password_ends_the_sessions_elsewhere(as_ada, ada):
    elsewhere = Client()
    log_in(elsewhere)
    assert elsewhere.get("/settings/profile").status_code == 200
    as_ada.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "harbour-violin-toast"})
    assert as_ada.get("/settings/profile").status_code == 200
    assert elsewhere.get("/settings/profile").status_code == 302


def test_so_does_a_click(as_ada):
    elsewhere = Client()
    log_in(elsewhere)
    assert as_ada.get("/accounts/sessions/").text.count("127.0.0.1</span>") == 2
    as_ada.post("/accounts/sessions/")
    assert elsewhere.get("/settings/profile").status_code == 302
    assert as_ada.get("/settings/profile").status_code == 200


def test_a_suspension_ends_them_at_once_and_is_told_to_who_knows_the_password(as_ada, ada):
    Member.objects.filter(pk=ada.pk).update(is_active=False)
    assert as_ada.get("/settings/profile").status_code == 302
    cache.clear()
    assert log_in(as_ada)["Location"] == "/accounts/inactive/"
    assert "closed at the moment" in as_ada.get("/accounts/inactive/").text
    assert WRONG in log_in(as_ada, password="wrong").text


def test_an_imported_name_cant_log_in(client, db):
    Member.objects.create_user("old-hand", "", None, is_claimed=False)
    assert WRONG in log_in(client, "old-hand", "").text or get_user(client).is_anonymous


def test_addresses_are_added_confirmed_made_first_and_removed(as_ada, ada, letters):
    show_again(as_ada)
    as_ada.post("/accounts/email/", {"action_add": "1", "email": "ada@lab.example"})
    (letter,) = letters()
    assert letter.subject == "Is this your address? Slashmentor"
    as_ada.post(re.search(r"8000(/accounts/confirm-email/\S+)", letter.body)[1])
    as_ada.post("/accounts/email/", {"action_primary": "1", "email": "ada@lab.example"})
    ada.refresh_from_db()
    assert ada.email == "ada@lab.example"
    assert [(one.subject, one.to) for one in letters()][1:] == [
        ("Your address at Slashmentor has changed", ["ada@example.org"])
    ]
    as_ada.post("/accounts/email/", {"action_remove": "1", "email": "ada@example.org"})
    assert list(ada.emailaddress_set.values_list("email", flat=True)) == ["ada@lab.example"]


def test_somebody_elses_address_gets_a_letter_and_opens_nothing(as_ada, emmy, letters):
    show_again(as_ada)
    answer = as_ada.post("/accounts/email/", {"action_add": "1", "email": "emmy@example.org"})
    other = as_ada.post("/accounts/email/", {"action_add": "1", "email": "unknown@example.org"})
    assert (answer.status_code, answer["Location"]) == (other.status_code, other["Location"])
    assert [one.subject for one in letters()] == [
        "You have an account at Slashmentor",
        "Is this your address? Slashmentor",
    ]


def test_before_an_address_changes_one_shows_again_that_it_is_oneself(as_ada, ada):
    asked = as_ada.post("/accounts/email/", {"action_add": "1", "email": "ada@lab.example"}, follow=True)
    assert "Is it still you?" in asked.text
    assert "isn’t your password" in show_again(as_ada, "wrong").text
    assert ada.emailaddress_set.count() == 1
    show_again(as_ada)  # and what was asked for is done
    as_ada.post("/accounts/email/", {"action_add": "1", "email": "ada@lab.example"})
    assert ada.emailaddress_set.count() == 2
