import re
from email.utils import parseaddr

import pytest
from django.core import mail
from django.test import Client

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.models import Member
from slashmentor.together.notifications.models import MailPreference
from tests.cast import NOON, an_answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ada_has_an_address")]


def test_a_letter_is_text_and_html_with_a_way_out(at_once, told, settings):
    (letter,) = mail.outbox
    message = letter.message()
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/notifications/stop/")
    assert message["Auto-Submitted"] == "auto-generated"
    assert parseaddr(message["Message-ID"])[1] == f"n{told.pk}@127.0.0.1"


def test_a_name_with_markup_or_a_line_break_is_only_a_name(at_once, emmy, question):
    Member.objects.filter(pk=emmy.pk).update(name="<b>Emmy</b>\nBcc: eve@example.org")
    an_answer(question, emmy)
    run_waiting(NOON)
    (letter,) = mail.outbox
    assert "\n" not in letter.subject
    assert letter.recipients() == ["ada@example.org"]
    assert "&lt;b&gt;Emmy&lt;/b&gt;" in letter.alternatives[0][0]


@pytest.fixture
def way_out(at_once, told):
    address = mail.outbox[0].message()["List-Unsubscribe"].strip("<>")
    return address.removeprefix("http://127.0.0.1:8000")


def chosen(member):
    return MailPreference.objects.get(member=member).by_mail


def test_following_the_way_out_only_shows_a_button(client, way_out, ada):
    assert "Stop the letters" in client.get(way_out).content.decode()
    assert chosen(ada) == "at_once"


def test_a_mail_program_presses_the_button_without_cookie_or_token(way_out, ada):
    answer = Client(enforce_csrf_checks=True).post(way_out, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, chosen(ada)) == (200, "never")


@pytest.mark.parametrize("token", ["1", "MQ:abc", "x" * 500, "%00", "é"])
def test_a_made_up_way_out_leads_nowhere(client, token):
    assert client.post(f"/notifications/stop/{token}").status_code in {400, 404}


def test_a_member_chooses_how_often_we_write(client, ada):
    client.force_login(ada)
    page = client.get("/settings/mail").content.decode()
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["daily"]
    assert client.post("/settings/mail", {"by_mail": "at_once"}).status_code == 302
    assert chosen(ada) == "at_once"


@pytest.mark.parametrize("data", [{}, {"by_mail": "hourly"}, {"by_mail": "x" * 9000}])
def test_another_choice_there_is_not(client, ada, data):
    client.force_login(ada)
    assert client.post("/settings/mail", data).status_code == 400
    assert MailPreference.objects.count() == 0


def test_who_confirmed_no_address_is_told_so(client, eve):
    client.force_login(eve)
    assert "You haven’t confirmed an e-mail address yet" in client.get("/settings/mail").content.decode()
