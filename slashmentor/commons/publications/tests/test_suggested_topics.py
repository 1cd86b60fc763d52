"""What publications are about becomes a suggestion; one press makes it something that their member knows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.commons.publications.actions import bring_file, decline, know, remove_all, take_up_again
from slashmentor.commons.publications.actions.match import AT_ONCE, match_again, match_waiting
from slashmentor.commons.publications.models import About, Publication
from slashmentor.commons.publications.queries import find_declined, find_suggested
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.commons.topics.models import Topic
from tests.cast import NOON

from .conftest import entry, papers

pytestmark = pytest.mark.django_db


def suggested(member):
    return [(one.topic.name, one.publications, one.newest) for one in find_suggested(member)]


def test_topics_found_most_surely_and_most_often_come_first(bring, ada, lichens):
    bring(papers(3) + entry(9, "Glaciers", year=1999))
    assert suggested(ada) == [("lichens", 3, 2003), ("glaciers", 1, 1999)]


def test_one_press_makes_it_known_and_it_is_suggested_no_more(bring, ada, lichens):
    bring(papers(1))
    for _ in range(2):
        know(ada, lichens, level="expert", by=ada, now=NOON)
    assert list(ada.expertise.values_list("topic__name", "level")) == [("lichens", "expert")]
    assert suggested(ada) == []


def test_what_is_listed_already_keeps_its_level(ada, lichens):
    list_expertise(ada, by=ada, levels={"lichens": "expert", "r": "learning"}, now=NOON)
    know(ada, lichens, level="can_help", by=ada, now=NOON)
    assert dict(ada.expertise.values_list("topic__name", "level")) == {"lichens": "expert", "r": "learning"}


def test_declined_it_is_suggested_no_more_until_taken_up_again(bring, ada, lichens):
    bring(papers(1))
    for _ in range(2):
        decline(ada, lichens, by=ada, now=NOON)
    bring(papers(5))
    assert (suggested(ada), find_declined(ada)) == ([], [lichens])
    for _ in range(2):
        take_up_again(ada, lichens, by=ada)
    assert (suggested(ada), find_declined(ada)) == ([("lichens", 5, 2005)], [])


def test_known_after_all_it_is_declined_no_more(ada, lichens):
    decline(ada, lichens, by=ada, now=NOON)
    know(ada, lichens, level="can_help", by=ada, now=NOON)
    assert find_declined(ada) == []


def test_others_can_do_none_of_it(ada, emmy, lichens):
    for deed in (
        lambda: know(ada, lichens, level="expert", by=emmy, now=NOON),
        lambda: decline(ada, lichens, by=emmy, now=NOON),
        lambda: take_up_again(ada, lichens, by=emmy),
    ):
        with pytest.raises(Refused, match="Only you can say what you know"):
            deed()


@pytest.mark.parametrize(("level", "listed"), [("guru", 0), ("expert", 30)])
def test_an_unknown_level_and_the_thirty_first_topic_are_refused(ada, lichens, level, listed):
    list_expertise(ada, by=ada, levels={f"topic-{one}": "learning" for one in range(listed)}, now=NOON)
    with pytest.raises(Invalid):
        know(ada, lichens, level=level, by=ada, now=NOON)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.sampled_from("ldkt"), some.integers(0, 2)), max_size=8))
def test_never_what_is_listed_or_declined_whatever_was_done(ada, lichens, deeds):
    topics = [lichens, *Topic.objects.filter(name__in=["glaciers", "field-1"]).order_by("name")]
    remove_all(ada, by=ada, now=NOON)
    list_expertise(ada, by=ada, levels={}, now=NOON)
    bring_file(ada, by=ada, content=b"@misc{a, title={Lichens and glaciers}}", name="", now=NOON)
    for letter, number in deeds:
        topic = topics[number]
        {
            "l": lambda topic=topic: list_expertise(ada, by=ada, levels={topic.name: "expert"}, now=NOON),
            "d": lambda topic=topic: decline(ada, topic, by=ada, now=NOON),
            "k": lambda topic=topic: know(ada, topic, level="can_help", by=ada, now=NOON),
            "t": lambda topic=topic: take_up_again(ada, topic, by=ada),
        }[letter]()
    listed = set(ada.expertise.values_list("topic__name", flat=True))
    declined = {topic.name for topic in find_declined(ada)}
    assert {name for name, _, _ in suggested(ada)} == {"lichens", "glaciers"} - listed - declined
    for topic in topics:
        take_up_again(ada, topic, by=ada)


def test_of_very_many_the_rest_comes_in_the_background(bring, ada, lichens):
    bring(papers(AT_ONCE + 1))
    assert About.objects.count() == AT_ONCE
    run_waiting()
    assert About.objects.count() == AT_ONCE + 1


def test_found_again_they_are_the_same(bring, ada, lichens):
    bring(papers(2))
    before = list(About.objects.values_list("publication", "topic", "weight"))
    Publication.objects.update(matched_at=None)
    match_waiting(ada.pk, now=NOON)
    assert list(About.objects.values_list("publication", "topic", "weight")) == before


def test_a_vocabulary_that_grew_is_looked_through_in_the_night(bring, ada, lichens):
    bring(entry(1, "Slow maps of moss"))
    Topic.objects.create(name="moss", label="Moss", origin="x:2", created_at=NOON.replace(day=3))
    match_again(now=NOON)
    run_waiting()
    assert suggested(ada) == [("moss", 1, None)]
    Job.objects.all().delete()
    Publication.objects.update(matched_at=NOON.replace(day=4))
    match_again(now=NOON)
    assert not Job.objects.exists()


def test_whose_account_is_gone_meanwhile_needs_no_topics(bring, ada, lichens):
    Job.objects.all().delete()
    bring(papers(AT_ONCE + 1))
    ada.delete()
    run_waiting()
    assert not About.objects.exists()
