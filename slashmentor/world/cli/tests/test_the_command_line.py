import io
import json

import pytest
from django.contrib.auth import get_user_model

from slashmentor.world.cli.main import COMMANDS, main

pytestmark = pytest.mark.django_db


def test_without_a_command_it_is_a_wrong_call():
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    "call",
    [
        ["nonsense"],
        ["serve", "--nonsense"],
        ["serve", "--port", "many"],
        ["admin"],
        ["admin", "create", "ada"],
        ["import"],
        ["import", "stackexchange"],
        ["backup"],
    ],
)
def test_wrong_calls_end_with_2(call, capsys):
    with pytest.raises(SystemExit) as ended:
        main(call)
    assert ended.value.code == 2
    assert "usage: slashmentor" in capsys.readouterr().err


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"manage"}))
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: slashmentor {command}" in capsys.readouterr().out


def test_the_help_names_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


def test_a_failure_is_one_line_and_1(capsys, tmp_path):
    assert main(["import", "stackexchange", str(tmp_path / "gone")]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("slashmentor: ")
    assert said.err.count("\n") == 1


def test_what_nobody_expected_is_one_line_too_and_its_traceback_in_the_log(
    capsys, monkeypatch, settings, tmp_path
):
    settings.DATA = tmp_path
    monkeypatch.setattr("slashmentor.world.cli.schema.migrate", lambda **_: 1 / 0)
    assert main(["migrate"]) == 1
    assert capsys.readouterr().err == (
        "slashmentor: Something went wrong: ZeroDivisionError: division by zero. "
        f"The details are in {tmp_path}/slashmentor.log.\n"
    )
    assert "Traceback" in (tmp_path / "slashmentor.log").read_text()


def test_a_django_command(capsys):
    assert main(["manage", "check"]) == 0
    assert "no issues" in capsys.readouterr().out


def test_an_administrator_is_made(monkeypatch, capsys):
    monkeypatch.setenv("SLASHMENTOR_PASSWORD", "correct horse battery")
    assert main(["admin", "create", "Root-1", "root@example.org"]) == 0
    member = get_user_model().objects.get(handle="root-1")
    assert (member.is_staff, member.is_superuser, member.check_password("correct horse battery")) == (
        True,
    ) * 3
    assert capsys.readouterr().out == "root-1 is an administrator now.\n"


@pytest.mark.parametrize(
    ("handle", "email", "password", "sentence"),
    [
        ("root-1", "root@example.org", "short", "This password is too short"),
        ("root-1", "nonsense", "correct horse battery", "Enter a valid email address"),
        ("no spaces", "root@example.org", "correct horse battery", "A handle has 2 to 30 letters"),
    ],
)
def test_an_administrator_keeps_the_rules(handle, email, password, sentence, monkeypatch, capsys):
    monkeypatch.setenv("SLASHMENTOR_PASSWORD", password)
    assert main(["admin", "create", handle, email]) == 1
    assert sentence in capsys.readouterr().err


def test_an_administrators_handle_is_taken_once(monkeypatch, capsys):
    monkeypatch.setenv("SLASHMENTOR_PASSWORD", "correct horse battery")
    main(["admin", "create", "root-1", "root@example.org"])
    assert main(["admin", "create", "root-1", "other@example.org"]) == 1
    assert "taken" in capsys.readouterr().err


def test_without_a_terminal_the_password_comes_from_the_environment(monkeypatch, capsys):
    monkeypatch.delenv("SLASHMENTOR_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["admin", "create", "root-1", "root@example.org"]) == 1
    assert "set SLASHMENTOR_PASSWORD" in capsys.readouterr().err


def test_migrating_twice_is_harmless(capsys):
    assert main(["migrate"]) == 0
    assert "No migrations to apply" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://x"),
        ("SLASHMENTOR_URL", "nonsense"),
        ("SLASHMENTOR_REGISTRATION", "maybe"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(instance, name, value):
    said = instance.run("migrate", status=1, **{name: value})
    assert said.startswith(f"slashmentor: {name} ")
    assert said.count("\n") == 1


def test_a_data_folder_that_cannot_be_made_stops_the_start(instance):
    (instance.data / "file").write_text("")
    said = instance.run("migrate", status=1, SLASHMENTOR_DATA=str(instance.data / "file" / "data"))
    assert said.startswith("slashmentor: SLASHMENTOR_DATA: ")


def test_the_closing_figures_are_json_on_the_last_line(monkeypatch, capsys, tmp_path):
    from slashmentor.world.cli.commands import imports
    from slashmentor.world.transfers.stackexchange.importing import Result

    result = Result(1, 2, 3, 4, 5, 6, 7, 8, {"no owner": 2}, 0.5, 100, 80)
    monkeypatch.setattr(imports, "bring_in", lambda *_, **__: result)
    assert main(["import", "stackexchange", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["left_out"] == {"no owner": 2}
