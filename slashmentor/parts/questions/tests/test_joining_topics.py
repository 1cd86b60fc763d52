"""Topics that are merged or renamed: everything that names one goes over, and every counter stays exact."""

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics import joining
from slashmentor.commons.topics.actions import merge, rename
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.commons.topics.models import Synonym, Topic, TopicEdit, TopicHere
from slashmentor.parts.questions import retopic
from slashmentor.parts.questions.actions import delete, edit
from slashmentor.parts.questions.models import Entry, Tagging
from tests.cast import a_community, a_member, a_question


@pytest.fixture
def host(db):
    return a_member("hana", is_staff=True)


@pytest.fixture
def questions(community, ada, now):
    """One with stats, one with both, one deleted with stats, one with neither."""
    made = [
        a_question(community, ada, title=f"A question of its own, number {number}?", topics=topics)
        for number, topics in enumerate(
            (["stats", "phd"], ["phd", "stats", "statistics"], ["stats"], ["phd"])
        )
    ]
    delete(made[2], by=ada, now=now)
    return made


@pytest.fixture
def stats(questions):
    return Topic.objects.get(name="stats")


@pytest.fixture
def statistics(questions):
    return Topic.objects.get(name="statistics")


def counted():
    """What the counters say, and what they should say: listed questions by topic, everywhere and in each community."""
    listed = Tagging.objects.filter(is_listed=True)
    everywhere = {topic.name: listed.filter(topic=topic).count() for topic in Topic.objects.all()}
    here = {
        (one.topic.name, one.community_id): listed.filter(
            topic=one.topic_id, community=one.community_id
        ).count()
        for one in TopicHere.objects.select_related("topic")
    }
    shown = {topic.name: topic.question_count for topic in Topic.objects.all()}
    shown_here = {
        (one.topic.name, one.community_id): one.question_count
        for one in TopicHere.objects.select_related("topic")
    }
    return (shown, shown_here), (everywhere, here)


