"""`slashmentor import topics`: OpenAlex's table, and the vocabulary that comes with Slashmentor."""

import pytest

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics.models import Topic
from slashmentor.together.search.models import Card
from slashmentor.world.transfers.vocabulary import bringing, shipped
from slashmentor.world.transfers.vocabulary.bringing import bring_shipped_once, bring_vocabulary
from slashmentor.world.transfers.vocabulary.openalex import NotAVocabulary

pytestmark = pytest.mark.django_db

HEAD = (
    "topic_id,old_topic_label,new_topic_label,subfield_id,subfield_name,field_id,field_name,domain_id,"
    "domain_name,keywords,summary,wikipedia_url\n"
)
ROCKS = (
    "10001,Orogens,Geological and Geochemical Analysis,1908,Geophysics,19,Earth and Planetary Sciences,3,"
    'Physical Sciences,Zircon; Plate Tectonics;,"This cluster of papers focuses on rocks. It covers more.",\n'
)
OFFERS = "10002,Old,Job Offers,1403,Careers,14,Business,2,Social Sciences,negotiating,,\n"


@pytest.fixture
def table(tmp_path):
    def write(*rows, head=HEAD):
        path = tmp_path / "topics.csv"
        path.write_text(head + "".join(rows), encoding="utf-8")
        return path

    return write


def named(name):
    return Topic.objects.select_related("parent").get(name=name)


def test_a_row_is_a_topic_in_its_subfield_field_and_domain(table, now):
    told = bring_vocabulary(table(ROCKS), now=now)
    assert (told.topics, told.joined, told.left_out) == (4, 0, {})
    assert told.kinds == {"domains": 1, "fields": 1, "subfields": 1, "topics": 1}
    rocks = named("geological-and-geochemical-analysis")
    assert (rocks.parent.name, rocks.parent.parent.name) == ("geophysics", "earth-sciences")
    assert (rocks.label, rocks.summary, rocks.keywords) == (
        "Geological and Geochemical Analysis",
        "Research that focuses on rocks.",
        ["Zircon", "Plate Tectonics"],
    )
    assert Card.objects.filter(topic=rocks).exists()


def test_again_and_after_being_broken_off_the_end_is_the_same(table, now, monkeypatch):
    monkeypatch.setattr(bringing, "_BATCH", 3)

    def pressed(phase, rows, share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_vocabulary(table(ROCKS, OFFERS), progress=pressed, now=now)
    assert Topic.objects.count() == 3
    figures = [bring_vocabulary(table(ROCKS, OFFERS), now=now) for _ in range(2)]
    assert [one.topics for one in figures] == [Topic.objects.count(), 8] == [8, 8]
    assert Happening.objects.filter(verb="vocabulary.brought").count() == 1


def test_ours_and_theirs_grow_together(table, now):
    bring_vocabulary(now=now)
    before = Topic.objects.count()
    told = bring_vocabulary(table(ROCKS, OFFERS), now=now)
    assert named("job-offers").label == "Negotiating offers"
    assert named("geophysics").parent.name == "earth-sciences"
    assert (told.joined, Topic.objects.count() - before) == (7, 1)


def test_ours_is_brought_in_once_on_a_start(now, django_assert_num_queries):
    bring_shipped_once(now=now)
    assert Topic.objects.filter(origin__startswith="slashmentor:").count() == len(list(shipped.terms()))
    with django_assert_num_queries(1):
        bring_shipped_once(now=now)


def test_every_entry_of_ours_has_words_of_its_own():
    terms = list(shipped.terms())
    assert len({term.origin for term in terms}) == len(terms)
    assert [
        term.origin for term in terms if not (term.summary and term.keywords and len(term.origin) <= 40)
    ] == []


def test_rows_that_cant_be_used_are_counted(table, now):
    told = bring_vocabulary(
        table(ROCKS, ROCKS, "x,,,,,,,,,,,\n", "short\n", ROCKS.replace("10001", "T\x00")), now=now
    )
    assert told.left_out == {
        "rows of a topic that came before": 1,
        "rows without a domain": 2,
        "rows without a number or a name": 1,
    }


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "its first line has no column"),
        (b"a,b\n1,2\n", "its first line has no column"),
        (b"\xff\xfe\x00", "isn’t text in UTF-8"),
        (b"x" * 200_000, "has a line of more than 100,000 characters"),
        (HEAD.encode() + b'1,"' + b"x\n" * 100_000, "can’t be read after row 0"),
    ],
)
def test_what_is_no_table_of_topics_is_told_in_a_sentence(tmp_path, now, content, why):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(NotAVocabulary, match=why):
        bring_vocabulary(tmp_path / "file", now=now)
    assert not Topic.objects.exists()
