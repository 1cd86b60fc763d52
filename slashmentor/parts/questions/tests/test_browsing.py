import json
import re
from datetime import timedelta

import pytest

from slashmentor.parts.questions.actions import accept, delete, follow, keep, vote
from slashmentor.parts.questions.hot import heat, warm_up
from slashmentor.parts.questions.models import Entry, Tagging
from tests.cast import a_question, an_answer


def titles(response):
    return re.findall(r'<h3><a href="/questions/[^"]+">([^<]+)</a>', response.content.decode())


@pytest.fixture
def three(community, ada, now):
    return [
        a_question(community, ada, title=f"How do I write the {word} paper?", now=now + timedelta(hours=hour))
        for hour, word in enumerate(("first", "second", "third"))
    ]


def test_newest_first(visitor, three):
    assert titles(visitor.get("/questions")) == [
        f"How do I write the {word} paper?" for word in ("third", "second", "first")
    ]


def test_a_new_question_is_listed_at_once(visitor, three, community, ada):
    visitor.get("/questions")
    a_question(community, ada, title="Is this one there already?")
    assert "Is this one there already?" in titles(visitor.get("/questions"))


def test_active_first_means_asked_answered_or_edited(visitor, three, emmy, now):
    an_answer(three[0], emmy, now=now + timedelta(days=1))
    assert titles(visitor.get("/questions?sort=active"))[0] == three[0].title


def test_most_useful_first(visitor, three, emmy, now):
    vote(three[1], by=emmy, value=1, now=now)
    assert titles(visitor.get("/questions?sort=votes"))[0] == three[1].title


def test_unanswered_means_no_good_answer_and_not_closed(visitor, three, ada, emmy, now):
    accept(an_answer(three[0], emmy), by=ada, now=now)
    Entry.objects.filter(pk=three[1].pk).update(closed_at=now)
    Tagging.objects.filter(question=three[1].pk).update(is_open=False)
    assert titles(visitor.get("/questions?sort=unanswered")) == [three[2].title]
    assert titles(visitor.get("/topics/statistics?sort=unanswered")) == [three[2].title]


def test_hot_ones_are_worked_out_and_cool_after_three_days(visitor, three, emmy, now):
    vote(an_answer(three[0], emmy), by=three[0].author, value=1, now=now)
    warm_up(now=now + timedelta(hours=4))
    assert titles(visitor.get("/questions?sort=hot")) == [three[0].title]
    assert titles(visitor.get("/questions?sort=hot&topic=statistics&community=academia")) == [three[0].title]
    warm_up(now=now + timedelta(hours=80))
    assert Entry.objects.filter(hot__gt=0).count() == 0


def test_the_formula_of_heat():
    assert heat(views=1, answers=2, score=5, answers_score=6, age_hours=3, updated_hours=3) == 1.0
    assert (
        heat(views=1, answers=2, score=5, answers_score=6, age_hours=5, updated_hours=5) == 0.5443310539518174
    )
    assert heat(views=0, answers=3, score=-9, answers_score=0, age_hours=1, updated_hours=1) == 0.0


def test_by_topic_and_community(visitor, three, community, ada, now):
    other = a_question(community, ada, title="Where do I publish code?", topics=["software"], now=now)
    assert titles(visitor.get("/questions?topic=software")) == [other.title]
    assert titles(visitor.get("/questions?topic=software&community=academia")) == [other.title]
    assert len(titles(visitor.get("/c/academia"))) == 4


def test_what_a_list_is_limited_to_is_said_in_words(visitor, three):
    page = visitor.get("/questions?topic=statistics&community=academia&sort=unanswered").content.decode()
    assert "<h1>Questions without a good answer yet on /statistics in Academia</h1>" in page


def test_pages_of_fifty(visitor, community, ada, now):
    for number in range(53):
        a_question(
            community, ada, title=f"Question number {number:02} of many?", now=now + timedelta(minutes=number)
        )
    first, second = visitor.get("/questions?sort=active"), visitor.get("/questions?sort=active&page=2")
    assert (len(titles(first)), len(titles(second))) == (50, 3)
    assert 'href="/questions?sort=active&amp;page=2"' in first.content.decode()
    assert 'href="/questions?sort=active"' in second.content.decode()


def test_an_empty_list_says_what_will_be_here(visitor):
    assert b"What somebody asks will stand here." in visitor.get("/questions").content
    assert b"Every question here has a good answer." in visitor.get("/questions?sort=unanswered").content


