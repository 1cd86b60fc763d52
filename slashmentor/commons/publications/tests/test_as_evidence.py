"""Publications show that somebody knows a topic, to everybody; so only those that stand on a page."""

import pytest

from slashmentor.commons.people.models import Member
from slashmentor.commons.publications.actions import decline, hide, show_on_page
from slashmentor.commons.publications.evidence import who_published_most
from slashmentor.commons.publications.models import About
from slashmentor.commons.topics.evidence import evidence_of, strongest_on
from slashmentor.commons.topics.expertise.actions import list_expertise
from tests.cast import NOON, a_member

from .conftest import entry, papers

pytestmark = pytest.mark.django_db


def shown(member, topic):
    found = evidence_of([member.pk], [topic.pk]).get((member.pk, topic.pk), [])
    return [(one.words, one.url) for one in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (papers(3), "3 publications, newest 2003"),
        (entry(1, year=1998), "1 publication, 1998"),
        (entry(1) + entry(2, "Lichens, again"), "2 publications"),
    ],
)
def test_how_many_and_how_new(bring, ada, lichens, text, words):
    bring(text)
    assert shown(ada, lichens) == [(words, "/@ada/publications")]


def test_what_is_kept_from_the_page_shows_nothing(bring, ada, lichens):
    bring(papers(2))
    hide(ada.publications.first(), hidden=True, by=ada, now=NOON)
    assert [words for words, _ in shown(ada, lichens)] == ["1 publication, 2002"]
    decline(ada, lichens, by=ada, now=NOON)
    assert (shown(ada, lichens), strongest_on(lichens.pk, most=9)) == ([], {})
    ada.publications.all().delete()
    bring(papers(2), a_member("kim"))
    kim = Member.objects.get(handle="kim")
    show_on_page(kim, shown=False, by=kim, now=NOON)
    assert (shown(kim, lichens), strongest_on(lichens.pk, most=9)) == ([], {})


@pytest.mark.parametrize("field", ["is_active", "listed"])
def test_who_is_gone_or_not_to_be_found_is_not_among_the_strongest(bring, ada, lichens, field):
    bring(papers(2))
    assert list(strongest_on(lichens.pk, most=9)) == [ada.pk]
    Member.objects.update(**{field: False})
    assert strongest_on(lichens.pk, most=9) == {}


def test_many_tell_more_than_one_but_not_without_end(bring, ada, emmy, eve, lichens):
    for member, count in ((ada, 1), (emmy, 3), (eve, 60)):
        bring(papers(count), member)
    weights = who_published_most(lichens.pk, 9)
    assert list(weights) == [eve.pk, emmy.pk, ada.pk]
    assert 0 < weights[ada.pk] < 2 * weights[ada.pk] < weights[emmy.pk] < weights[eve.pk] == 6.0
    assert list(who_published_most(lichens.pk, 1)) == [eve.pk]


def test_a_page_of_members_takes_as_many_queries_as_one(bring, ada, emmy, lichens, django_assert_num_queries):
    for member in (ada, emmy):
        bring(papers(2) + entry(9, "Glaciers"), member)
    topics = list(About.objects.values_list("topic", flat=True).distinct())
    for members, pairs in (([ada.pk], 2), ([ada.pk, emmy.pk], 4)):
        with django_assert_num_queries(1):
            assert len(evidence_of(members, topics)) == pairs


def test_it_stands_beside_the_topic_on_ones_page(client, bring, ada, lichens, django_assert_max_num_queries):
    bring(papers(3))
    list_expertise(ada, by=ada, levels={"lichens": "expert"}, now=NOON)
    with django_assert_max_num_queries(3):
        page = client.get("/@ada").text
    assert 'href="/@ada/publications">3 publications, newest 2003</a>' in page
