import json

import pytest

from slashmentor.world.cli.main import main

pytestmark = pytest.mark.django_db


def test_the_vocabulary_that_comes_along(capsys):
    assert main(["import", "topics", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["vocabulary"], told["topics"] > 200, told["left_out"]) == ("slashmentor", True, {})


def test_a_file_that_isnt_there_is_one_line_and_status_1(capsys):
    assert main(["import", "topics", "/nowhere/topics.csv"]) == 1
    said = "slashmentor: /nowhere/topics.csv can’t be read: No such file or directory.\n"
    assert capsys.readouterr().err == said
