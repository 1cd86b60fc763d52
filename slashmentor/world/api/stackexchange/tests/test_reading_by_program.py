"""The Stack Exchange API as programs read it."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from slashmentor.base.errors import Busy
from slashmentor.base.jobs import run_waiting
from slashmentor.base.limits import limit
from slashmentor.commons.communities.numbers import numbers_of
from slashmentor.commons.standing.ledger import Due, write
from slashmentor.commons.standing.models import Line
from slashmentor.commons.topics.models import Synonym, Topic
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Entry
from slashmentor.together.badges.models import Award
from slashmentor.together.search.indexing import index_entries
from slashmentor.world.api.stackexchange.wrapper import A_MINUTE
from tests.cast import NOON, a_community, a_member, a_question, an_answer, give_points

pytestmark = pytest.mark.django_db

AT = int(NOON.timestamp())


def ask(client, path, **parameters):
    return client.get(f"/api/2.3/{path}", {"site": "academia", **parameters}).json()


def ids(answer, name="question_id"):
    return [item[name] for item in answer["items"]]


@pytest.fixture
def three(community, ada, emmy):
    """Three questions, an hour apart: none, one and two found them useful."""
    asked = [
        a_question(
            community,
            ada,
            title=f"How do I {what} a chapter?",
            topics=topics,
            now=NOON + timedelta(hours=hour),
        )
        for hour, (what, topics) in enumerate(
            [("begin", ["writing"]), ("cite", ["writing", "citations"]), ("end", ["motivation"])]
        )
    ]
    voters = [emmy, a_member("hollis")]
    for number, question in enumerate(asked):
        for voter in voters[:number]:
            actions.vote(question, by=voter, value=1, now=NOON + timedelta(hours=3))
    return asked


def test_a_question_has_the_fields_that_clients_know(client, question, ada, settings):
    give_points(ada, question.community, 42)
    item = ask(client, f"questions/{question.pk}")["items"][0]
    assert item == {
        "tags": ["statistics", "co-authors"],
        "owner": {
            "account_id": ada.pk,
            "reputation": 42,
            "user_id": ada.pk,
            "user_type": "registered",
            "display_name": "Ada Whitcombe",
            "link": f"{settings.SITE_URL}/@ada",
        },
        "is_answered": False,
        "view_count": 0,
        "answer_count": 0,
        "score": 0,
        "last_activity_date": AT,
        "creation_date": AT,
        "question_id": question.pk,
        "link": f"{settings.SITE_URL}{question.get_absolute_url()}",
        "title": "How do I tell my advisor that the error bars are wrong?",
    }


def test_an_answer_has_the_fields_that_clients_know(client, question, answer, ada):
    actions.accept(answer, by=ada, now=NOON)
    item = ask(client, f"answers/{answer.pk}", filter="withbody")["items"][0]
    assert (item["is_accepted"], item["answer_id"], item["question_id"]) == (True, answer.pk, question.pk)
    assert item["owner"]["reputation"] == 16
    assert item["body"] == answer.body_html


@pytest.mark.parametrize("path", ["questions", "questions/", "users", "tags/", "info", "sites/", "answers"])
def test_every_answer_has_the_wrapper(client, answer, path):
    given = ask(client, path)
    assert given["has_more"] is False
    assert (given["quota_max"], given["quota_remaining"] < 10_000) == (10_000, True)
    assert isinstance(given["items"], list)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, [2, 1, 0]),
        ({"sort": "creation", "order": "asc"}, [0, 1, 2]),
        ({"sort": "votes"}, [2, 1, 0]),
        ({"sort": "votes", "min": "1", "max": "1"}, [1]),
        ({"sort": "creation", "min": str(AT + 3600)}, [2, 1]),
        ({"fromdate": AT + 1}, [2, 1]),
        ({"todate": AT + 3600}, [1, 0]),
        ({"tagged": "writing"}, [1, 0]),
        ({"tagged": "writing;citations"}, [1]),
        ({"tagged": "Motivation"}, [2]),
        ({"pagesize": 2}, [2, 1]),
        ({"pagesize": 2, "page": 2}, [0]),
        ({"page": 9}, []),
        ({"sort": "hot"}, []),
    ],
)
def test_questions_are_sorted_cut_and_paged(client, three, parameters, expected):
    assert ids(ask(client, "questions", **parameters)) == [three[number].pk for number in expected]


def test_has_more_tells_of_another_page(client, three):
    assert ask(client, "questions", pagesize=2)["has_more"] is True
    assert ask(client, "questions", pagesize=3)["has_more"] is False


def test_the_filter_total_counts_and_shows_nothing(client, three):
    given = ask(client, "questions", filter="total", tagged="writing")
    assert (given["total"], "items" in given) == (2, False)


def test_unanswered_ones_have_no_answer_that_helped(client, three, emmy, eve):
    answer = an_answer(three[1], emmy)
    actions.vote(answer, by=eve, value=1, now=NOON)
    assert set(ids(ask(client, "questions/unanswered"))) == {three[0].pk, three[2].pk}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"q": "cite"}, {1}),
        ({"title": "chapter", "tagged": "writing"}, {0, 1}),
        ({"nottagged": "writing"}, {2}),
        ({"accepted": "true"}, set()),
        ({"closed": "false", "answers": "0"}, {0, 1, 2}),
        ({"views": "1"}, set()),
        ({"q": "nothing-like-this"}, set()),
        ({"q": "chapter", "sort": "votes", "min": "2"}, {2}),
        ({"body": "deviations"}, {0, 1, 2}),
    ],
)
def test_search_by_words_and_by_what_questions_are(client, three, parameters, expected):
    run_waiting(NOON + timedelta(hours=4))
    found = ids(ask(client, "search/advanced", **parameters))
    assert set(found) == {three[number].pk for number in expected}


def test_users_by_reputation_with_their_badges(client, community, ada, emmy):
    give_points(ada, community, 10)
    give_points(emmy, community, 300)
    Award.objects.create(member=emmy, community=community, badge="teacher", tier=3, at=NOON)
    given = ask(client, "users")["items"]
    assert [(one["display_name"], one["reputation"]) for one in given] == [
        ("Emmy Brandt", 300),
        ("Ada Whitcombe", 10),
    ]
    assert given[0]["badge_counts"] == {"bronze": 1, "silver": 0, "gold": 0}


def test_who_wants_not_to_be_listed_is_found_by_id_only(client, community, ada):
    type(ada).objects.filter(pk=ada.pk).update(listed=False)
    give_points(ada, community, 10)
    assert ask(client, "users")["items"] == []
    assert ids(ask(client, f"users/{ada.pk}"), "user_id") == [ada.pk]


def test_who_shows_no_activity_shows_no_changes_of_reputation(client, community, ada, emmy):
    for member, shows in ((ada, True), (emmy, False)):
        type(ada).objects.filter(pk=member.pk).update(shows_activity=shows)
        due = Due(member.pk, Line.Kind.ACCEPTED, 15, timezone.now().date())
        write(community.pk, [due], numbers=numbers_of(community), now=timezone.now())
    given = {one["user_id"]: one for one in ask(client, "users")["items"]}
    assert [given[member.pk].get("reputation_change_day") for member in (ada, emmy)] == [15, None]


def test_tags_with_how_often_and_whether_they_have_synonyms(client, three, ada):
    Synonym.objects.create(
        name="texts", topic=Topic.objects.get(name="writing"), by=ada, at=NOON, approved=True, decided_at=NOON
    )
    given = [(one["name"], one["count"], one["has_synonyms"]) for one in ask(client, "tags")["items"]]
    assert given[0] == ("writing", 2, True)
    assert set(given[1:]) == {("citations", 1, False), ("motivation", 1, False)}


def test_info_counts_what_a_community_has(client, question, answer, ada, community):
    actions.accept(answer, by=ada, now=NOON)
    item = ask(client, "info")["items"][0]
    assert (item["total_questions"], item["total_answers"], item["total_accepted"]) == (1, 1, 1)
    assert (item["total_unanswered"], item["site"]["api_site_parameter"]) == (0, "academia")


def test_sites_are_the_communities(client, community):
    a_community("history")
    given = client.get("/api/2.3/sites", {"pagesize": 1000}).json()
    assert {one["api_site_parameter"] for one in given["items"]} == {"academia", "history"}


def test_another_community_s_questions_are_not_among_them(client, three, ada):
    elsewhere = a_question(a_community("history"), ada)
    assert elsewhere.pk not in ids(ask(client, "questions"))
    assert ids(ask(client, f"questions/{elsewhere.pk}")) == []


def test_what_is_deleted_is_not_there(client, three, answer, ada, mo):
    actions.delete(three[0], by=ada, now=NOON)
    actions.delete(answer, by=mo, now=NOON)
    assert three[0].pk not in ids(ask(client, "questions"))
    assert ids(ask(client, f"answers/{answer.pk}"), "answer_id") == []


def test_who_is_gone_is_a_name_only(client, answer):
    Entry.objects.filter(pk=answer.pk).update(author=None, author_name="Somebody & Co")
    owner = ask(client, f"answers/{answer.pk}")["items"][0]["owner"]
    assert owner == {"user_type": "does_not_exist", "display_name": "Somebody &amp; Co"}


@pytest.mark.parametrize(
    ("path", "parameters", "sentence"),
    [
        ("questions", {"site": ""}, "No site found for name ``"),
        ("questions", {"site": "nowhere"}, "No site found for name `nowhere`"),
        ("questions", {"page": 0}, "page"),
        ("questions", {"page": 10**9}, "page"),
        ("questions", {"pagesize": 101}, "pagesize"),
        ("questions", {"sort": "beauty"}, "sort"),
        ("questions", {"sort": "votes", "min": "many"}, "min"),
        ("questions", {"sort": "creation", "max": "9" * 30}, "max"),
        ("questions", {"fromdate": "yesterday"}, "fromdate"),
        ("questions", {"tagged": "x" * 401}, "tagged"),
        ("questions", {"order": "upwards"}, "order"),
        ("questions/1,2", {}, "ids"),
        (f"questions/{'9' * 40}", {}, "ids"),
        ("users/;", {}, "ids"),
        ("search", {}, "one of tagged or intitle must be set"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(client, community, path, parameters, sentence):
    response = client.get(f"/api/2.3/{path}", {"site": "academia", **parameters})
    assert (response.status_code, response.json()) == (
        400,
        {"error_id": 400, "error_message": sentence, "error_name": "bad_parameter"},
    )


def test_a_method_that_is_not_there(client, community):
    response = client.get("/api/2.3/privileges?site=academia")
    assert (response.status_code, response.json()["error_name"]) == (404, "no_method")


def test_it_describes_itself(client, community):
    told = client.get("/api/2.3/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert "/api/2.3/questions/{ids}/answers" in told["paths"]
    assert not [path for path in told["paths"] if path.endswith("/")]


def test_browsers_of_other_sites_may_read_it(client, community):
    response = client.get("/api/2.3/sites")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


QUERIES = {"questions": 3, "answers": 3, "users": 5, "tags": 2, "search/advanced?q=chapter": 6}


@pytest.mark.parametrize("many", [1, 30])
def test_a_page_costs_the_same_whatever_is_on_it(client, community, ada, many):
    for number in range(many):
        question = a_question(
            community, ada, title=f"How do I begin chapter {number}?", topics=[f"topic-{number}"]
        )
        an_answer(question, a_member(f"helper-{number}"))
        give_points(a_member(f"person-{number}"), community, 10 + number)
    index_entries(Entry.objects.values_list("pk", flat=True))
    counted = {}
    for path in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            joiner = "&" if "?" in path else "?"
            assert client.get(f"/api/2.3/{path}{joiner}site=academia&pagesize=100").status_code == 200
        counted[path] = len(queries)
    assert counted == QUERIES


def test_who_asks_too_much_is_told_when_to_come_back(client, community, settings):
    settings.LIMITS = True
    assert client.get("/api/2.3/sites").status_code == 200
    for _time in range(A_MINUTE):
        with suppress(Busy):
            limit("api", "address-127.0.0.1", times=A_MINUTE, seconds=60)
    response = client.get("/api/2.3/sites")
    assert (response.status_code, response.json()["error_name"]) == (429, "throttle_violation")
    assert int(response["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("words", "status"), [({"q": "cite"}, 429), ({"title": "cite"}, 429), ({"tagged": "writing"}, 200)]
)
def test_thirty_searches_for_words_a_minute(client, three, settings, words, status):
    settings.LIMITS = True
    for _ in range(30):
        limit("search", "address-127.0.0.1", times=30, seconds=60)
    response = client.get("/api/2.3/search/advanced", {"site": "academia", **words})
    assert response.status_code == status
