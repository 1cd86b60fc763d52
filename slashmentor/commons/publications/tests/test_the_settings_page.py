"""/settings/publications, as its member uses it: without a script, and with mistakes."""

import html
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from slashmentor.commons.people.models import Proof
from slashmentor.commons.publications.actions import ask_orcid, bring_dois, decline
from slashmentor.commons.publications.models import Bringing, Publication
from slashmentor.commons.publications.views.settings import MOST_AN_HOUR
from slashmentor.commons.topics.expertise.actions import list_expertise
from tests.cast import NOON

from .conftest import entry, papers

pytestmark = pytest.mark.django_db
PAGE = "/settings/publications"
BROKEN = "@misc{b, note={nothing to call it by}}\n"


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def a_file(text, name="mine.bib"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def upload(client, *files):
    return client.post(PAGE, {"files": list(files)}, follow=True)


def words(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text.split("<main")[1])).split())


def test_nothing_yet_says_how_to_begin(as_ada):
    said = words(as_ada.get(PAGE))
    assert "Bring a file or paste DOIs above." in said
    assert ("Last brought" in said, "What they are about" in said) == (False, False)


def test_a_file_brings_works_problems_and_suggestions(as_ada, lichens):
    said = words(upload(as_ada, a_file(papers(3) + BROKEN)))
    assert "3 publications added. 1 could not be read." in said
    assert "added 3 here already 0 could not be read 1" in said
    assert "line 4 It has neither a title nor a DOI. @misc{b, note={nothing to call it by}}" in said
    assert "Lichen Ecology 3 publications, newest 2003" in said
    assert "3 publications They stand on your page" in said