def test_deleted_questions_are_in_no_list(visitor, three, ada, now):
    delete(three[0], by=ada, now=now)
    for address in (
        "/questions",
        "/questions?sort=active",
        "/questions?sort=votes",
        "/c/academia",
        "/topics/statistics",
    ):
        assert three[0].title not in titles(visitor.get(address))


def test_a_topic_shows_its_wiki_its_questions_and_who_knows_it(visitor, three):
    page = visitor.get("/topics/statistics").content.decode()
    assert "In Academia" in page
    assert "3 questions" in page
    assert "Nobody lists it yet" in page


def test_a_community_shows_its_own_questions(visitor, three):
    assert "<h1>Academia</h1>" in visitor.get("/c/academia").content.decode()
    assert "Academia" in visitor.get("/communities").content.decode()


def test_bookmarks_are_mine_newest_first(enter, three, emmy, eve, now):
    for question in (three[0], three[2]):
        keep(question, by=emmy, now=now)
    assert titles(enter(emmy).get("/bookmarks")) == [three[2].title, three[0].title]
    assert titles(enter(eve).get("/bookmarks")) == []


def test_a_kept_answer_stands_under_its_question(enter, three, emmy, ada, now):
    keep(an_answer(three[1], emmy), by=ada, now=now)
    assert titles(enter(ada).get("/bookmarks")) == [three[1].title]


def test_followed_questions(enter, three, emmy, now):
    follow(three[1], by=emmy, now=now)
    assert titles(enter(emmy).get("/following")) == [three[1].title]


def test_a_member_page_shows_what_they_gave(visitor, three, emmy, now):
    vote(an_answer(three[1], emmy), by=three[1].author, value=1, now=now)
    page = visitor.get("/@emmy").content.decode()
    assert three[1].title in page
    assert "<b>1</b> useful" in page


def test_who_keeps_it_to_themselves_shows_it_to_nobody_else(visitor, enter, three, emmy):
    an_answer(three[1], emmy)
    emmy.shows_activity = False
    emmy.save()
    assert three[1].title not in visitor.get("/@emmy").content.decode()
    assert three[1].title in enter(emmy).get("/@emmy").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=0",
        "page=1e3",
        "page=" + "9" * 21,
        "page=1001",
        "page=٣",
        "sort=x",
        "sort=",
        "topic=nope",
        "community=nope",
        "page=2",
    ],
)
def test_an_address_that_means_nothing_is_not_found(visitor, three, query):
    for address in ("/questions", "/c/academia", "/topics/statistics"):
        if address == "/questions" or not query.startswith(("topic", "community")):
            assert visitor.get(f"{address}?{query}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/questions?topic=%00", "/questions?sort=%00", "/topics/a%00b", "/c/%00", "/questions/1/%00"]
)
def test_what_no_keyboard_makes_is_refused(visitor, path):
    assert visitor.get(path).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/questions/" + "9" * 20,
        "/q/" + "9" * 17,
        "/a/0",
        "/questions/99999999999999999/x",
        "/entries/" + "9" * 18 + "/comments",
        "/c/nope",
        "/topics/nope",
        "/topics/nope/experts",
        "/c/academia/questions/5",
    ],
)
def test_what_isnt_there_is_not_found(visitor, three, path):
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("sort", ["new", "active", "votes", "unanswered", "hot"])
@pytest.mark.parametrize("topic", [None, 1])
def test_every_list_walks_along_an_index(db, sort, topic):
    """Read from SQLite's plan: no list sorts what it reads, but the one of hot questions, which is never long."""
    from django.db import connection

    from slashmentor.parts.questions.queries import lists

    seen = []
    with connection.execute_wrapper(
        lambda execute, sql, params, many, context: (
            seen.append((sql, params)),
            execute(sql, params, many, context),
        )[1]
    ):
        lists.find_questions(sort=sort, topic=topic)
    if connection.vendor != "sqlite":
        return
    sql, params = seen[0]
    inner = sql[sql.index("IN (") + 4 : sql.rindex(") ORDER BY")]
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + inner, params)
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "TEMP B-TREE" not in plan
    assert "USING" in plan
    assert "INDEX " in plan


def test_machines_read_a_list_too(visitor, three):
    page = visitor.get("/questions").content.decode()
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert [item["url"] for item in data["itemListElement"]] == [
        f"http://127.0.0.1:8000{question.get_absolute_url()}" for question in reversed(three)
    ]
