"""A member brings publications: the same work is one, whichever way and however often it comes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.publications.actions import (
    bring_dois,
    bring_file,
    hide,
    remove,
    remove_all,
    show_on_page,
)
from slashmentor.commons.publications.actions.bring import BRINGINGS_KEPT, MOST, PROBLEMS_KEPT
from slashmentor.commons.publications.models import Bringing, Publication, Shelf
from tests.cast import NOON, a_member

from .conftest import entry, papers

pytestmark = pytest.mark.django_db


def figures(done):
    return (done.added, done.known, done.problem_count)


def titles(member):
    return list(member.publications.order_by("pk").values_list("title", flat=True))


def test_twice_is_once(bring, ada):
    assert [figures(bring(papers(3))) for _ in range(2)] == [(3, 0, 0), (0, 3, 0)]
    assert ada.publications.count() == 3


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (entry(1, doi="10.5555/A"), entry(2, "Another title", doi="https://doi.org/10.5555/a"), 1),
        (entry(1, year=2019), entry(2, "LICHENS on {R}oofs!", year=2019), 1),
        (entry(1, year=2019), entry(2), 1),
        (entry(1, year=2019), entry(2, year=2019, doi="10.5555/a"), 1),
        (entry(1, year=2019), entry(2, year=2020), 2),
        (entry(1, doi="10.5555/a"), entry(2, doi="10.5555/b"), 2),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_what_is_the_same_work(bring, ada, first, second, count, together):
    for text in [first + second] if together else [first, second]:
        bring(text)
    assert ada.publications.count() == count


def test_the_second_time_fills_in_what_was_missing_and_changes_nothing_else(bring, ada):
    bring(entry(1, year=2019))
    bring(entry(1, year=2019, doi="10.5555/a", journal="Slow Maps", author="Quill, Zora"))
    bring(entry(1, year=2019, doi="10.5555/a", journal="Fast Maps"))
    one = ada.publications.get()
    assert (one.doi, one.venue, one.authors) == ("10.5555/a", "Slow Maps", ["Zora Quill"])


def test_everybody_has_their_own(bring, ada, emmy):
    bring(papers(2))
    bring(papers(2), emmy)
    assert [one.publications.count() for one in (ada, emmy)] == [2, 2]


def test_what_could_not_be_read_is_remembered_with_its_line(bring):
    done = bring("@misc{a, note={x}}\n" + papers(1) + "@article b, title = {T}\n")
    assert [(one["line"], one["why"]) for one in done.problems] == [
        (1, "It has neither a title nor a DOI."),
        (3, "It begins like an entry, but no { follows."),
    ]
    assert figures(done) == (1, 0, 2)


def test_only_the_first_problems_and_the_last_imports_are_kept(bring, ada):
    assert len(bring("@misc{a, note={x}}\n" * (PROBLEMS_KEPT + 1)).problems) == PROBLEMS_KEPT
    for number in range(BRINGINGS_KEPT):
        bring(papers(1), name=f"{number}.bib")
    assert [Bringing.objects.count(), Bringing.objects.order_by("pk")[0].name] == [BRINGINGS_KEPT, "0.bib"]


def test_what_is_more_than_the_most_is_a_problem_and_what_is_here_still_comes(bring, ada):
    bring(papers(1))
    Publication.objects.bulk_create(
        Publication(member=ada, key=f"x{one}", title=f"Other {one}", added_at=NOON, matched_at=NOON)
        for one in range(MOST - 1)
    )
    done = bring(papers(2))
    assert figures(done) == (0, 1, 1)
    assert done.problems[0]["why"] == "You have 5000 publications, and that is the most."


def test_it_is_told_once_with_how_many_were_added(bring, ada):
    bring(papers(2))
    told = Happening.objects.get(verb="publications.brought")
    assert (told.by, told.data) == (ada, {"source": "bibtex", "added": 2})


def test_a_file_that_is_none_changes_nothing(bring, ada):
    with pytest.raises(Invalid):
        bring("Dear editor")
    assert not Bringing.objects.exists()


@pytest.mark.parametrize("suspended", [True, False])
def test_neither_others_nor_who_is_suspended(bring, ada, emmy, suspended):
    bring(papers(1))
    one = ada.publications.get()
    if suspended:
        ada.suspended_until = NOON.replace(year=2030)
        ada.save()
        one.member.refresh_from_db()
    by = {"by": ada if suspended else emmy, "now": NOON}
    deeds = [
        lambda: bring_file(ada, content=papers(1).encode(), name="", **by),
        lambda: bring_dois(ada, text="10.5555/a", **by),
        lambda: show_on_page(ada, shown=True, **by),
        lambda: hide(one, hidden=False, **by),
    ]
    taking_away = [
        lambda: show_on_page(ada, shown=False, **by),
        lambda: hide(one, hidden=True, **by),
        lambda: remove(one, **by),
        lambda: remove_all(ada, **by),
    ]
    for deed in deeds if suspended else deeds + taking_away:
        with pytest.raises(Refused, match="suspended" if suspended else "Only you"):
            deed()
    if suspended:
        for deed in taking_away:
            deed()
    assert Publication.objects.count() == (0 if suspended else 1)


def test_a_pseudonym_s_stand_on_no_page_until_it_says_so(bring, ada, emmy):
    emmy.is_pseudonym = True
    emmy.save()
    for member in (ada, emmy):
        bring(papers(1), member)
    assert list(Shelf.objects.order_by("member").values_list("on_profile", flat=True)) == [True, False]


def test_removed_and_brought_again_is_there_again(bring, ada):
    bring(papers(2))
    assert [remove_all(ada, by=ada, now=NOON), remove_all(ada, by=ada, now=NOON)] == [2, 0]
    assert not Bringing.objects.exists()
    assert figures(bring(papers(2))) == (2, 0, 0)


def test_hidden_twice_is_hidden_and_bringing_it_again_leaves_it_so(bring, ada):
    bring(papers(1))
    for _ in range(2):
        hide(ada.publications.get(), hidden=True, by=ada, now=NOON)
    bring(papers(1))
    assert ada.publications.get().shown is False


def test_bringing_a_hundred_asks_the_database_as_often_as_bringing_one(bring, lichens):
    asked = []
    for count, member in ((1, a_member("kim")), (100, a_member("lee"))):
        bring(entry(1, "Something else"), member)
        with CaptureQueriesContext(connection) as queries:
            bring(papers(count), member)
        asked.append(len(queries))
    assert asked[1] - asked[0] <= 1  # SQLite takes 999 values at a time
