from django.utils import timezone

from slashmentor.parts.questions.actions import delete
from slashmentor.together.routing.models import NotForMe
from slashmentor.together.routing.tests.test_for_you import asked, knows


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get("/for-you").headers["Location"] == "/accounts/login/?next=/for-you"


def test_a_newcomer_is_told_what_to_do(client, emmy):
    client.force_login(emmy)
    assert "Tell us what you know" in client.get("/for-you").content.decode()


def test_a_mentor_sees_the_question_and_why(client, community, ada, emmy):
    now = timezone.now()
    knows(emmy, "funding", "expert", now)
    question = asked(community, ada, "funding", now=now)
    client.force_login(emmy)
    page = client.get("/for-you").content.decode()
    assert question.title in page
    assert "You list <em>funding</em> as expert." in page


def test_not_for_me_works_without_javascript(client, community, ada, emmy):
    now = timezone.now()
    knows(emmy, "funding", "expert", now)
    question = asked(community, ada, "funding", now=now)
    client.force_login(emmy)
    response = client.post(f"/for-you/{question.pk}/not-for-me")
    assert response.headers["Location"] == f"/for-you?not={question.pk}"
    page = client.get(response.headers["Location"]).content.decode()
    assert question.title not in page
    assert "We won’t show you that one again." in page
    client.post(f"/for-you/{question.pk}/not-for-me", {"undo": "1"})
    assert question.title in client.get("/for-you").content.decode()


def test_a_hidden_question_is_not_found(client, question, ada, emmy):
    delete(question, by=ada, now=timezone.now())
    client.force_login(emmy)
    assert client.post(f"/for-you/{question.pk}/not-for-me").status_code == 404
    assert NotForMe.objects.count() == 0


def test_the_page_takes_five_queries(client, community, ada, emmy, django_assert_num_queries):
    now = timezone.now()
    knows(emmy, "funding", "expert", now)
    for _number in range(10):
        asked(community, ada, "funding", now=now)
    client.force_login(emmy)
    with django_assert_num_queries(5):
        client.get("/for-you")
