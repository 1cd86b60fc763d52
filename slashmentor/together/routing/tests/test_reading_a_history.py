import json
import lzma

import pytest

from slashmentor.together.routing.ranking.history import Answer, known_at
from slashmentor.together.routing.ranking.reading import Unreadable, read_history

WHOLE = {
    "qid": 5, "created": None, "title": "t", "body": None, "tags": ["a", "a", "b"], "asker": 1,
    "answers": [
        {"aid": 9, "user": 2, "score": 1, "created": None, "text": None},
        {"aid": 10, "user": 1, "score": 1, "created": None, "text": "their own"},
        {"aid": 11, "user": None, "score": 1, "created": None, "text": "gone"},
        {"aid": 3, "user": 4, "score": 1, "created": None, "text": "moved here"},
    ],
    "accepted_answer": None,
}  # fmt: skip


@pytest.fixture
def written(tmp_path):
    def write(*rows, name="history.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
        return path

    return write


def _at(asked, *known):
    answers = [{"aid": 1, "user": n, "created": moment} for n, moment in enumerate(known, 2)]
    return {"qid": 1, "created": asked, "asker": 1, "answers": answers}


def test_self_answers_and_those_of_nobody_are_left_out_and_moved_ones_wait_for_their_question(written):
    (question,) = read_history(written(WHOLE))
    assert question.answers == (Answer(2, 9.0), Answer(4, 5.0, "moved here"))
    assert (question.topics, question.asker, question.body) == (("a", "b"), 1, "")


def test_an_answer_is_known_to_later_questions_only(written):
    rows = [WHOLE, {"qid": 9, "answers": []}, {"qid": 10, "answers": []}]
    history = read_history(written(*rows))
    assert [answer.member for answer in known_at(history, 1)[0].answers] == [4]
    assert [answer.member for answer in known_at(history, 2)[0].answers] == [2, 4]


def test_questions_come_in_time_order_by_dates_where_all_have_one(written):
    rows = [_at("2020-05-02", "2020-05-03T10:00:00", "2020-05-01"), _at("2020-05-01T12:00:00+02:00")]
    early, late = read_history(written(*rows))
    assert late.asked - early.asked == 14 * 3600
    assert [answer.known - late.asked for answer in late.answers] == [34 * 3600, 0]


def test_one_missing_date_puts_everything_on_the_scale_of_ids(written):
    rows = [{**_at("2020-05-02", None), "qid": 7}, {**_at("2020-05-03"), "qid": 6}]
    assert [question.asked for question in read_history(written(*rows))] == [6.0, 7.0]


def test_compressed_files_and_empty_lines(written, tmp_path):
    packed = tmp_path / "history.jsonl.xz"
    packed.write_bytes(lzma.compress(written(WHOLE, "", WHOLE).read_bytes()))
    assert len(read_history(packed)) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: this isn't JSON"),
        ("[" * 100_000, "line 2: this isn't JSON"),
        ("[]", "line 2: this isn't a question"),
        ("{}", "line 2: “qid” should be a whole number"),
        ({**WHOLE, "qid": True}, "“qid” should be a whole number"),
        ({**WHOLE, "qid": 2**53}, "“qid” should be a whole number"),
        ({**WHOLE, "asker": "ada"}, "“asker” should be a whole number"),
        ({**WHOLE, "title": 5}, "“title” should be text"),
        ({**WHOLE, "tags": "a,b"}, "“tags” should be a list of words"),
        ({**WHOLE, "created": "yesterday"}, "“created” should be a date"),
        ({**WHOLE, "created": []}, "“created” should be a date"),
        ({**WHOLE, "answers": {"aid": 1}}, "“answers” should be a list of objects"),
        ({**WHOLE, "answers": [{"user": 1}]}, "“aid” should be a whole number"),
    ],
)
def test_a_line_that_is_no_question_is_named(written, line, said):
    with pytest.raises(Unreadable, match="line 2") as error:
        read_history(written(WHOLE, line))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("h.jsonl.xz", b"not xz", "isn't a whole .xz file"),
        ("h.jsonl.xz", lzma.compress(b"{}" * 9999)[:-20], "isn't a whole .xz file"),
        ("h.jsonl", b"\xff\xfe", "isn't text in UTF-8"),
        ("missing", None, "can't be read: No such file or directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unreadable) as error:
        read_history(path)
    assert str(error.value).startswith(str(path))
    assert said in str(error.value)
