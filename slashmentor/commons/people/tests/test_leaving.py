"""Taking one's data along, and leaving for good."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from slashmentor.base.errors import Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.media.models import Picture
from slashmentor.commons.media.tests.test_bringing_pictures import picture
from slashmentor.commons.people import data
from slashmentor.commons.people.actions import leave
from slashmentor.commons.people.models import Member

from .conftest import NOW, PASSWORD, log_in

pytestmark = pytest.mark.django_db
CANARY = "canary-8273"


@pytest.fixture
def lived(as_ada, ada, settings, tmp_path, emmy):
    """Ada has been here for a while."""
    settings.MEDIA_ROOT = tmp_path
    as_ada.post(
        "/settings/profile",
        {
            "name": f"Ada {CANARY}",
            "bio": CANARY,
            "time_zone": "Europe/Warsaw",
            "links": f"https://{CANARY}.example",
        },
    )
    as_ada.post("/settings/picture", {"file": SimpleUploadedFile("me.png", picture())})
    as_ada.post("/media/", {"file": SimpleUploadedFile("x.png", picture(size=(9, 9))), "alt": CANARY})
    EmailAddress.objects.create(user=ada, email=f"{CANARY}@example.org")
    Authenticator.objects.create(user=ada, type="webauthn", data={"name": CANARY})
    SocialAccount.objects.create(user=ada, provider="orcid", uid=CANARY)
    as_ada.post(
        "/settings/expertise",
        {"new": "fieldwork", "new_level": "expert", "rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0"},
    )
    happened("test.done", by=ada, about=emmy, now=NOW)
    ada.refresh_from_db()
    return ada


def test_the_export_is_everything(as_ada, lived):
    answer = as_ada.post("/settings/data/export")
    assert answer["Content-Disposition"] == 'attachment; filename="ada.json"'
    held = answer.json()
    assert {"account", "expertise", "happenings", "member", "pictures", "standings"} <= set(held)
    assert held["member"]["bio"] == CANARY
    assert [one["email"] for one in held["account"]["addresses"]] == [
        "ada@example.org",
        f"{CANARY}@example.org",
    ]
    assert held["expertise"][0]["topic"] == "fieldwork"
    assert [one["alt"] for one in held["pictures"]] == [f"Ada {CANARY}", CANARY]
    assert "test.done" in [one["verb"] for one in held["happenings"]]


def test_no_field_of_a_member_is_forgotten_and_no_secret_is_told(lived):
    held = data.everything(lived)["member"]
    named_elsewhere = {"id", "password", "sought", "bio_html", "knows", "unread", "email"}
    assert set(held) == {field.name for field in Member._meta.concrete_fields} - named_elsewhere
    assert lived.password not in json.dumps(data.everything(lived), default=str)


def test_an_export_takes_a_click_of_ones_own(client, as_ada):
    assert as_ada.get("/settings/data/export").status_code == 405
    assert Client(enforce_csrf_checks=True, headers={}).post("/settings/data/export").status_code == 403
    as_ada.logout()
    assert client.post("/settings/data/export").status_code == 302


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"handle": "emmy", "password": PASSWORD, "words": "keep"}, "Your handle is ada."),
        ({"handle": "ada", "password": "wrong", "words": "keep"}, "That isn’t your password."),
        ({"handle": "ada", "password": PASSWORD, "words": "burn"}, "Select a valid choice."),
        ({}, "This field is required."),
    ],
)
def test_nobody_leaves_by_a_slip(as_ada, ada, body, sentence):
    answer = as_ada.post("/settings/data/leave", body)
    assert (answer.status_code, sentence in answer.text) == (400, True)
    assert Member.objects.filter(pk=ada.pk).exists()


def test_leaving_leaves_nothing(as_ada, lived, letters, django_capture_on_commit_callbacks):
    elsewhere = Client()
    log_in(elsewhere)
    pk, files = lived.pk, [one.name for one in Picture.objects.all()]
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_ada.post(
            "/settings/data/leave", {"handle": "ada", "password": PASSWORD, "words": "remove"}, follow=True
        )
    assert "Your account is gone" in answer.text
    run_waiting()
    assert get_user(as_ada).is_anonymous
    assert get_user(elsewhere).is_anonymous
    assert rows_that_name(pk) == []
    assert places_that_say(CANARY, "ada@example.org") == []
    assert [name for name in files if default_storage.exists(name)] == []
    assert not UserSession.objects.exists()
    assert not any(session.get_decoded().get("_auth_user_id") == str(pk) for session in Session.objects.all())
    assert as_ada.get("/@ada").status_code == 404
    assert letters()[-1].subject == "Your account is gone"


def rows_that_name(pk):
    """Every foreign key to members, in every table, that still holds this number."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.remote_field
        and field.remote_field.model is Member
        and model.objects.filter(**{field.attname: pk}).exists()
    ]


def places_that_say(*words):
    """Every text in every table that still holds one of these words."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            names = [field.column for field in model._meta.concrete_fields]
            cursor.execute(
                f'SELECT {", ".join(f"""CAST("{name}" AS text)""" for name in names)} FROM "{model._meta.db_table}"'
            )
            for row in cursor.fetchall():
                found += [
                    f"{model._meta.label}.{name}"
                    for name, value in zip(names, row, strict=True)
                    if any(word in str(value) for word in words)
                ]
    return found


def test_what_happened_stays_done_by_nobody(lived):
    leave(lived, by=lived, now=NOW)
    left = list(Happening.objects.order_by("pk").values_list("verb", "by"))
    assert ("test.done", None) in left
    assert left[-1] == ("member.left", None)


def test_words_that_stay_keep_their_pictures_but_not_the_face(
    lived, monkeypatch, django_capture_on_commit_callbacks
):
    drawn = Picture.objects.get(alt=CANARY)
    monkeypatch.setattr("slashmentor.commons.media.actions._in_use", [lambda names: names & {drawn.name}])
    with django_capture_on_commit_callbacks(execute=True):
        leave(lived, by=lived, keep_words=True, now=NOW)
    (kept,) = Picture.objects.all()
    assert (kept.name, kept.owner, default_storage.exists(kept.name)) == (drawn.name, None, True)


def test_every_part_is_asked_to_let_go_and_all_or_none_do(lived, monkeypatch):
    asked = []

    def fails(member, *, keep_words, now):
        asked.append(keep_words)
        raise RuntimeError

    monkeypatch.setitem(data._erases, "broken part", (1000, fails))
    with pytest.raises(RuntimeError):
        leave(lived, by=lived, keep_words=False, now=NOW)
    assert asked == [False]
    assert Picture.objects.filter(owner=lived).count() == 2


def test_nobody_is_made_to_leave(ada, mo):
    with pytest.raises(Refused):
        leave(ada, by=mo, now=NOW)


def test_who_has_no_password_types_the_handle(client, ada):
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)
    assert "password" not in client.get("/settings/data/leave").text
    client.post("/settings/data/leave", {"handle": "@Ada", "words": "keep"})
    assert not Member.objects.exists()
