import json

import pytest
from django.db.models import F

from slashmentor.commons.standing.models import Standing
from slashmentor.world.cli.main import main
from tests.cast import give_points


def closing_figures(capsys) -> dict:
    return json.loads(capsys.readouterr().out.splitlines()[-1])


@pytest.fixture
def wrong(community, ada):
    give_points(ada, community, 100)
    Standing.objects.update(points=F("points") + 1, reputation=F("reputation") + 1)


def test_where_all_agrees_the_status_is_0(community, ada, capsys):
    give_points(ada, community, 100)
    assert main(["reputation", "verify", "--json"]) == 0
    figures = closing_figures(capsys)
    assert (figures["looked_at"]["figures"], figures["remaining"]) == (1, 0)


def test_a_difference_is_named_and_the_status_is_1(wrong, ada, community, capsys):
    assert main(["reputation", "verify", "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out.splitlines()[-1])["differences"]["figures"] == 1
    assert said.err == f"member {ada.pk} in community {community.pk}: 101 is shown, the ledger says 100\n"


def test_repaired_it_is_0_again(wrong, capsys):
    assert main(["reputation", "verify", "--repair", "--json"]) == 0
    figures = closing_figures(capsys)
    assert (figures["differences"]["figures"], figures["remaining"]) == (1, 0)
    assert main(["reputation", "verify"]) == 0


def test_a_wrong_call_says_what_it_takes(db):
    with pytest.raises(SystemExit) as error:
        main(["reputation"])
    assert error.value.code == 2
