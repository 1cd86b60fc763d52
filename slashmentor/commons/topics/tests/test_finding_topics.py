import re

import pytest

from slashmentor.commons.topics.models import Expertise, Topic, TopicHere


@pytest.fixture
def several(topic, community, now):
    for name, count in (("c++", 5), ("peers", 1), ("q#", 2), (".net", 1)):
        Topic.objects.create(name=name, question_count=count, created_at=now)
    TopicHere.objects.create(topic=topic, community=community, question_count=2, summary="How reviews work.")


def names(response):
    return re.findall(r'rel="tag">([^<]+)<', response.content.decode())


def test_most_asked_first(visitor, several):
    assert names(visitor.get("/topics")) == ["c++", "peer-review", "q#", ".net", "peers"]


def test_those_that_begin_with(visitor, several):
    assert names(visitor.get("/topics?q=PEER")) == ["peer-review", "peers"]


def test_those_of_a_community(visitor, several):
    page = visitor.get("/topics?community=academia")
    assert names(page) == ["peer-review"]
    assert "How reviews work." in page.content.decode()


def test_signs_that_search_specially_are_only_signs(visitor, several):
    assert names(visitor.get("/topics?q=%25")) == names(visitor.get("/topics?q=_")) == []


def test_completion_gives_json(visitor, several):
    assert visitor.get("/topics/complete?q=/peer").json() == [
        {"value": "peer-review", "label": "3 questions"},
        {"value": "peers", "label": "1 question"},
    ]
    assert visitor.get("/topics/complete").json() == []


@pytest.mark.parametrize(
    "address", ["/topics/c%2B%2B", "/topics/c++", "/topics/q%23", "/topics/.net", "/topics/Peer-Review"]
)
def test_every_name_has_an_address(visitor, several, address):
    assert visitor.get(address).status_code == 200


def test_a_topic_names_its_address_itself(several):
    assert [Topic.objects.get(name=name).get_absolute_url() for name in ("q#", "c++")] == [
        "/topics/q%23",
        "/topics/c%2B%2B",
    ]


def test_experts_first(visitor, topic, ada, emmy, eve, mo, now):
    for member, level in ((ada, "learning"), (emmy, "expert"), (eve, "can_help")):
        Expertise.objects.create(member=member, topic=topic, level=level, since=now)
    page = visitor.get("/topics/peer-review/experts").content.decode()
    assert re.findall(r'class="who" href="/@(\w+)"', page) == ["emmy", "eve", "ada"]


def test_who_doesnt_want_to_be_found_isnt(visitor, topic, emmy, now):
    emmy.listed = False
    emmy.save()
    Expertise.objects.create(member=emmy, topic=topic, level="expert", since=now)
    assert "/@emmy" not in visitor.get("/topics/peer-review/experts").content.decode()
    assert "/@emmy" not in visitor.get("/topics/peer-review").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/topics?page=0",
        "/topics?page=-1",
        "/topics?page=10000",
        "/topics?page=x",
        "/topics?page=2",
        "/topics?community=nope",
        "/topics/nope/experts",
        "/topics/peer-review/experts?page=2",
    ],
)
def test_what_isnt_there(visitor, topic, address):
    assert visitor.get(address).status_code == 404
