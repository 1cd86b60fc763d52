"""Topics from a vocabulary: what becomes of their names, of topics that are here, and of a second time."""

import pytest

from slashmentor.commons.topics.actions import Term, take_up
from slashmentor.commons.topics.actions.names import cut, name_for
from slashmentor.commons.topics.models import Synonym, Topic, Word
from tests.cast import NOON

pytestmark = pytest.mark.django_db

PHYSICS = Term("openalex:field/31", ["physics"], "Physics", "Matter.", ["optics", "heat"])
LIGHT = Term("openalex:topic/1", ["light-waves"], "Light Waves", keywords=["Lasers"], broader=PHYSICS.origin)


def up(*terms):
    taken = take_up(terms, known={}, now=NOON)
    return [Topic.objects.get(pk=taken.topics[term.origin]) for term in terms]


def rows():
    return list(Topic.objects.order_by("pk").values_list("name", "label", "parent__name", "origin"))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Peer Review", "peer-review"),
        ("Physics of Superconductivity and Magnetism", "physics-of-superconductivity"),
        ("Étude des Œuvres d’art", "etude-des-oeuvres-dart"),
        ("C", "c"),
        ("The", "the"),
        ("!!", ""),
        (
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
            "donaudampfschifffahrtselektrizitaten"[:35],
        ),
    ],
)
def test_a_name_has_whole_words_that_fit(label, name):
    assert name_for(label) == name


@pytest.mark.parametrize(
    ("name", "ending", "both"),
    [
        ("peer-review", "-2", "peer-review-2"),
        ("a" * 35, "-2", "a" * 33 + "-2"),
        ("b" * 20 + "-" + "c" * 14, "-12", "b" * 20 + "-12"),
    ],
)
def test_a_name_is_cut_so_that_its_number_fits(name, ending, both):
    assert cut(name, ending) == both


def test_new_ones_stand_in_their_tree_and_are_found_by_their_words():
    _, light = up(PHYSICS, LIGHT)
    assert rows() == [
        ("physics", "Physics", None, "openalex:field/31"),
        ("light-waves", "Light Waves", "physics", "openalex:topic/1"),
    ]
    assert set(light.words.values_list("word", flat=True)) == {"light", "waves", "lasers"}


def test_again_is_nothing_new():
    up(PHYSICS, LIGHT)
    before = rows()
    assert take_up([LIGHT, PHYSICS], known={}, now=NOON).changed == []
    assert rows() == before


def test_what_it_became_stays_whatever_its_name_is_by_now():
    [physics] = up(PHYSICS)
    Topic.objects.filter(pk=physics.pk).update(name="natural-philosophy")
    assert up(PHYSICS) == [physics]
    assert Topic.objects.count() == 1


def test_new_words_change_it():
    up(PHYSICS)
    [physics] = up(Term(PHYSICS.origin, ["physics"], "Physics and Astronomy", keywords=["stars"]))
    assert (physics.name, physics.label, physics.summary) == ("physics", "Physics and Astronomy", "Matter.")
    assert physics.keywords == ["optics", "heat", "stars"]
    assert Word.objects.filter(word="astronomy").count() == 1


def test_a_topic_that_members_began_is_taken_over(topic):
    [taken] = up(Term("openalex:topic/9", ["peer-review"], "Peer Review"))
    assert (taken.pk, taken.label, taken.question_count) == (topic.pk, "Peer Review", 3)


def test_another_name_leads_to_the_topic_that_is_meant(topic):
    Synonym.objects.create(name="refereeing", topic=topic, at=NOON, approved=True, decided_at=NOON)
    assert up(Term("openalex:topic/9", ["refereeing"], "Refereeing")) == [topic]


def test_the_same_name_twice_in_a_vocabulary_gets_a_number_and_keeps_it():
    twins = [Term(f"openalex:topic/{n}", ["heat"], "Heat") for n in (7, 8, 9)]
    assert [one.name for one in up(*twins)] == ["heat", "heat-2", "heat-3"]
    assert [one.name for one in up(*reversed(twins))] == ["heat-3", "heat-2", "heat"]


def test_the_next_name_goes_before_a_number():
    terms = [Term("o:1", ["genes"], "Genes"), Term("o:2", ["genes", "genes-medicine"], "Genes")]
    assert [one.name for one in up(*terms)] == ["genes", "genes-medicine"]


def test_two_vocabularies_are_one_where_they_use_a_name_and_neither_undoes_the_other():
    ours = Term("slashmentor:physics", ["physics"], "Physics here", keywords=["matter"])
    up(ours)
    for _ in range(2):
        [physics, light] = up(PHYSICS, LIGHT)
        up(ours)
    physics.refresh_from_db()
    assert (physics.label, physics.origin) == ("Physics here", "slashmentor:physics")
    assert physics.keywords == ["matter", "optics", "heat"]
    assert light.parent == physics
    assert take_up([PHYSICS], known={}, now=NOON).joined == {PHYSICS.origin}


def test_nothing_stands_below_itself():
    up(Term("o:1", ["a1"], "A"), Term("o:2", ["b1"], "B", broader="o:1"))
    up(Term("o:1", ["a1"], "A", broader="o:2"), Term("o:2", ["b1"], "B", broader="o:1"))
    up(Term("o:1", ["a1"], "A", broader="o:1"))
    assert [row[2] for row in rows()] == [None, "a1"]
