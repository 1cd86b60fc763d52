import json
import lzma
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from slashmentor.together.routing.ranking.fitting import Block, adapt, fit
from slashmentor.together.routing.ranking.ranker import WEIGHTS, Model
from slashmentor.together.routing.ranking.signals import NAMES
from slashmentor.together.routing.ranking.train import SETS
from slashmentor.together.routing.tests.made_up import START, history


@pytest.fixture(scope="module")
def rows():
    return [
        {
            "qid": 1000 * question.id, "title": question.title, "tags": question.topics, "asker": question.asker,
            "answers": [
                {"aid": 1000 * question.id + n, "user": answer.member, "text": answer.text}
                for n, answer in enumerate(question.answers, 1)
            ],
        }
        for question in history()
    ]  # fmt: skip


@pytest.fixture(scope="module")
def once(rows, tmp_path_factory):
    """The weights that the made-up community gives."""
    return _learned(rows, tmp_path_factory.mktemp("once"))


def _learned(rows, folder):
    """From the same rows three times, under the names of the sets that the weights are learned from."""
    packed = lzma.compress("\n".join(map(json.dumps, rows)).encode())
    for name in SETS:
        (folder / f"{name}.jsonl.xz").write_bytes(packed)
    to, said = folder / "weights.json", StringIO()
    call_command("train_routing", folder, to=to, stdout=said, stderr=StringIO())
    assert said.getvalue() == f"{to} written.\n"
    return to.read_bytes()


def test_the_same_histories_give_the_same_file(rows, once, tmp_path):
    assert _learned(rows, tmp_path) == once
    for kind in ("live", "frozen"):
        assert np.isfinite(Model.from_record(json.loads(once)[kind]).weights).all()


def test_the_last_fifth_is_never_looked_at(rows, once, tmp_path):
    emptied = [{**row, "answers": [], "title": "x"} for row in rows[START:]]
    assert _learned([*rows[:START], *emptied], tmp_path) == once


def test_a_missing_history_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"mathoverflow\.jsonl\.xz can't be read: No such file"):
        call_command("train_routing", tmp_path, to=tmp_path / "weights.json")


def test_the_weights_that_ship_name_every_number_once():
    shipped = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert {kind: list(numbers) for kind, numbers in shipped.items()} == {"live": NAMES, "frozen": NAMES}


@pytest.mark.parametrize("kind", ["live", "frozen"])
def test_a_model_written_down_reads_back(kind):
    model = Model.shipped(kind)
    assert Model.from_record(model.record()).record() == model.record()


@pytest.mark.parametrize("length", [0, 1, 3])
def test_a_community_without_a_past_keeps_the_shipped_weights(length):
    shipped = Model.shipped("live")
    assert np.allclose(adapt(history()[:length], shipped, live=True).weights, shipped.weights)


def test_weights_grow_for_the_number_that_tells_who_answers():
    numbers = np.array([[1, 0], [-1, 0], [1, 0], [-1, 0]], dtype=np.float32)
    block = Block(numbers, np.array([1, 0, 1, 0], dtype=np.float32), np.array([0, 2]), 1.0)
    telling, silent = fit([block], np.zeros(2), np.ones(2), penalty=1.0)
    # Two questions of two: the slope 2·(1 − tanh w) equals the pull back, w.
    assert telling == pytest.approx(0.7408, abs=1e-3)
    assert silent == 0


def test_a_penalty_holds_the_weights_where_they_started():
    block = Block(np.array([[1], [-1]], np.float32), np.array([1, 0], np.float32), np.array([0]), 1.0)
    held, free = (fit([block], np.array([0.3]), np.ones(1), penalty)[0] for penalty in (1e6, 0.1))
    assert held == pytest.approx(0.3, abs=1e-4)
    assert free > 0.5