def test_of_several_files_the_sound_ones_come_in_and_the_others_say_why_not(as_ada, ada):
    answer = upload(
        as_ada, a_file(papers(2)), a_file("Dear editor", "letter.doc"), a_file(b"\x00\xff" * 50, "x.pdf")
    )
    said = words(answer)
    assert (answer.status_code, ada.publications.count()) == (400, 2)
    for name in ("letter.doc", "x.pdf"):
        assert f"{name}: There is no BibTeX entry in that file." in said


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file first."),
        ({"files": [a_file("")]}, "That file is empty."),
        ({"files": [a_file("x")] * 6}, "At most 5 files at once, please."),
        ({"files": [a_file("@" * 10_000_001)]}, "mine.bib is larger than 10 MB. Please bring it in parts."),
        ({"dois": ""}, "Paste at least one DOI."),
        ({"dois": "10.5555/a " * 501}, "At most 500 DOIs at once, please."),
        ({"dois": "x" * 100_001}, "That is more than we read at once. Please paste it in parts."),
        ({"files": [a_file("{")]}, "That file breaks off"),
        ({"files": [a_file("<a>" * 200 + "</a>" * 200)]}, "no ORCID record"),
        ({"files": [a_file("[" * 100_000)]}, "That file breaks off"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(as_ada, sent, sentence):
    for file in sent.get("files", ()):
        if file:
            file.seek(0)
    answer = as_ada.post(PAGE, sent)
    assert (answer.status_code, sentence in words(answer)) == (400, True)
    assert not Bringing.objects.exists()


def test_what_is_typed_into_a_file_is_no_markup(as_ada):
    bad = "<script>alert(1)</script>"
    answer = upload(
        as_ada,
        a_file(
            f"@misc{{{bad}, note={{{bad}}}}}\n" + entry(1, f"{bad} on roofs", url="javascript:alert(1)"), bad
        ),
    )
    assert "<script>alert" not in answer.text
    assert 'href="javascript:' not in answer.text


def test_dois_wait_to_be_looked_up_and_one_that_is_none_is_shown(as_ada):
    said = words(as_ada.post(PAGE, {"dois": "10.5555/a\nnonsense"}, follow=True))
    assert "line 2 There is no DOI in this line." in said
    assert "1 publication, 1 looked up later" in said
    Publication.objects.update(lookup=Publication.Lookup.MISSING)
    assert "could not be found" in words(as_ada.get(PAGE))


def test_orcid_s_states(as_ada, ada):
    assert "Connect it" in words(as_ada.get(PAGE))
    assert "Connect your ORCID record first" in words(as_ada.post(PAGE, {"orcid": "1"}, follow=True))
    Proof.objects.create(
        member=ada,
        kind=Proof.Kind.ORCID,
        address="https://orcid.org/0000-0002-1825-0097",
        added_at=NOON,
        proven_at=NOON,
    )
    assert "Fetch the public works of my record" in words(as_ada.get(PAGE))
    said = words(as_ada.post(PAGE, {"orcid": "1"}, follow=True))
    assert ("ORCID is being asked." in said, "Fetch the public works" in said) == (True, False)
    Bringing.objects.update(at=NOON)
    assert "Nothing came. Try again, or bring the file" in words(as_ada.get(PAGE))
    ask_orcid(ada, by=ada, now=NOON)
    Bringing.objects.update(state="failed", trouble="The server there took too long to answer.")
    assert "Nothing came: The server there took too long to answer. Try again later" in words(
        as_ada.get(PAGE)
    )


@pytest.mark.parametrize(("button", "level"), [("expert", "expert"), ("can_help", "can_help")])
def test_a_suggestion_is_one_click_away_from_what_one_knows(as_ada, ada, lichens, button, level):
    upload(as_ada, a_file(papers(1)))
    answer = as_ada.post(f"{PAGE}/topics", {button: lichens.pk}, follow=True)
    assert list(ada.expertise.values_list("topic__name", "level")) == [("lichens", level)]
    assert "No suggestions at the moment." in words(answer)


def test_not_mine_and_mine_after_all(as_ada, ada, lichens):
    upload(as_ada, a_file(papers(1)))
    said = words(as_ada.post(f"{PAGE}/topics", {"decline": lichens.pk}, follow=True))
    assert "Not yours, you said Lichen Ecology suggest again" in said
    said = words(as_ada.post(f"{PAGE}/topics", {"again": lichens.pk}, follow=True))
    assert "Lichen Ecology 1 publication, 2001" in said


def test_the_thirty_first_topic_is_refused_with_a_sentence(as_ada, ada, lichens):
    list_expertise(ada, by=ada, levels={f"topic-{one}": "learning" for one in range(30)}, now=NOON)
    answer = as_ada.post(f"{PAGE}/topics", {"expert": lichens.pk}, follow=True)
    assert "At most 30 topics" in words(answer)


def test_hiding_showing_and_removing_one(as_ada, ada):
    upload(as_ada, a_file(papers(2)))
    one = ada.publications.get(year=2002)
    said = words(as_ada.post(f"{PAGE}/change", {"hide": one.pk}, follow=True))
    assert "2 publications, 1 hidden" in said
    said = words(as_ada.post(f"{PAGE}/change", {"show": one.pk}, follow=True))
    assert "hidden" not in said
    as_ada.post(f"{PAGE}/change", {"remove": one.pk})
    assert list(ada.publications.values_list("year", flat=True)) == [2001]


def test_removing_all_takes_a_tick_first(as_ada, ada):
    upload(as_ada, a_file(papers(2)))
    assert "Tick the box first" in words(as_ada.post(f"{PAGE}/change", {"all": "1"}, follow=True))
    said = words(as_ada.post(f"{PAGE}/change", {"all": "1", "sure": "1"}, follow=True))
    assert ("2 publications removed." in said, ada.publications.count()) == (True, 0)


def test_on_the_page_or_off_it(as_ada, ada):
    upload(as_ada, a_file(papers(1)))
    said = words(as_ada.post(f"{PAGE}/change", {"on_page": "0"}, follow=True))
    assert "They don’t stand on your page. Show them on my page" in said


def test_a_pseudonym_is_told_what_its_publications_would_tell(as_ada, ada):
    ada.is_pseudonym = True
    ada.save()
    upload(as_ada, a_file(papers(1)))
    assert "anybody could tell who is behind your pseudonym" in words(as_ada.get(PAGE))
    assert "Lichens on roofs" not in as_ada.get("/@ada").text


@pytest.mark.parametrize("sent", [{"hide": ""}, {"remove": "²"}, {"hide": "9" * 30}, {"nothing": "1"}, {}])
def test_what_isn_t_theirs_or_makes_no_sense_is_not_there(as_ada, emmy, bring, sent):
    bring(papers(1), emmy)
    assert as_ada.post(f"{PAGE}/change", sent).status_code == 404
    assert as_ada.post(f"{PAGE}/topics", sent).status_code == 404
    theirs = emmy.publications.get().pk
    assert as_ada.post(f"{PAGE}/change", {"remove": theirs}).status_code == 404
    assert emmy.publications.count() == 1


def test_more_than_so_often_an_hour_has_to_wait(as_ada):
    cache.clear()
    answers = [as_ada.post(PAGE, {"dois": "10.5555/a"}).status_code for _ in range(MOST_AN_HOUR + 1)]
    assert answers == [302] * MOST_AN_HOUR + [429]


def test_who_is_suspended_reads_why_beside_the_form(as_ada, ada):
    ada.suspended_until = NOON.replace(year=2100)
    ada.save()
    answer = upload(as_ada, a_file(papers(1)))
    assert (answer.status_code, "is suspended until" in words(answer)) == (400, True)


def test_it_costs_the_same_for_one_and_for_a_hundred(
    as_ada, ada, emmy, bring, lichens, django_assert_num_queries
):
    for count in (1, 100):
        bring(papers(count) + entry(900, "Glaciers") + BROKEN * count)
        bring_dois(ada, by=ada, text="\n".join(f"10.5555/{one}" for one in range(count)), now=NOON)
        decline(ada, lichens, by=ada, now=NOON)
        with django_assert_num_queries(12):
            as_ada.get(PAGE)
