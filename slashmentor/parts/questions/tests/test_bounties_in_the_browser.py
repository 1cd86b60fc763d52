from datetime import timedelta

import pytest
from django.utils import timezone

from slashmentor.commons.standing.models import Standing
from slashmentor.parts.questions.actions import ask_anonymously, offer_bounty
from slashmentor.parts.questions.models import Bounty, Entry
from tests.cast import a_question, an_answer, give_points


@pytest.fixture
def old(community, ada, emmy):
    """A question that is three days old, with an answer by emmy."""
    then = timezone.now() - timedelta(days=3)
    question = a_question(community, ada, now=then)
    an_answer(question, emmy, now=then)
    return question


@pytest.fixture
def rich(community, eve):
    give_points(eve, community, 300)
    return eve


@pytest.fixture
def browser(client, rich):
    client.force_login(rich)
    return client


def text(response) -> str:
    return response.content.decode()


def test_from_the_question_to_the_offer_and_back(browser, old, rich, community):
    assert f"/questions/{old.pk}/bounty" in text(browser.get(old.get_absolute_url()))
    form = text(browser.get(f"/questions/{old.pk}/bounty"))
    assert (form.count("<option"), 'value="250"' in form, 'value="300"' in form) == (5, True, False)
    sent = browser.post(f"/questions/{old.pk}/bounty", {"amount": "100", "words": "Sources, please."})
    assert sent["Location"] == old.get_absolute_url()
    page = text(browser.get(old.get_absolute_url()))
    assert "A bounty of 100 points for a good answer" in page
    assert "Sources, please." in page
    assert f"/questions/{old.pk}/bounty" not in page
    assert Standing.objects.get(member=rich, community=community).reputation == 200


def test_a_form_that_isnt_right_comes_back_filled(browser, old):
    sent = browser.post(f"/questions/{old.pk}/bounty", {"amount": "75", "words": "Sources, please."})
    assert sent.status_code == 400
    assert "Sources, please." in text(sent)
    assert not Bounty.objects.exists()


def test_the_gate_is_shown_before_it_is_hit(client, old, emmy, community):
    give_points(emmy, community, 74)
    client.force_login(emmy)
    missing = "Offering a bounty opens at 75 points here; you have 74."
    assert missing in text(client.get(old.get_absolute_url()))
    refused = client.get(f"/questions/{old.pk}/bounty")
    assert (refused.status_code, missing in text(refused)) == (403, True)


def test_who_offered_it_awards_it_after_being_asked(browser, old, rich, emmy, community):
    bounty = offer_bounty(old, by=rich, amount=100, now=timezone.now())
    answer = Entry.objects.get(kind=2)
    assert f"/entries/{answer.pk}/award" in text(browser.get(old.get_absolute_url()))
    assert "Its author gets your 100 points." in text(browser.get(f"/entries/{answer.pk}/award"))
    browser.post(f"/entries/{answer.pk}/award")
    bounty.refresh_from_db()
    assert (bounty.state, bounty.answer) == ("awarded", answer)
    assert text(browser.get(old.get_absolute_url())).count("won a bounty of 100 points") == 1
    assert browser.get(f"/entries/{answer.pk}/award").status_code == 404
    again = browser.post(f"/entries/{answer.pk}/award", follow=True)
    assert (again.status_code, "No bounty is open here any more." in text(again)) == (200, True)


def test_others_are_neither_asked_nor_obeyed(client, old, rich, ada):
    offer_bounty(old, by=rich, amount=100, now=timezone.now())
    answer = Entry.objects.get(kind=2)
    client.force_login(ada)
    assert f"/entries/{answer.pk}/award" not in text(client.get(old.get_absolute_url()))
    for method in (client.get, client.post):
        assert method(f"/entries/{answer.pk}/award").status_code == 403
    assert Bounty.objects.get().state == "open"


def test_a_moderator_finds_the_way_to_cancel_it_and_says_why(client, old, rich, mo):
    bounty = offer_bounty(old, by=rich, amount=100, now=timezone.now())
    client.force_login(mo)
    address = f"/questions/{old.pk}/bounty/cancel"
    assert address in text(client.get(old.get_absolute_url()))
    assert "Its 100 points go back to eve." in text(client.get(address))
    unsaid = client.post(address, {"reason": "No"})
    assert (unsaid.status_code, "Please give a reason" in text(unsaid)) == (400, True)
    sent = client.post(address, {"reason": "It asks for answers of one side"})
    assert sent["Location"] == old.get_absolute_url()
    bounty.refresh_from_db()
    assert bounty.state == "given_back"
    assert client.get(address).status_code == 404
    again = client.post(address, {"reason": "It asks for answers of one side"}, follow=True)
    assert (again.status_code, "No bounty is open here any more." in text(again)) == (200, True)


def test_others_find_no_way_to_cancel_it(client, old, rich, ada):
    offer_bounty(old, by=rich, amount=100, now=timezone.now())
    address = f"/questions/{old.pk}/bounty/cancel"
    assert address not in text(client.get(old.get_absolute_url()))
    for member in (ada, rich):
        client.force_login(member)
        assert address not in text(client.get(old.get_absolute_url()))
        for method in (client.get, client.post):
            assert method(address).status_code == 403
    assert Bounty.objects.get().state == "open"


def test_visitors_see_it_and_log_in_first(client, old, rich):
    offer_bounty(old, by=rich, amount=100, now=timezone.now())
    assert "A bounty of 100 points" in text(client.get(old.get_absolute_url()))
    assert client.get(f"/questions/{old.pk}/bounty")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", ["/questions?sort=bounties", "/c/academia?sort=bounties"])
def test_questions_with_a_bounty_have_a_list(client, community, ada, old, rich, address):
    a_question(community, ada, title="Nobody gives anything for this one, do they?")
    assert "No bounty is open" in text(client.get(address))
    offer_bounty(old, by=rich, amount=100, now=timezone.now())
    page = text(client.get(address))
    assert (old.title in page, "Nobody gives anything" in page, "<b>100</b> bounty" in page) == (
        True,
        False,
        True,
    )


def test_a_list_costs_the_same_for_one_bounty_and_for_many(
    client, community, ada, rich, django_assert_num_queries
):
    for number in range(12):
        question = a_question(community, ada, title=f"What is number {number} worth to you?")
        Entry.objects.filter(pk=question.pk).update(bounty=50)
    client.get("/questions?sort=new")
    with django_assert_num_queries(3):
        client.get("/questions?sort=bounties")


def test_who_asked_anonymously_is_warned_that_a_bounty_bears_their_name(client, community, ada, rich):
    then = timezone.now() - timedelta(days=3)
    body = "I have been here for two years, and every meeting is cancelled at the last minute."
    title = "How do I leave a lab where nobody talks to me?"
    asked = ask_anonymously(community, by=ada, title=title, topics=["leaving"], body=body, now=then)
    give_points(ada, community, 300)
    for member in (ada, rich):
        client.force_login(member)
        warned = "You asked this anonymously; a bounty bears your name" in text(
            client.get(f"/questions/{asked.pk}/bounty")
        )
        assert warned == (member == ada)
