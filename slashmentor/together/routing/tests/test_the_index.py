"""What the index finds for questions and members, on this instance's own rows."""

import json
from datetime import timedelta

import pytest
from django.core import serializers

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.actions import leave
from slashmentor.commons.publications.models import About, Kind, Publication, Source
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.endorsements.actions import endorse
from slashmentor.parts.questions.actions import accept, ask_anonymously, delete, undelete
from slashmentor.parts.questions.models import Entry
from slashmentor.together.routing.index import fitting_members, fitting_questions
from slashmentor.together.routing.index.facts import Speaks, facts_of
from slashmentor.together.routing.index.held import the_index
from slashmentor.together.routing.index.jobs import refit, route, route_waiting, tidy
from slashmentor.together.routing.models import Fit, Tuning
from tests.cast import a_member, a_question, an_answer

TITLES = (f"Question number {number} about something hard" for number in range(1_000))


def lists(member, now, **levels):
    list_expertise(member, by=member, levels=levels, now=now)


def asked(community, by, *topics, **changes):
    return a_question(community, by, title=next(TITLES), topics=list(topics), **changes)


def found(question, now, **options):
    return [one.member_id for one in fitting_members(question, most=5, now=now, **options)]


def facts(question, now):
    (one,) = fitting_members(question, most=1, now=now)
    return one.facts


def fits(**which):
    return set(Fit.objects.filter(**which).values_list("member", "question"))


@pytest.fixture
def funding(community, ada, emmy, now):
    """A question that fits emmy, who lists its topic."""
    lists(emmy, now, funding="expert")
    question = asked(community, ada, "funding")
    run_waiting(now=now)
    return question


# --- who ---


def test_an_empty_instance_finds_nobody(question, now):
    assert found(question, now) == []


def test_who_lists_the_topic_is_found_without_any_history(community, ada, emmy, eve, now):
    lists(emmy, now, funding="expert")
    lists(eve, now, housing="expert")
    (one,) = fitting_members(asked(community, ada, "funding"), most=5, now=now)
    assert (one.member_id, one.place) == (emmy.pk, 1)
    assert one.facts[0] == {"kind": "listed", "topic": "funding", "level": "expert"}
    assert one.score <= 0.0


def test_who_is_to_be_left_out_is(funding, emmy, now):
    assert found(funding, now, without=[emmy.pk]) == []


def test_its_asker_is_never_found(community, ada, now):
    lists(ada, now, funding="expert")
    assert found(asked(community, ada, "funding"), now) == []


