"""What is found, in which order, and what never is."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.actions.leave import leave
from slashmentor.commons.safety.flaggable import of
from slashmentor.commons.topics.models import Synonym, Topic
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Entry
from slashmentor.together.search.grammar import parse
from slashmentor.together.search.queries.find import Found, Sort, find
from tests.cast import NOON, a_mentor_page, a_question


def found(text, *, viewer=None, **more) -> Found:
    return find(parse(text), viewer=viewer, **more)


def entries(text, **more) -> list[int]:
    return found(text, **more).entries


@pytest.fixture
def told(question, answer):
    run_waiting(NOON)


def test_a_question_is_found_by_a_word_of_its_title_body_or_topics(question, told):
    assert [entries(word) for word in ("caption", "advisor", "statistics")] == [[question.pk]] * 3


def test_an_answer_is_found_by_its_words(answer, told):
    assert entries("bring the one page") == [answer.pk]


def test_forms_of_a_word_find_each_other(question, told):
    assert [entries(word) for word in ("errors", "captions", "deviate", "Advisors")] == [[question.pk]] * 4


def test_accents_and_capitals_do_not_matter(community, ada):
    there = a_question(community, ada, title="Writing my résumé in Łódź as a naïve postdoc", topics=["jobs"])
    run_waiting(NOON)
    assert [entries(word) for word in ("RESUME", "résumé", "lodz", "Łódź", "naive")] == [[there.pk]] * 5


def test_accents_in_the_body_do_not_matter(community, ada):
    there = a_question(
        community, ada, body="The Møller prize asked for a café in Straße 5… and ½ a page of naïveté."
    )
    run_waiting(NOON)
    assert [entries(word) for word in ("moller", "Møller", "cafe", "strasse", "naivete")] == [[there.pk]] * 5


def test_a_hyphen_is_a_space(community, ada):
    there = a_question(
        community, ada, body="Our peer review was open_access on example.org/paper.html, really."
    )
    run_waiting(NOON)
    found_by = ("peer-review", "peer review", '"open access"', "paper", "example.org", "html")
    assert [entries(word) for word in found_by] == [[there.pk]] * 6


def test_what_looks_like_markup_is_found(community, ada):
    there = a_question(community, ada, body="Is a<b and c>d enough to say that zebra & lion = cat?")
    run_waiting(NOON)
    assert [entries(word) for word in ("zebra", "enough", "lion cat")] == [[there.pk]] * 3


def test_a_phrase_stands_together(question, told):
    assert [entries('"error bars are wrong"'), entries('"bars error"')] == [[question.pk], []]


def test_without_a_word(question, answer, told):
    assert [entries("the person"), entries("person -page")] == [[answer.pk], []]


def test_all_words_come_before_some(community, ada):
    both = a_question(community, ada, title="Where are grants for conference travel?")
    a_question(community, ada, title="Where are grants for equipment listed?", now=NOON + timedelta(days=1))
    run_waiting(NOON + timedelta(days=1))
    assert entries("travel grants") == [both.pk]


def test_some_words_are_enough_when_nothing_has_all(question, told):
    got = found("caption zebra")
    assert (got.entries, got.is_relaxed) == ([question.pk], True)


def test_a_beginning_is_enough_when_nothing_has_the_word(question, told):
    got = found("devia")
    assert (got.entries, got.is_relaxed) == ([question.pk], True)


def test_topics_include_the_answers_of_their_questions(question, answer, told):
    assert sorted(entries("[statistics]")) == [question.pk, answer.pk]
    assert entries("[statistics] -[co-authors]") == []
    assert entries("[co-authors] person") == [answer.pk]


def test_another_name_of_a_topic_finds_what_the_topic_does(question, answer, now, told):
    topic = Topic.objects.get(name="statistics")
    Synonym.objects.create(name="stats", topic=topic, at=now, approved=True, decided_at=now)
    assert sorted(entries("[stats]")) == [question.pk, answer.pk]
    assert entries("-[stats] person") == []


def test_a_handle_finds_what_they_wrote(question, answer, emmy, told):
    assert entries("user:emmy", user_id=emmy.pk) == [answer.pk]
    assert entries("user:nobody", user_id=0) == []


def test_kinds_and_states(question, answer, ada, told):
    assert [entries("is:question"), entries("is:answer")] == [[question.pk], [answer.pk]]
    assert [entries("is:unanswered"), entries("is:accepted")] == [[question.pk], []]
    actions.accept(answer, by=ada, now=NOON)
    assert [entries("is:unanswered"), entries("is:accepted"), entries("is:closed")] == [[], [answer.pk], []]


def test_a_closed_question(question, told):
    Entry.objects.filter(pk=question.pk).update(closed_at=NOON)
    assert [entries("is:closed"), entries("is:unanswered")] == [[question.pk], []]


def test_scores_and_numbers_of_answers(question, answer, told):
    Entry.objects.filter(pk=answer.pk).update(score=3, ups=3)
    assert [entries("score:3"), entries("score:>3"), entries("score:0")] == [[answer.pk], [], [question.pk]]
    assert [entries("answers:1"), entries("answers:0"), entries("answers:2..")] == [[question.pk], [], []]


def test_a_community_of_its_own(question, answer, community, told):
    assert entries("caption", community_id=community.pk) == [question.pk]
    assert entries("caption", community_id=community.pk + 1) == []


def test_a_title_counts_more_than_a_body(community, ada):
    body = a_question(
        community, ada, title="What should be in a letter?", body="Some say the budget, " + "or more " * 9
    )
    title = a_question(
        community, ada, title="What should be in a budget?", body="Some say the letter, " + "or more " * 9
    )
    run_waiting(NOON)
    assert entries("budget") == [title.pk, body.pk]


def test_what_many_found_useful_comes_first_among_equals(community, ada):
    useful = a_question(community, ada, title="What belongs in a budget?")
    other = a_question(community, ada, title="What belongs in a budget?")
    Entry.objects.filter(pk=useful.pk).update(score=40, ups=40)
    run_waiting(NOON)
    assert entries("budget") == [useful.pk, other.pk]


def test_by_time_and_by_votes(community, ada):
    old = a_question(community, ada, title="A budget, a budget, a budget?")
    new = a_question(community, ada, title="What belongs in a budget?", now=NOON + timedelta(days=1))
    Entry.objects.filter(pk=old.pk).update(score=2, ups=2)
    run_waiting(NOON + timedelta(days=1))
    assert entries("budget", sort=Sort.NEWEST) == [new.pk, old.pk]
    assert entries("budget", sort=Sort.VOTES) == [old.pk, new.pk]


def test_pages_follow_each_other(community, ada):
    ids = [a_question(community, ada, title=f"Budget number {number}, really?").pk for number in range(5)]
    run_waiting(NOON)
    pages = [found("budget", size=2, page=page) for page in (1, 2, 3, 4)]
    assert sorted(pk for page in pages for pk in page.entries) == ids
    assert [len(page.entries) for page in pages] == [2, 2, 1, 0]
    assert pages[0].total == 5


def test_an_edit_is_found_by_its_new_words(question, answer, ada, told):
    actions.edit(
        question, by=ada, body="Now it is all about giraffes and their tall necks.", topics=["zoo"], now=NOON
    )
    run_waiting(NOON)
    assert [entries("giraffe"), entries("caption")] == [[question.pk], []]
    assert [sorted(entries("[zoo]")), entries("[statistics]")] == [[question.pk, answer.pk], []]


def test_deleted_is_not_found_and_comes_back(question, answer, emmy, told):
    actions.delete(answer, by=emmy, now=NOON)
    run_waiting(NOON)
    assert entries("person alone") == []
    actions.undelete(answer, by=emmy, now=NOON)
    run_waiting(NOON)
    assert entries("person alone") == [answer.pk]


def test_the_answers_of_a_deleted_question_are_not_found(question, answer, mo, told):
    actions.delete(question, by=mo, now=NOON)
    run_waiting(NOON)
    assert entries("person alone") == []


def test_what_a_person_took_with_them_is_not_found_and_the_rest_is_nobodys(question, answer, emmy, told):
    pk = emmy.pk
    leave(emmy, by=emmy, keep_words=True, now=NOON)
    run_waiting(NOON)
    assert (entries("user:emmy", user_id=pk), entries("person alone")) == ([], [answer.pk])


def test_people_are_found_by_name_handle_and_what_they_know(question, emmy, told):
    emmy.knows = [{"topic": "field-notes", "level": "expert"}]
    emmy.save()
    from slashmentor.together.search.indexing import index_people

    index_people([emmy.pk])
    assert [found(text).people[0].handle for text in ("Brandt", "emmy bran", "emm", "field notes")] == [
        "emmy"
    ] * 4


def test_people_are_found_by_what_their_mentor_page_offers_while_it_is_there(emmy):
    offer = a_mentor_page(emmy)
    run_waiting()
    assert [one.handle for one in found("reviews that hurt").people] == ["emmy"]
    assert [one.handle for one in found("peer-review").people] == ["emmy"]
    mentors.save(emmy, by=emmy, said={"helps": "Drawings of designs."}, now=NOON)
    run_waiting()
    assert found("reviews that hurt").people == []
    assert [one.handle for one in found("drawings of designs").people] == ["emmy"]
    mentors.withdraw(offer, by=emmy, now=NOON)
    run_waiting()
    assert found("drawings of designs").people == []


def test_of_a_mentor_page_that_isn_t_to_be_listed_or_was_taken_out_nobody_is_found(emmy, ada):
    a_mentor_page(emmy)
    mentors.save(emmy, by=emmy, said={"listed": False}, now=NOON)
    taken_out = a_mentor_page(ada)
    run_waiting()
    assert [one.handle for one in found("reviews that hurt").people] == ["ada"]
    of(taken_out).remove(of(taken_out).locked(taken_out.pk), now=NOON)
    run_waiting()
    assert found("reviews that hurt").people == []


@pytest.mark.parametrize("hidden", [{"listed": False}, {"is_active": False}])
def test_people_who_do_not_want_to_be_listed_are_not_found(emmy, hidden):
    from slashmentor.commons.people.models import Member
    from slashmentor.together.search.indexing import index_people

    index_people([emmy.pk])
    Member.objects.filter(pk=emmy.pk).update(**hidden)
    assert found("emmy").people == []


def test_topics_are_found_by_their_beginning(question, told):
    assert [found("statistics").topics, found("stat").topics, found("coauthors").topics] == [
        [("statistics", 1)], [("statistics", 1)], [],
    ]  # fmt: skip


def test_operators_look_for_entries_only(question, told):
    assert (found("statistics is:question").topics, found("[statistics]").people) == ([], [])


HOSTILE = st.text(alphabet="ab*^():\"[]{}-+~!&|<>=.,'\\\x00µé€§_@#/0123ÀΩж中 ؀̈", max_size=40)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(text=HOSTILE | st.text(max_size=80))
def test_whatever_is_typed_gets_an_answer(question, text):
    for sort in (Sort.RELEVANCE, Sort.NEWEST):
        assert found(text, sort=sort).is_relaxed in {True, False}


def test_ten_thousand_words_get_an_answer(question, told):
    assert entries("caption " + "ab-cd " * 10_000) == [question.pk]
