"""Wiki, protection and lock: the page with their switches, and what readers see of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from slashmentor.parts.questions.models import Entry
from tests.cast import a_member, a_question, an_answer, give_points


def shown(client, question):
    return client.get(question.get_absolute_url()).content.decode()


def test_a_moderator_locks_with_a_reason_that_everybody_reads(enter, visitor, question, mo):
    client = enter(mo)
    assert "Lock it" in client.get(f"/entries/{question.pk}/settings").content.decode()
    client.post(f"/entries/{question.pk}/lock", {"locked": "1", "reason": "It goes in circles."})
    page = shown(visitor, question)
    assert ("Locked: It goes in circles." in page, 'id="your-answer"' in page) == (True, False)
    client.post(f"/entries/{question.pk}/lock", {"locked": "0"})
    assert "Locked" not in shown(visitor, question)


def test_a_lock_without_a_reason_comes_back(enter, question, mo):
    response = enter(mo).post(f"/entries/{question.pk}/lock", {"locked": "1", "reason": ""})
    assert (response.status_code, "Please say why" in response.content.decode()) == (400, True)


def test_nothing_is_offered_on_a_locked_question_that_would_be_refused(enter, question, ada, eve, mo, now):
    Entry.objects.filter(pk=question.pk).update(locked_at=now, locked_reason="It goes in circles.")
    for member, offered in ((eve, False), (ada, False), (mo, True)):
        page = shown(enter(member), question)
        assert (f"/entries/{question.pk}/edit" in page) == offered
        assert (f'action="/entries/{question.pk}/comments"' in page) == offered
        assert f"/entries/{question.pk}/vote" not in page


def test_a_locked_answer_says_why(visitor, question, answer, now):
    Entry.objects.filter(pk=answer.pk).update(locked_at=now, locked_reason="Quoted in the press.")
    assert "Locked: Quoted in the press." in shown(visitor, question)


def test_a_protected_question_says_what_an_answer_takes_before_it_is_written(enter, strict, ada, eve, now):
    question = a_question(strict, ada)
    Entry.objects.filter(pk=question.pk).update(protected_at=now)
    page = shown(enter(eve), question)
    assert "answering it takes 10 points earned here; you have 1" in page
    assert f'action="/questions/{question.pk}/answers"' not in page
    give_points(eve, strict, 10)
    assert f'action="/questions/{question.pk}/answers"' in shown(enter(eve), question)


def test_who_has_the_points_protects(enter, strict, ada, eve):
    question = a_question(strict, ada)  # long ago
    give_points(eve, strict, 3500)
    client = enter(eve)
    assert "Protect it" in client.get(f"/entries/{question.pk}/settings").content.decode()
    client.post(f"/entries/{question.pk}/protect", {"protected": "1"})
    assert "Protected from hasty answers" in shown(client, question)
    client.post(f"/entries/{question.pk}/protect", {"protected": "0"})
    assert Entry.objects.get().protected_at is None


def test_what_cant_be_done_yet_says_why_on_its_button(enter, strict, ada):
    question = a_question(strict, ada)
    page = enter(ada).get(f"/entries/{question.pk}/settings").content.decode()
    assert "disabled>Making a community wiki opens at 10 points here; you have 1." in page
    assert "disabled>Protecting a question opens at 3500 points here" in page


def test_an_author_makes_a_wiki(enter, visitor, strict, ada):
    question = a_question(strict, ada)
    give_points(ada, strict, 10)
    enter(ada).post(f"/entries/{question.pk}/wiki", {"wiki": "1"})
    assert "Community wiki" in shown(visitor, question)
    assert enter(ada).post(f"/entries/{question.pk}/wiki", {"wiki": "0"}).status_code == 403


def test_strangers_find_no_switches(enter, question, answer, eve):
    for entry in (question, answer):
        assert enter(eve).get(f"/entries/{entry.pk}/settings").status_code == 403
    assert f"/entries/{question.pk}/settings" not in shown(enter(eve), question)


def test_a_question_too_new_says_so_on_its_button(enter, strict, ada, eve):
    question = a_question(strict, ada, now=timezone.now())
    give_points(eve, strict, 3500)
    page = enter(eve).get(f"/entries/{question.pk}/settings").content.decode()
    assert "disabled>A question can be protected once it is 1 day old." in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(29, None), (30, None), (31, "answered 1\xa0month later,"), (1100, "answered 3\xa0years later,")],
)
def test_late_answers_say_how_late(visitor, question, days, words, now):
    an_answer(question, a_member("late"), now=now + timedelta(days=days))
    page = shown(visitor, question)
    assert (words in page) if words else ("later," not in page)


def test_a_community_says_from_when_an_answer_is_late(visitor, community, question, now):
    community.numbers = {**community.numbers, "late.days": 400}
    community.save()
    an_answer(question, a_member("late"), now=now + timedelta(days=366))
    assert "later," not in shown(visitor, question)