def test_who_answered_it_isnt_found_again(funding, emmy, now):
    an_answer(funding, emmy)
    assert found(funding, now) == []


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"is_claimed": False},
        {"suspended_until": "2026-03-03T00:00Z"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_who_cant_be_here_isnt_found(funding, emmy, now, change):
    type(emmy).objects.filter(pk=emmy.pk).update(**change)
    assert found(funding, now) == []


def test_who_left_is_forgotten(community, ada, funding, emmy, now):
    leave(emmy, by=emmy, now=now)
    assert fits() == set()
    assert found(asked(community, ada, "funding"), now) == []


def test_who_asked_anonymously_is_not_suggested_and_stands_nowhere(community, ada, emmy, now):
    for member in (ada, emmy):
        lists(member, now, leaving="expert")
    question = ask_anonymously(
        community,
        by=ada,
        title="How do I leave a lab where nobody talks to me?",
        body="I have been here for two years, and every meeting is cancelled.",
        topics=["leaving"],
        now=now,
    )
    run_waiting(now=now)
    refit(ada.pk, now=now)
    assert found(question, now) == [emmy.pk]
    assert fits() == {(emmy.pk, question.pk)}
    with the_index() as index:
        assert index.figures.answered_by[index.place_of[question.pk]] == []


def test_the_more_they_answered_on_it_the_further_up_they_stand(community, ada, emmy, eve, now):
    for number in range(4):
        question = asked(community, ada, "funding", now=now + timedelta(days=number))
        an_answer(question, emmy, now=now + timedelta(days=number))
    an_answer(question, eve, now=now + timedelta(days=number))
    assert found(asked(community, ada, "funding"), now) == [emmy.pk, eve.pk]


def test_the_same_question_finds_the_same(funding, now):
    assert fitting_members(funding, most=5, now=now) == fitting_members(funding, most=5, now=now)


def test_a_host_s_factor_changes_the_score(community, ada, emmy, eve, funding, now):
    an_answer(asked(community, ada, "housing"), eve)
    before = {one.member_id: one.score for one in fitting_members(funding, most=5, now=now)}
    Tuning.objects.create(factors={"topics": 0.0, "profile": 0.0, "activity": 0.0, "similar": 0.0}, at=now)
    (after,) = fitting_members(funding, most=1, now=now)
    assert before[emmy.pk] > after.score == pytest.approx(-0.6931, abs=1e-4)  # one of two, both alike


# --- why ---


def test_what_was_answered_is_counted(community, ada, emmy, now):
    for days in (100, 20, 3):
        then = now - timedelta(days=days)
        an_answer(asked(community, ada, "funding", now=then), emmy, now=then)
    gone = an_answer(asked(community, ada, "funding"), emmy)
    delete(gone, by=emmy, now=now)
    assert {"kind": "answered", "topic": "funding", "count": 3, "lately": 2} in facts(
        asked(community, ada, "funding"), now
    )


def test_one_s_own_question_answered_is_no_fact(community, ada, emmy, now):
    an_answer(asked(community, emmy, "funding"), emmy)
    assert found(asked(community, ada, "funding"), now) == []


def test_publications_speak_without_being_listed(community, ada, emmy, now):
    topic = Topic.objects.create(name="proteins", created_at=now)
    work = Publication.objects.create(
        member=emmy, key="1", title="Proteins fold", kind=Kind.ARTICLE, source=Source.BIBTEX, added_at=now
    )
    About.objects.create(publication=work, topic=topic, weight=1.0)
    question = asked(community, ada, "proteins")
    assert facts(question, now)[0] == {"kind": "published", "topic": "proteins", "count": 1}


def test_whoever_answered_nobody_isnt_told_that_it_reads_like_what_they_answer(community, ada, emmy, now):
    said = [Speaks(emmy.pk, ["funding"], {"profile": 1.0}, None)]
    an_answer(asked(community, emmy, "funding"), emmy)  # their own question
    delete(an_answer(asked(community, ada, "funding"), emmy), by=emmy, now=now)
    assert facts_of(said, now=now) == [[{"kind": "profile"}]]
    an_answer(asked(community, ada, "moss"), emmy)
    assert facts_of(said, now=now) == [[{"kind": "words"}]]


def test_an_endorsement_speaks(community, ada, emmy, now):
    answer = an_answer(asked(community, ada, "funding"), emmy)
    endorse(answer, by=ada, topics=["funding"], words="It got me the grant.", now=now)
    said = facts(asked(community, ada, "funding"), now)
    assert {"kind": "endorsed", "topic": "funding", "count": 1} in said


def test_facts_hold_no_words_of_anybody(community, ada, emmy, now):
    zebra, giraffe = (
        "Confidential zebras everywhere, I am afraid.",
        "Secret giraffes everywhere, I am afraid.",
    )
    for _number in range(3):
        an_answer(asked(community, ada, "funding", body=zebra), emmy, body=giraffe)
    asked(community, ada, "funding", body=zebra)
    run_waiting(now=now)
    kept = serializers.serialize("json", Fit.objects.all())
    assert json.loads(kept)[0]["fields"]["facts"]
    assert [word for word in ("zebra", "giraffe", "Ada") if word in kept] == []


# --- when ---


def test_fits_are_written_when_a_question_comes_in(funding, emmy):
    assert fits() == {(emmy.pk, funding.pk)}


def test_a_first_answer_changes_ones_list_at_once(community, ada, eve, now):
    waiting, helped = asked(community, ada, "reading"), asked(community, ada, "reading")
    run_waiting(now=now)
    assert fits(member=eve) == set()
    an_answer(helped, eve)
    run_waiting(now=now)
    assert fits(member=eve) == {(eve.pk, waiting.pk)}


def test_what_one_lists_changes_ones_list_at_once(community, ada, emmy, now):
    question = asked(community, ada, "funding")
    lists(emmy, now, funding="expert")
    run_waiting(now=now)
    assert fits() == {(emmy.pk, question.pk)}
    lists(emmy, now)
    run_waiting(now=now)
    assert fits() == set()


def test_a_deleted_question_fits_nobody_and_brought_back_it_does_again(funding, ada, emmy, now):
    delete(funding, by=ada, now=now)
    run_waiting(now=now)
    assert fits() == set()
    route(funding.pk, now=now)
    refit(emmy.pk, now=now)
    assert fits() == set()
    undelete(funding, by=ada, now=now)
    run_waiting(now=now)
    assert fits() == {(emmy.pk, funding.pk)}


def test_a_closed_question_fits_nobody(funding, emmy, now):
    type(funding).objects.filter(pk=funding.pk).update(closed_at=now)
    route(funding.pk, now=now)
    refit(emmy.pk, now=now)
    assert fits() == set()


def test_at_night_what_waits_no_more_is_dropped(funding, ada, eve, now):
    accept(an_answer(funding, eve), by=ada, now=now)
    tidy(now=now)
    assert fits(question=funding) == set()


def test_at_night_what_is_a_year_old_is_dropped(funding, now):
    tidy(now=now + timedelta(days=366))
    assert fits() == set()


def test_at_night_the_best_fifty_of_a_member_stay(funding, emmy, now):
    for number in range(50):
        copy = Entry.objects.get(pk=funding.pk)
        copy.pk = None
        copy.save(force_insert=True)
        Fit.objects.create(member=emmy, question=copy, score=-100.0 - number, at=now)
    tidy(now=now)
    scores = Fit.objects.order_by("score").values_list("score", flat=True)
    assert (len(scores), scores[0]) == (50, -148.0)


def test_after_a_rebuild_what_waits_is_written_anew(funding, emmy, now):
    Fit.objects.all().delete()
    route_waiting(before=None, left=10, now=now)
    assert fits() == {(emmy.pk, funding.pk)}


def test_one_s_own_and_answered_questions_dont_fit_oneself(community, ada, emmy, now):
    lists(emmy, now, funding="expert")
    asked(community, emmy, "funding")
    an_answer(asked(community, ada, "funding"), emmy)
    assert fitting_questions(emmy, most=5, now=now) == []


def test_questions_for_a_member_have_scores_places_and_facts(funding, emmy, now):
    (one,) = fitting_questions(emmy, most=5, now=now)
    (other,) = fitting_members(funding, most=5, now=now)
    assert (one.question_id, one.place, one.facts) == (funding.pk, 1, other.facts)
    assert one.score == pytest.approx(other.score, abs=1e-3)


# --- following ---


def answered(index):
    return {
        question: sorted(index.figures.members[row] for row in index.figures.answered_by[place])
        for question, place in index.place_of.items()
    }


def test_what_is_followed_is_what_would_be_read(community, ada, emmy, eve, now):
    with the_index():
        pass
    first, second = asked(community, ada, "a"), asked(community, ada, "b")
    gone = an_answer(first, emmy)
    an_answer(second, eve)
    with the_index() as index:
        assert answered(index) == {first.pk: [emmy.pk], second.pk: [eve.pk]}
    delete(gone, by=emmy, now=now)
    with the_index() as index:
        assert answered(index) == {first.pk: [], second.pk: [eve.pk]}
        activity = index.figures.answers.read(index.figures.rows([emmy.pk, eve.pk]), index.clock.now)
    assert activity[:, -1].tolist() == pytest.approx([0.0, 1.0])
    undelete(gone, by=emmy, now=now)
    with the_index() as index:
        index.seen.clear()  # hearing all of it once more changes nothing
    with the_index() as index:
        assert answered(index) == {first.pk: [emmy.pk], second.pk: [eve.pk]}
        assert index.figures.answers.read(index.figures.rows([emmy.pk]), index.clock.now)[0, -1] == 1.0


def test_a_page_of_facts_takes_the_same_queries_for_one_and_for_many(
    community, ada, emmy, now, django_assert_num_queries
):
    lists(emmy, now, funding="expert")
    question = asked(community, ada, "funding")
    found(question, now)
    with django_assert_num_queries(11):
        fitting_members(question, most=50, now=now)
    for number in range(5):
        lists(a_member(f"m{number}"), now, funding="expert")
    found(question, now)
    with django_assert_num_queries(11):
        assert len(fitting_members(question, most=50, now=now)) == 6
