"""Publications when accounts or topics become one, and when their member takes them along or leaves."""

import pytest
from django.apps import apps

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people import actions as people
from slashmentor.commons.people.data import everything
from slashmentor.commons.publications.actions import decline, hide, show_on_page
from slashmentor.commons.publications.models import About, NotMine, Publication, Shelf
from slashmentor.commons.topics.actions import merge as merge_topics
from slashmentor.commons.topics.models import Topic
from tests.cast import NOON, a_member

from .conftest import entry, papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return a_member("hana", is_staff=True)


def merge(gone, into, by):
    people.merge(gone, into, by=by, now=NOON)


def test_what_two_accounts_brought_is_one_list(bring, ada, emmy, host, lichens):
    bring(entry(1, doi="10.5555/a") + entry(2, "Glaciers"))
    bring(entry(1, doi="10.5555/a") + entry(3, "Lichens, too"), emmy)
    merge(emmy, ada, host)
    assert sorted(ada.publications.values_list("title", flat=True)) == [
        "Glaciers",
        "Lichens on roofs",
        "Lichens, too",
    ]
    assert Publication.objects.count() == 3
    assert About.objects.count() == 3


def test_what_the_kept_account_hid_stays_hidden(bring, ada, emmy, host):
    for member in (ada, emmy):
        bring(papers(1), member)
    hide(ada.publications.get(), hidden=True, by=ada, now=NOON)
    merge(emmy, ada, host)
    assert ada.publications.get().shown is False


@pytest.mark.parametrize(("kept_says", "holds"), [(None, False), (True, True)])
def test_what_the_kept_account_said_of_its_page_holds(ada, emmy, host, kept_says, holds):
    show_on_page(emmy, shown=False, by=emmy, now=NOON)
    if kept_says is not None:
        show_on_page(ada, shown=kept_says, by=ada, now=NOON)
    merge(emmy, ada, host)
    assert list(Shelf.objects.values_list("member", "on_profile")) == [(ada.pk, holds)]


def test_what_either_declined_is_declined(ada, emmy, host, lichens):
    glaciers = Topic.objects.get(name="glaciers")
    for member, topics in ((ada, [lichens]), (emmy, [lichens, glaciers])):
        for topic in topics:
            decline(member, topic, by=member, now=NOON)
    merge(emmy, ada, host)
    assert list(NotMine.objects.order_by("topic__name").values_list("member", "topic__name")) == [
        (ada.pk, "glaciers"),
        (ada.pk, "lichens"),
    ]


def test_two_topics_that_become_one(bring, ada, emmy, host, lichens):
    glaciers = Topic.objects.get(name="glaciers")
    bring(entry(1, "Lichens and glaciers") + entry(2, "Glaciers"))
    for member, topics in ((ada, [glaciers, lichens]), (emmy, [glaciers])):
        for topic in topics:
            decline(member, topic, by=member, now=NOON)
    merge_topics(glaciers, into=lichens, by=host, now=NOON)
    run_waiting()
    assert (
        list(About.objects.order_by("publication").values_list("topic__name", flat=True)) == ["lichens"] * 2
    )
    assert sorted(NotMine.objects.values_list("member", "topic")) == [
        (ada.pk, lichens.pk),
        (emmy.pk, lichens.pk),
    ]


def test_all_of_it_is_in_the_export(bring, ada, emmy, lichens):
    bring(entry(1, year=2019, doi="10.5555/a") + "@misc{x, note={canary}}")
    bring(entry(7, "Not hers"), emmy)
    decline(ada, lichens, by=ada, now=NOON)
    held = everything(ada)["publications"]
    assert [(one["title"], one["doi"], one["year"]) for one in held["publications"]] == [
        ("Lichens on roofs", "10.5555/a", 2019)
    ]
    assert [(one["name"], one["added"], one["problems"][0]["text"]) for one in held["brought"]] == [
        ("mine.bib", 1, "@misc{x, note={canary}}")
    ]
    assert (held["on_profile"], [one["topic__name"] for one in held["not_mine"]]) == (True, ["lichens"])


@pytest.mark.parametrize("keep_words", [True, False])
def test_nothing_of_it_stays_behind(bring, ada, lichens, keep_words):
    bring(papers(2))
    decline(ada, lichens, by=ada, now=NOON)
    people.leave(ada, by=ada, keep_words=keep_words, now=NOON)
    run_waiting()
    rows = [model.objects.count() for model in apps.get_app_config("publications").get_models()]
    assert rows == [0] * 5
