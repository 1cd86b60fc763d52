import pytest

from slashmentor.parts.questions.models import Entry
from tests.cast import a_community, a_question


@pytest.fixture
def brought(question):
    Entry.objects.filter(pk=question.pk).update(origin_id=4711)
    return question


def test_a_link_to_the_old_site_leads_to_the_question_here(visitor, brought):
    for address in ("/c/academia/questions/4711", "/c/academia/questions/4711/its-old-title"):
        assert visitor.get(address)["Location"] == brought.get_absolute_url()


def test_an_old_link_without_its_community_goes_by_way_of_it(visitor, brought):
    assert visitor.get("/questions/4711")["Location"] == "/c/academia/questions/4711"
    assert visitor.get("/questions/4711/its-old-title")["Location"] == "/c/academia/questions/4711"


def test_a_question_of_ours_with_that_number_comes_first(visitor, question, community, ada):
    other = a_question(community, ada)
    Entry.objects.filter(pk=other.pk).update(origin_id=question.pk)
    assert visitor.get(f"/questions/{question.pk}")["Location"] == question.get_absolute_url()


def test_a_number_that_two_sites_had_leads_nowhere(visitor, brought, ada, now):
    history = a_community("history")
    Entry.objects.filter(pk=a_question(history, ada).pk).update(origin_id=4711)
    assert visitor.get("/questions/4711").status_code == 404


def test_an_old_link_to_an_answer_leads_to_it(visitor, answer):
    Entry.objects.filter(pk=answer.pk).update(origin_id=4712)
    assert visitor.get("/c/academia/questions/4712")["Location"] == f"/a/{answer.pk}"


def test_an_old_link_to_what_is_deleted_leads_nowhere(visitor, brought, now):
    Entry.objects.filter(pk=brought.pk).update(deleted_at=now)
    assert visitor.get("/c/academia/questions/4711").status_code == 404
