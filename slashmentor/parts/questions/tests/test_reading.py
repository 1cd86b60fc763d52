import json
import re
from datetime import timedelta

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.models import BroughtAccount
from slashmentor.parts.questions.actions import accept, comment, delete, edit, keep, vote
from slashmentor.parts.questions.models import Entry, Link
from slashmentor.parts.questions.reading import flush, read
from tests.cast import a_question, an_answer


def text_of(response):
    """What stands on the page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def order_of(response):
    return [
        int(number) for number in re.findall(r'<article class="entry" id="a(\d+)"', response.content.decode())
    ]


def test_a_question_stands_at_one_address(visitor, question):
    there = f"/questions/{question.pk}/how-do-i-tell-my-advisor-that-the-error-bars-are-wrong"
    for address in (
        f"/questions/{question.pk}",
        f"/questions/{question.pk}/",
        f"/questions/{question.pk}/other",
        f"/q/{question.pk}",
    ):
        assert (visitor.get(address).status_code, visitor.get(address)["Location"]) == (301, there)
    assert visitor.get(there).status_code == 200


def test_the_way_to_the_address_keeps_what_was_asked(visitor, question):
    assert visitor.get(f"/questions/{question.pk}?sort=newest")["Location"].endswith("are-wrong?sort=newest")


def test_a_visitor_reads_question_answers_and_comments(visitor, question, answer, emmy, now):
    comment(question, by=emmy, body="Which version of the script was it?", now=now)
    shown = text_of(visitor.get(question.get_absolute_url()))
    assert "I reran the script and found standard errors" in shown
    assert "Write to the person alone" in shown
    assert "Emmy Brandt Which version of the script was it?" in shown


def test_whoever_claimed_two_names_of_an_old_site_stands_there_once(
    visitor, community, question, answer, ada, emmy
):
    for number, member in enumerate([ada, ada, emmy, emmy]):
        BroughtAccount.objects.create(community=community, member=member, origin_id=number, name="Old")
    assert order_of(visitor.get(question.get_absolute_url())) == [answer.pk]


def test_a_change_is_seen_at_once(visitor, question, ada, now):
    visitor.get(question.get_absolute_url())
    edit(question, by=ada, body="The bars are twice as long when I use six samples.", now=now)
    assert "twice as long when I use six" in text_of(visitor.get(question.get_absolute_url()))


def test_the_accepted_answer_comes_first_then_the_most_useful(visitor, question, ada, emmy, eve, mo, now):
    plain, liked, accepted = an_answer(question, emmy), an_answer(question, eve), an_answer(question, mo)
    vote(liked, by=mo, value=1, now=now)
    accept(accepted, by=ada, now=now)
    page = visitor.get(question.get_absolute_url())
    assert order_of(page) == [accepted.pk, liked.pk, plain.pk]
    assert "Accepted 2 Mar 2026" in text_of(page)


def test_answers_by_time(visitor, question, emmy, eve, now):
    first, second = an_answer(question, emmy), an_answer(question, eve, now=now + timedelta(hours=1))
    assert order_of(visitor.get(question.get_absolute_url() + "?sort=oldest")) == [first.pk, second.pk]
    assert order_of(visitor.get(question.get_absolute_url() + "?sort=newest")) == [second.pk, first.pk]


def test_thirty_answers_a_page_and_links_to_the_rest(visitor, question, emmy):
    answers = [an_answer(question, emmy).pk for _number in range(33)]
    first, second = (visitor.get(question.get_absolute_url() + query) for query in ("", "?page=2"))
    assert order_of(first) == answers[:30]
    assert order_of(second) == answers[30:]
    assert f'href="{question.get_absolute_url()}?page=2#answers"' in first.content.decode()
    assert visitor.get(question.get_absolute_url() + "?page=3").status_code == 404


def test_a_short_link_leads_to_the_page_where_the_answer_stands(visitor, question, emmy, ada, now):
    answers = [an_answer(question, emmy) for _number in range(33)]
    accept(answers[32], by=ada, now=now)
    there = question.get_absolute_url()
    assert visitor.get(f"/a/{answers[0].pk}")["Location"] == f"{there}#a{answers[0].pk}"
    assert visitor.get(f"/a/{answers[31].pk}")["Location"] == f"{there}?page=2#a{answers[31].pk}"
    assert visitor.get(f"/a/{answers[32].pk}")["Location"] == f"{there}#a{answers[32].pk}"


def test_five_comments_then_a_link_to_all(visitor, question, emmy, now):
    for number in range(7):
        comment(
            question,
            by=emmy,
            body=f"Remark number {number}, said kindly.",
            now=now + timedelta(minutes=number),
        )
    shown = text_of(visitor.get(question.get_absolute_url()))
    assert "number 4" in shown
    assert "number 5" not in shown
    assert "Show all 7 comments" in shown
    assert "number 6" in text_of(visitor.get(f"/entries/{question.pk}/comments"))


def test_htmx_gets_only_the_comments(visitor, question, emmy, now):
    comment(question, by=emmy, body="A remark that says something.", now=now)
    part = visitor.get(f"/entries/{question.pk}/comments", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div class="talk" id="comments-')


def test_a_deleted_question_is_nowhere_for_others(visitor, enter, question, ada, eve, mo, now):
    visitor.get(question.get_absolute_url())
    delete(question, by=ada, now=now)
    for client, status in ((visitor, 404), (enter(eve), 404), (enter(ada), 200), (enter(mo), 200)):
        assert client.get(question.get_absolute_url()).status_code == status
        assert client.get(f"/q/{question.pk}").status_code == (301 if status == 200 else 404)


def test_a_deleted_answer_is_seen_by_its_author_and_those_who_look_after(
    visitor, enter, question, answer, ada, emmy, mo, now
):
    delete(answer, by=emmy, now=now)
    for client, seen in ((visitor, False), (enter(ada), False), (enter(emmy), True), (enter(mo), True)):
        assert ("Write to the person alone" in text_of(client.get(question.get_absolute_url()))) is seen


def test_members_see_their_own_votes_and_marks(enter, question, answer, emmy, now):
    vote(question, by=emmy, value=1, now=now)
    keep(answer, by=emmy, now=now)
    page = enter(emmy).get(question.get_absolute_url()).content.decode()
    assert page.count('aria-label="Useful" aria-pressed="true"') == 1
    assert page.count('aria-pressed="true" aria-label="Keep this answer"') == 1


def test_one_readers_marks_are_not_on_anothers_page(enter, visitor, question, ada, emmy, eve, now):
    vote(question, by=emmy, value=1, now=now)
    assert 'aria-pressed="true"' in enter(emmy).get(question.get_absolute_url()).content.decode()
    for client in (enter(eve), enter(ada), visitor):
        assert 'aria-pressed="true"' not in client.get(question.get_absolute_url()).content.decode()


def test_no_place_is_left_open(enter, visitor, question, answer, ada, now):
    comment(answer, by=ada, body="Thank you, that is what I did.", now=now)
    for client in (visitor, enter(ada)):
        assert "<!--" not in client.get(question.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("who", "words"), [("ada", {"Edit"}), ("mo", {"Edit", "Delete"}), ("eve", set())])
def test_only_what_the_rules_let_a_reader_do_is_offered(enter, question, answer, request, who, words):
    page = enter(request.getfixturevalue(who)).get(question.get_absolute_url()).content.decode()
    acts = page.split('class="actions acts"')[1].split("</div>")[0]
    assert {word for word in ("Edit", "Delete") if f">{word}<" in acts} == words


def test_an_imported_entry_says_where_it_comes_from(visitor, question, community):
    community.origin_url, community.origin_name = "https://old.example", "Old Site"
    community.save()
    Entry.objects.filter(pk=question.pk).update(origin_id=77, licence="CC BY-SA 4.0", version=2)
    page = visitor.get(question.get_absolute_url()).content.decode()
    assert '<a href="https://old.example/q/77" rel="noopener">Old Site</a>' in page
    assert '<a href="https://creativecommons.org/licenses/by-sa/4.0/" rel="license noopener">' in page


def test_a_closed_question_names_the_one_that_was_asked_before(visitor, question, community, ada, now):
    other = a_question(community, ada, title="Who tells the advisor about wrong error bars?")
    Link.objects.create(source=question, target=other, kind=Link.Kind.DUPLICATE, at=now)
    Entry.objects.filter(pk=question.pk).update(closed_at=now, closed_reason="duplicate", version=2)
    shown = text_of(visitor.get(question.get_absolute_url()))
    assert "This was asked before, and the answers are there: Who tells the advisor" in shown
    assert "Your answer" not in shown


def test_linked_and_like_questions_stand_beside_it(visitor, question, community, ada, now):
    linking = a_question(
        community,
        ada,
        title="May I say that a figure is wrong?",
        body=f"See /q/{question.pk}: the [question](/q/{question.pk}) was asked.",
    )
    alike = a_question(community, ada, title="Whose name goes under a wrong figure?")
    Link.objects.create(source=question, target=alike, kind=Link.Kind.ALIKE, at=now)
    shown = text_of(visitor.get(question.get_absolute_url()))
    assert f"Linked {linking.title}" in shown
    assert f"Like this one {alike.title}" in shown


def test_a_deleted_question_goes_from_the_pages_beside_it(visitor, question, community, ada, now):
    alike = a_question(community, ada, title="Whose name goes under a wrong figure?")
    Link.objects.create(source=question, target=alike, kind=Link.Kind.ALIKE, at=now)
    visitor.get(question.get_absolute_url())
    delete(alike, by=ada, now=now)
    run_waiting(now)
    assert alike.title not in text_of(visitor.get(question.get_absolute_url()))


def test_machines_read_it_as_schema_org(visitor, question, answer, ada, now):
    accept(answer, by=ada, now=now)
    page = visitor.get(question.get_absolute_url()).content.decode()
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["mainEntity"]["name"] == question.title
    assert data["mainEntity"]["acceptedAnswer"]["author"]["name"] == "Emmy Brandt"


def test_nobody_breaks_out_of_the_data_for_machines(visitor, community, ada):
    made = a_question(community, ada, title="What does </script><script>alert(1)</script> do here?")
    assert "<script>alert" not in visitor.get(made.get_absolute_url()).content.decode()


def test_head_of_the_page(visitor, question):
    page = visitor.get(question.get_absolute_url()).content.decode()
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{question.get_absolute_url()}">' in page
    assert '<meta name="description" content="I reran the script' in page
    assert f'type="application/atom+xml" href="{question.get_absolute_url()}.atom"' in page


def readers_of(question):
    flush()
    return Entry.objects.get(pk=question.pk).views


def test_a_visitor_counts_once_a_day(visitor, question):
    for _time in range(3):
        visitor.get(question.get_absolute_url())
    assert readers_of(question) == 1
    visitor.get(question.get_absolute_url())
    assert readers_of(question) == 1


def test_other_people_count_too(visitor, enter, question, emmy):
    visitor.get(question.get_absolute_url())
    visitor.get(question.get_absolute_url(), headers={"user-agent": "Mozilla/5.0 (iPhone)"})
    enter(emmy).get(question.get_absolute_url())
    assert readers_of(question) == 3


def test_programs_are_no_readers(visitor, question):
    for agent in ("Googlebot/2.1", "curl/8.1", "python-httpx/0.28", ""):
        visitor.get(question.get_absolute_url(), headers={"user-agent": agent})
    assert readers_of(question) == 0


def test_the_next_day_counts_anew(question, now):
    read(question.pk, "x", now)
    read(question.pk, "x", now + timedelta(days=1))
    assert readers_of(question) == 2


def test_a_question_that_is_gone_counts_nobody(question, now):
    read(question.pk, "x", now)
    read(999_999, "x", now)
    assert readers_of(question) == 1


def test_the_page_says_how_many_read_it(visitor, question):
    assert "read by 0" in text_of(visitor.get(question.get_absolute_url()))
    flush()
    assert "read by 1" in text_of(visitor.get(question.get_absolute_url()))
