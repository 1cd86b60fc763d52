import json
import lzma

import pytest

from slashmentor.world.bench import routing
from slashmentor.world.cli.main import main

MEASURED = {"mrr", "hit@5", "hit@20", "se_mrr", "questions", "baselines", "capped", "load_gini"}


def _lines(questions):
    """Members 1 to 3 answer in turn, each in their own topic, until somebody else is needed."""
    for n in range(questions):
        member = n % 3 + 1
        answers = [{"aid": 10 * n + 1, "user": member, "score": 1, "created": None, "text": None}]
        yield json.dumps(
            {
                "qid": 10 * n, "created": None, "title": f"about t{member}", "body": None, "tags": [f"t{member}"],
                "asker": 9, "answers": answers, "accepted_answer": None,
            }
        )  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.jsonl"
    path.write_text("\n".join(_lines(60)))
    return path


def test_one_file_gives_the_contracts_object_on_the_last_line(file, capsys):
    assert main(["bench", "routing", str(file), "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out.splitlines()[-1])
    assert set(found) == {"frozen", "online", "ms_per_question", "train_seconds", "peak_mb"}
    for protocol in ("frozen", "online"):
        assert set(found[protocol]) >= MEASURED
        assert set(found[protocol]["baselines"]) == {"popularity", "recent", "topics", "bm25", "combined"}
        assert (found[protocol]["questions"], found[protocol]["mrr"], found[protocol]["hit@5"]) == (
            12,
            1.0,
            1.0,
        )
    assert said.err.splitlines()[0] == "small.jsonl, frozen: learning from 48 questions"


def test_the_table_is_for_a_reader(file, capsys):
    assert main(["bench", "routing", str(file)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "small.jsonl, frozen: 12 questions, 3 candidates"
    assert said[2].split() == ["ours", *["1.000", "±", "0.000"] * 3, "0.000"]


def test_several_files_come_each_under_its_name(file, capsys, tmp_path):
    packed = tmp_path / "packed.jsonl.xz"
    packed.write_bytes(lzma.compress(file.read_bytes()))
    assert main(["bench", "routing", str(file), str(packed), "--json"]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(found) == [str(file), str(packed)]
    one, two = (each["frozen"]["capped"] for each in found.values())
    assert one == two


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is too short: none of the questions in its last fifth"),
        ("\n".join(_lines(10)), "is too short: none of the questions in its last fifth"),
        ("hello", "line 1: this isn't JSON."),
        (None, "can't be read: No such file or directory."),
    ],
)
def test_a_file_with_nothing_to_measure_ends_in_a_sentence(tmp_path, capsys, content, said):
    path = tmp_path / "wrong.jsonl"
    if content is not None:
        path.write_text(content)
    assert main(["bench", "routing", str(path), "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[-1].startswith(f"slashmentor: {path}")
    assert said in told.err


@pytest.mark.parametrize("arguments", [[], ["--speed", "a.jsonl"], ["--fast"]])
def test_a_wrong_call_has_status_2(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(["bench", "routing", *arguments])
    assert ended.value.code == 2


def test_one_interrupted_ends_in_a_word(file, capsys, monkeypatch):
    def interrupt(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(routing, "read_history", interrupt)
    assert main(["bench", "routing", str(file)]) == 1
    assert capsys.readouterr().err == "slashmentor: Interrupted.\n"
