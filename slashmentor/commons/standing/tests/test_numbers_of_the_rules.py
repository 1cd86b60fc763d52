"""rules.md, "Reputation": the points of each event, row by row."""

import pytest

from slashmentor.commons.communities.numbers import Numbers

POINTS = [
    ("question or answer voted up", "points.voted_up", 10),
    ("question or answer voted down", "points.voted_down", -2),
    ("voting an answer down", "points.cast_down", -1),
    ("answer accepted: to its author", "points.accepted", 15),
    ("answer accepted: to the asker", "points.accepting", 2),
    ("suggested edit approved", "points.edit", 2),
    ("suggested edits at most in all", "points.edit_in_all", 1000),
    ("post deleted as spam or abuse", "points.abuse", -100),
    ("association", "points.association", 100),
    ("association from", "points.association_from", 200),
    ("at most a UTC day from votes and edits", "points.a_day", 200),
]


@pytest.mark.parametrize("is_grown", [False, True], ids=["new", "grown"])
@pytest.mark.parametrize(("event", "name", "points"), POINTS, ids=[row[0] for row in POINTS])
def test_what_an_event_brings(event, name, points, is_grown):
    assert Numbers({}, is_grown)[name] == points


def test_no_points_without_a_row():
    assert {name for name in Numbers() if name.startswith("points.")} - {row[1] for row in POINTS} == {
        "points.kept_score",
        "points.kept_days",
    }
