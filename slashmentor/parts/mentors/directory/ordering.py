"""How well each listing fits whoever asks: points, added up. What gives points is what `reasons` says in words."""

import numpy as np

from slashmentor.commons.people.models import Stage

from ..searched import words_of
from ..words import Kind, bits
from .looking import Looking
from .shelf import Numbers

SOUGHT = 16  # for each topic that they help with and I seek
ASKED = 12  # for each topic that I asked for
WORD_IN_TOPIC = 8  # for each topic with a word that I asked for
CALLED = 20  # for each word of mine in their name
THEY_SEEK = 8  # for each topic that I know and they seek
KIND = 4  # for each kind of help that I asked for
SPEAKS = 6  # a language of mine
FOR_MY_STAGE, FOR_ANYBODY = 6, 2
MOST_TOPICS, MOST_SOUGHT, MOST_HOURS = 64, 24, 10


def scores(looking: Looking, places: Numbers) -> Numbers:
    """Points of the listings at these places; at most some hundreds."""
    shelf, asked, me = looking.shelf, looking.asked, looking.me
    words = words_of(asked.words)
    points = np.zeros(len(places), np.int32)

    topics = shelf.topics.table(me.seeks, np.int32, SOUGHT)
    topics += shelf.topics.table(asked.of("topic"), np.int32, ASKED)
    for word in words:
        topics += shelf.topics.table(shelf.topics_with(word), np.int32, WORD_IN_TOPIC)
    points += _of_names(shelf.named("topics"), topics, places, MOST_TOPICS)
    points += _of_names(
        shelf.named("seeks"), shelf.topics.table(me.gives, np.int32, THEY_SEEK), places, MOST_SOUGHT
    )
    for word in words:
        points += shelf.called(word, places) * np.int32(CALLED)

    if spoken := (asked.of("language") or me.languages):
        points += _of_names(
            shelf.named("languages"), shelf.languages.table(spoken, np.int32, SPEAKS), places, SPEAKS
        )
    if looking.overlap is not None:
        points += np.minimum(looking.overlap[places], MOST_HOURS)
    if me.stage:
        anybody = shelf.column("helps_anybody")[places]
        mine = (shelf.column("stages")[places] & bits(Stage, [me.stage])) > 0
        points += np.where(anybody, FOR_ANYBODY, mine * FOR_MY_STAGE).astype(np.int32)
    if kinds := asked.of("kind"):
        points += (
            np.bitwise_count(shelf.column("kinds")[places] & bits(Kind, list(kinds))).astype(np.int32) * KIND
        )
    # A word of thanks to those who answer soon, too small to outweigh any of the above.
    points += (14 - np.minimum(shelf.column("answers_in")[places], 14).astype(np.int32)) // 4
    return points


def _of_names(matrix: Numbers, table: Numbers, places: Numbers, most: int) -> Numbers:
    """The points of all names of each, by their numbers."""
    total = np.zeros(len(places), np.int32)
    if table.any():
        for row in matrix:
            total += table[row[places]]
        np.minimum(total, most, out=total)
    return total