def test_every_question_has_the_other_topic_once(stats, statistics, host, now):
    merge(stats, into=statistics, by=host, now=now)
    run_waiting(now=now)
    assert list(Entry.objects.order_by("pk").values_list("topic_names", flat=True)) == [
        ["statistics", "phd"], ["phd", "statistics"], ["statistics"], ["phd"],
    ]  # fmt: skip
    assert list(
        Tagging.objects.filter(topic=statistics).order_by("question").values_list("is_listed", flat=True)
    ) == [True, True, False]
    assert not Topic.objects.filter(name="stats").exists()
    shown, right = counted()
    assert shown == right
    happening = Happening.objects.get(verb="topic.merged")
    assert (happening.about, happening.by, happening.data["gone"]) == (statistics, host, "stats")


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_it_goes_over_in_batches_and_counts_right_after_each(
    stats, statistics, host, monkeypatch, batch, now
):
    monkeypatch.setattr(joining, "BATCH", batch)
    monkeypatch.setattr(retopic, "BATCH", batch)
    merge(stats, into=statistics, by=host, now=now)
    steps = 0
    while Topic.objects.filter(pk=stats.pk).exists():
        joining.join_topics(stats.pk, statistics.pk, host.pk, False, now=now)
        shown, right = counted()
        assert shown == right
        steps += 1
    assert steps == -(-3 // batch) + 1


def test_done_again_it_does_nothing(stats, statistics, host, now):
    for _time in range(2):
        merge(stats, into=statistics, by=host, now=now)
        joining.join_topics.later(gone_id=stats.pk, kept_id=statistics.pk, by_id=host.pk, renamed=False)
    run_waiting(now=now)
    assert Happening.objects.filter(verb="topic.merged").count() == 1
    assert (Synonym.objects.count(), Job.objects.filter(state="failed").count()) == (1, 0)


def test_the_old_name_leads_to_the_topic(stats, statistics, host, visitor, community, ada, now):
    merge(stats, into=statistics, by=host, now=now)
    run_waiting(now=now)
    assert visitor.get("/topics/stats")["Location"] == "/topics/statistics"
    assert visitor.get("/topics/stats.atom")["Location"] == "/topics/statistics.atom"
    assert (
        visitor.get("/questions?topic=stats&sort=votes")["Location"]
        == "/questions?topic=statistics&sort=votes"
    )
    assert a_question(community, ada, topics=["Stats", "phd"]).topic_names == ["statistics", "phd"]


def test_while_it_goes_on_the_old_name_is_taken_for_the_other_already(
    stats, statistics, host, visitor, questions, ada, now
):
    merge(stats, into=statistics, by=host, now=now)
    edited = edit(questions[3], by=ada, body=questions[3].body, topics=["stats"], now=now)
    assert edited.topic_names == ["statistics"]
    assert visitor.get("/topics/stats")["Location"] == "/topics/statistics"
    assert (
        "/stats is becoming part of this: 2 questions to go"
        in visitor.get("/topics/statistics").content.decode()
    )


def test_people_list_the_other_with_the_stronger_level(stats, statistics, host, emmy, eve, now):
    list_expertise(emmy, by=emmy, levels={"stats": "expert", "statistics": "learning"}, now=now)
    list_expertise(eve, by=eve, levels={"stats": "can_help", "phd": "expert"}, now=now)
    merge(stats, into=statistics, by=host, now=now)
    run_waiting(now=now)
    emmy.refresh_from_db()
    eve.refresh_from_db()
    assert emmy.knows == [{"topic": "statistics", "level": "expert"}]
    assert eve.knows == [{"topic": "phd", "level": "expert"}, {"topic": "statistics", "level": "can_help"}]


def test_its_wiki_goes_where_nothing_is_said_yet(stats, statistics, host, community, mo, now):
    other = a_community("chemistry")
    TopicHere.objects.filter(topic=stats).update(summary="Figures.", wiki="Figures.")
    TopicEdit.objects.create(
        here=stats.here.get(), number=1, summary="Figures.", wiki="Figures.", by=mo, at=now
    )
    TopicHere.objects.create(topic=stats, community=other, summary="Of molecules.")
    TopicHere.objects.create(topic=statistics, community=other, summary="What stays.")
    merge(stats, into=statistics, by=host, now=now)
    run_waiting(now=now)
    assert set(statistics.here.values_list("community__slug", "summary", "edits__number")) == {
        ("academia", "Figures.", 1), ("chemistry", "What stays.", None),
    }  # fmt: skip


def test_a_renamed_topic_is_the_same_under_another_name(stats, statistics, host, questions, visitor, now):
    renamed = rename(stats, name="Quantitative methods", by=host, now=now)
    run_waiting(now=now)
    assert (renamed.name, Topic.objects.get(pk=renamed.pk).question_count) == ("quantitative-methods", 2)
    assert Entry.objects.get(pk=questions[0].pk).topic_names == ["quantitative-methods", "phd"]
    assert visitor.get("/topics/stats")["Location"] == "/topics/quantitative-methods"
    assert Happening.objects.get(verb="topic.renamed").data["gone"] == "stats"
    shown, right = counted()
    assert shown == right


def test_renamed_back_it_has_its_first_name(stats, host, now):
    renamed = rename(stats, name="figures", by=host, now=now)
    run_waiting(now=now)
    rename(renamed, name="stats", by=host, now=now)
    run_waiting(now=now)
    assert list(Synonym.objects.values_list("name", "topic__name")) == [("figures", "stats")]


def test_a_topics_other_names_go_along(stats, statistics, host, now):
    rename(stats, name="figures", by=host, now=now)
    run_waiting(now=now)
    merge(Topic.objects.get(name="figures"), into=statistics, by=host, now=now)
    run_waiting(now=now)
    assert set(Synonym.objects.values_list("name", "topic__name")) == {
        ("stats", "statistics"), ("figures", "statistics"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["statistics", "", "not a / name"])
def test_names_that_cant_be(stats, host, name, now):
    with pytest.raises(Invalid):
        rename(stats, name=name, by=host, now=now)


def test_neither_itself_nor_one_that_is_on_its_way(stats, statistics, host, now):
    with pytest.raises(Invalid, match="into itself"):
        merge(stats, into=stats, by=host, now=now)
    merge(stats, into=statistics, by=host, now=now)
    with pytest.raises(Invalid, match="being merged already"):
        merge(statistics, into=stats, by=host, now=now)
    with pytest.raises(Invalid, match="being merged already"):
        merge(stats, into=Topic.objects.get(name="phd"), by=host, now=now)


def test_moderators_of_every_community_that_uses_it_may(stats, statistics, mo, eve, now):
    with pytest.raises(Refused, match="Topics are shared"):
        merge(stats, into=statistics, by=eve, now=now)
    other = a_community("chemistry")
    a_question(other, eve, topics=["stats"])
    with pytest.raises(Refused, match="Topics are shared"):
        merge(stats, into=statistics, by=mo, now=now)
    Moderator.objects.create(community=other, member=mo, since=now)
    merge(stats, into=statistics, by=mo, now=now)
    assert Synonym.objects.get().topic == statistics
