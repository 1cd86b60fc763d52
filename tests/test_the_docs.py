"""What the documentation says has to be so."""

import re
from pathlib import Path

import pytest

from slashmentor.world.cli.main import COMMANDS

HERE = Path(__file__).resolve().parent.parent
PAGES = sorted([*HERE.glob("*.md"), *(HERE / "docs").rglob("*.md")])
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (HERE / "slashmentor").rglob("*.py")
    if "tests" not in path.parts
)


def test_every_setting_is_documented():
    read = set(re.findall(r'env\.(?:text|flag|choice|url)\(\s*"([A-Z_]+)"', CODE))
    read |= set(re.findall(r'(?:self\.(?:text|url)|variables\.get)\(\s*"([A-Z_]+)"', CODE))
    documented = set(
        re.findall(r"`([A-Z][A-Z_]+)`", (HERE / "docs/hosts/settings.md").read_text(encoding="utf-8"))
    )
    assert read - documented == set()


def test_every_documented_setting_is_read_somewhere():
    table = (HERE / "docs/hosts/settings.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    documented = re.findall(r"`([A-Z_]+)`", " ".join(rows))
    assert len(documented) > 10
    assert [name for name in documented if f'"{name}"' not in CODE] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(HERE)))
def test_links_between_pages_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(HERE)))
def test_commands_named_in_the_docs_exist(page):
    named = set(
        re.findall(r"\bslashmentor (?!is\b|at\b)([a-z]+)\b(?=[ `\n])", page.read_text(encoding="utf-8"))
    )
    assert {name for name in named if name not in COMMANDS} == set()
