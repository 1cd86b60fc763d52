"""What a member says about themselves, and how they want to be treated."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from slashmentor.base.errors import Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.media.models import Picture
from slashmentor.commons.media.tests.test_bringing_pictures import picture
from slashmentor.commons.people.actions import change_profile
from slashmentor.commons.people.languages import OWN_NAMES, code_of
from slashmentor.commons.people.models import Member

from .conftest import NOW

pytestmark = pytest.mark.django_db
PROFILE = {
    "name": "Ada W",
    "pronouns": "they/them",
    "stage": "postdoc",
    "position": "Postdoc",
    "affiliation": "Havnes",
    "languages": "english, Deutsch; pl",
    "time_zone": "Asia/Tokyo",
    "links": "https://a.example.org/x My notes\nb.example.org\n\n",
    "bio": "Hello **you**",
}


def happenings():
    return list(Happening.objects.order_by("pk").values_list("verb", flat=True))


def test_writing_ones_page(as_ada, ada):
    assert as_ada.post("/settings/profile", PROFILE)["Location"] == "/settings/profile"
    ada.refresh_from_db()
    assert (ada.name, ada.pronouns, ada.stage, ada.position) == ("Ada W", "they/them", "postdoc", "Postdoc")
    assert (ada.languages, ada.time_zone) == (["en", "de", "pl"], "Asia/Tokyo")
    assert ada.links == [
        {"url": "https://a.example.org/x", "label": "My notes"},
        {"url": "https://b.example.org", "label": "b.example.org"},
    ]
    assert ada.bio_html.strip() == "<p>Hello <strong>you</strong></p>"
    assert happenings() == ["member.changed", "member.renamed"]
    assert "Your page says so now." in as_ada.get("/settings/profile").text


def test_what_is_the_same_is_no_change(as_ada):
    as_ada.post("/settings/profile", PROFILE)
    as_ada.post("/settings/profile", PROFILE)
    assert len(happenings()) == 2
    page = as_ada.get("/settings/profile").text
    for words in (
        "English, Deutsch, Polski",
        "https://a.example.org/x My notes",
        '<option value="Asia/Tokyo" selected>',
    ):
        assert words in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("languages", "english, klingon", "We don’t know a language called “klingon”."),
        ("languages", ",".join(list(OWN_NAMES)[:9]), "At most 8 languages"),
        ("links", "javascript:alert(1)", "is no address of a page"),
        ("links", "javascript://a.example/%0aalert(1)", "is no address of a page"),
        ("links", "https://a b\n" * 7, "At most 6 links"),
        ("time_zone", "Mars/Olympus", "Select a valid choice"),
        ("stage", "wizard", "Select a valid choice"),
        ("bio", "x" * 5001, "at most 5000 characters"),
        ("name", "x" * 81, "at most 80 characters"),
    ],
)
def test_each_mistake_has_its_sentence_and_nothing_is_lost(as_ada, ada, field, value, sentence):
    answer = as_ada.post("/settings/profile", PROFILE | {field: value})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "they/them" in answer.text
    ada.refresh_from_db()
    assert ada.pronouns == ""


PAGES = ["profile", "picture", "privacy", "look", "expertise", "data/leave"]


@pytest.mark.parametrize("page", PAGES)
def test_no_form_takes_what_it_doesnt_ask(as_ada, ada, page):
    before = Member.objects.values().get(pk=ada.pk)
    everything = {
        field.name: "1"
        for field in Member._meta.fields
        if field.name not in {"name", "listed", "indexable", "shows_activity", "theme", "is_pseudonym"}
    }
    as_ada.post(
        f"/settings/{page}",
        everything
        | {
            "stage": "",
            "time_zone": "UTC",
            "languages": "",
            "links": "",
            "bio": "",
            "position": "",
            "affiliation": "",
            "pronouns": "",
        },
    )
    after = Member.objects.values().get(pk=ada.pk)
    for field in (
        "is_staff",
        "is_superuser",
        "is_active",
        "is_claimed",
        "handle",
        "email",
        "unread",
        "joined_at",
        "password",
        "knows",
        "picture_id",
        "bio_html",
        "id",
    ):
        assert after[field] == before[field], field


@pytest.mark.parametrize("page", [*PAGES, "", "account", "data"])
def test_settings_are_for_members(client, page):
    for answer in (client.get(f"/settings/{page}"), client.post(f"/settings/{page}", {"name": "x"})):
        assert answer.status_code in {302, 405}


@pytest.mark.parametrize("page", [*PAGES, "account", "data"])
def test_every_form_survives_nothing_and_too_much(as_ada, page):
    for body in (
        {},
        {
            "bio": "\ud7ff" * 9,
            "file": "x",
            "handle": "x" * 999,
            "words": "x",
            "theme": "x" * 50,
            "expert": "x " * 2000,
        },
    ):
        assert as_ada.post(f"/settings/{page}", body).status_code in {302, 400, 405}


def test_nobody_else_changes_ones_page(ada, mo):
    with pytest.raises(Refused):
        change_profile(ada, by=mo, values={"name": "X"}, now=NOW)


def test_privacy(as_ada, ada):
    as_ada.post("/settings/privacy", {"indexable": "on"})
    ada.refresh_from_db()
    assert (ada.listed, ada.indexable, ada.shows_activity) == (False, True, False)
    assert 'name="indexable"' in as_ada.get("/settings/privacy").text
    assert happenings() == ["member.changed"]


def test_light_or_dark(as_ada, ada):
    as_ada.post("/settings/look", {"theme": "dark"})
    assert 'data-theme="dark"' in as_ada.get("/people").text
    as_ada.post("/settings/look", {"theme": ""})
    assert "data-theme" not in as_ada.get("/people").text
    assert as_ada.post("/settings/look", {"theme": "pink"}).status_code == 400


def test_a_picture_instead_of_letters_and_back(
    as_ada, ada, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    as_ada.post("/settings/picture", {"file": SimpleUploadedFile("me.png", picture(size=(300, 500)))})
    face = Picture.objects.get()
    assert (face.width, face.height, face.owner) == (256, 256, ada)
    assert f'src="{face.url}"' in as_ada.get("/@ada").text
    with django_capture_on_commit_callbacks(execute=True):
        as_ada.post("/settings/picture", {"remove": "1"})
    assert not Picture.objects.exists()
    assert not default_storage.exists(face.name)
    assert ">AW</span>" in as_ada.get("/@ada").text


def test_a_new_picture_replaces_the_old(as_ada, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for size in ((300, 300), (10, 40)):
        as_ada.post("/settings/picture", {"file": SimpleUploadedFile("me.png", picture("JPEG", size=size))})
    assert Picture.objects.count() == 1


def test_what_isnt_a_picture_is_told_beside_the_field(as_ada):
    answer = as_ada.post("/settings/picture", {"file": SimpleUploadedFile("me.png", b"<svg/>")})
    assert answer.status_code == 400
    assert "That isn’t a picture we can read" in answer.text


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Deutsch", "de"),
        ("german", "de"),
        ("DE", "de"),
        (" tiếng việt ", "vi"),
        ("māori", "mi"),
        ("Klingon", None),
        ("", None),
    ],
)
def test_languages_by_any_of_their_names(name, code):
    assert code_of(name) == code


def test_the_account_page_says_how_one_gets_in(as_ada, ada):
    ada.emailaddress_set.update(verified=False)
    page = as_ada.get("/settings/account").text
    for words in (
        "@ada",
        "ada@example.org",
        "not confirmed yet, so we don’t write to it",
        "A passkey is the safest way in",
    ):
        assert words in page


def test_seeing_how_it_will_look(as_ada, client):
    answer = as_ada.post("/settings/profile/preview", {"body": "*Hello* <script>alert(1)</script>"})
    assert "<em>Hello</em>" in answer.text
    assert "<script" not in answer.text
    as_ada.logout()
    assert client.post("/settings/profile/preview", {"body": "x"}).status_code == 302
