import pytest

from slashmentor.commons.standing.privileges import Privilege, communities_where, position_of
from slashmentor.parts.questions import rules
from slashmentor.parts.questions.actions import delete, follow, keep, let_go, unfollow
from slashmentor.parts.questions.models import Bookmark, Entry, Following
from tests.cast import a_community, a_member, a_question, an_answer, give_points

EVERYBODY = ["nobody", "ada", "emmy", "eve", "mo", "host", "with tools", "almost with tools"]


@pytest.fixture
def nobody(db):
    return None


@pytest.fixture
def host(db):
    return a_member("host-1", is_staff=True)


@pytest.fixture(name="with tools")
def with_tools(community):
    member = a_member("noor")
    give_points(member, community, 2000)
    return member


@pytest.fixture(name="almost with tools")
def almost_with_tools(community):
    member = a_member("almost")
    give_points(member, community, 1999)
    give_points(member, a_community("elsewhere"), 5000)
    return member


@pytest.fixture
def everything(community, ada, emmy, eve, mo, now):
    """Each state an entry can be in, by name."""
    asked, gone, taken = (a_question(community, ada) for _number in range(3))
    entries = {
        "question": asked,
        "answer": an_answer(asked, emmy),
        "deleted answer": an_answer(asked, emmy),
        "question deleted by its asker": gone,
        "deleted question with an answer": taken,
        "answer to a deleted question": an_answer(taken, emmy),
        "own answer to an own deleted question": an_answer(taken, ada),
    }
    delete(entries["deleted answer"], by=emmy, now=now)
    delete(gone, by=ada, now=now)
    delete(taken, by=mo, now=now)
    return {
        name: Entry.objects.select_related("question").get(pk=entry.pk) for name, entry in entries.items()
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_lists_and_rule_say_the_same(request, everything, who):
    viewer = request.getfixturevalue(who)
    by_list = set(Entry.objects.visible_to(viewer).values_list("pk", flat=True))
    by_rule = {entry.pk for entry in everything.values() if rules.can_see.test(viewer, entry)}
    assert by_list == by_rule


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        (
            "nobody",
            {
                "deleted answer",
                "question deleted by its asker",
                "deleted question with an answer",
                "answer to a deleted question",
                "own answer to an own deleted question",
            },
        ),
        ("ada", {"deleted answer", "answer to a deleted question"}),
        (
            "emmy",
            {
                "question deleted by its asker",
                "deleted question with an answer",
                "answer to a deleted question",
                "own answer to an own deleted question",
            },
        ),
        ("with tools", set()),
        ("mo", set()),
        ("host", set()),
    ],
)
def test_who_does_not_see_what(request, everything, who, hidden):
    viewer = request.getfixturevalue(who)
    seen = Entry.objects.visible_to(viewer)
    assert {name for name, entry in everything.items() if entry not in seen} == hidden


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("is_grown", [False, True])
@pytest.mark.parametrize("numbers", [{}, {"may.tools": 10}, {"may.tools": 1}, {"may.tools": 20_000}])
@pytest.mark.parametrize("points", [0, 9, 10, 2000, 9999, 10_000])
def test_communities_by_list_are_those_where_each_says_yes(eve, numbers, is_grown, points, is_active):
    here = a_community("here", numbers=numbers, is_grown=is_grown)
    if points:
        give_points(eve, here, points)
    eve.is_active = is_active
    by_list = communities_where(eve, Privilege.TOOLS).filter(pk=here.pk).exists()
    assert by_list == position_of(eve, here.pk).may(Privilege.TOOLS)


def test_hosts_have_every_privilege_in_every_list(strict, mo):
    mo.is_staff = True
    assert list(communities_where(mo, Privilege.ANALYTICS).filter(pk=strict.pk)) == [strict]


def test_lists_for_all_show_what_is_here(everything):
    assert set(Entry.objects.listed()) == {everything["question"], everything["answer"]}


def test_a_question_is_kept_and_let_go(question, emmy, now):
    keep(question, by=emmy, now=now)
    keep(question, by=emmy, now=now)
    question.refresh_from_db()
    assert (Bookmark.objects.count(), question.bookmark_count) == (1, 1)
    let_go(question, by=emmy, now=now)
    let_go(question, by=emmy, now=now)
    question.refresh_from_db()
    assert (Bookmark.objects.count(), question.bookmark_count) == (0, 0)


def test_a_question_is_followed_once(question, emmy, now):
    follow(question, by=emmy, now=now)
    follow(question, by=emmy, now=now)
    assert Following.objects.count() == 1
    unfollow(question, by=emmy, now=now)
    assert Following.objects.count() == 0
