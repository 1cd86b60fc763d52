import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from slashmentor.base.pages.static_files import Storage


def test_a_checkout_needs_no_collecting(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert Storage().url("pages/site.css") == "/static/pages/site.css"


@pytest.mark.parametrize(
    "name", ["pages/site.css", "pages/icons.svg", "pages/js/editor.js", "pages/fonts/literata.woff2"]
)
def test_what_the_layout_names_is_there(name):
    assert finders.find(name)


def test_collected_files_carry_their_hash_everywhere(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    others = ["account", "admin", "ext", "htm*", "mfa"]  # theirs to test, and slow
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=others)
    storage = Storage()
    style = storage.url("pages/tokens.css")
    assert style != "/static/pages/tokens.css"
    css = (tmp_path / style.removeprefix("/static/")).read_text()
    assert "url(fonts/literata.woff2)" not in css
