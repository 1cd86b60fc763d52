import pytest

from slashmentor.commons.communities.models import Community
from slashmentor.parts.questions.checklist import checklist
from slashmentor.parts.questions.models import Entry

GOOD = {
    "community": "academia",
    "title": "How do I tell my advisor that the error bars are wrong?",
    "body": "I reran the script and found standard errors where the caption says deviations.",
    "topics": "statistics, co-authors",
}


@pytest.fixture(autouse=True)
def _there(community):
    pass


def test_a_member_asks(enter, ada):
    response = enter(ada).post("/questions/ask", GOOD)
    asked = Entry.objects.get()
    assert (response.status_code, response["Location"]) == (302, asked.get_absolute_url())
    assert (asked.author, asked.title, asked.topic_names) == (
        ada,
        GOOD["title"],
        ["statistics", "co-authors"],
    )


def test_topics_may_be_parted_by_anything_and_begin_with_a_slash(enter, ada):
    enter(ada).post("/questions/ask", {**GOOD, "topics": "/statistics  /co-authors;power"})
    assert Entry.objects.get().topic_names == ["statistics", "co-authors", "power"]


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(enter, ada):
    response = enter(ada).post("/questions/ask", {**GOOD, "title": "Why?", "topics": ""})
    page = response.content.decode()
    assert response.status_code == 400
    assert 'id="id_title_wrong"' in page
    assert 'id="id_topics_wrong"' in page
    assert 'id="id_body_wrong"' not in page
    assert 'value="Why?"' in page
    assert GOOD["body"] in page
    assert Entry.objects.count() == 0


def test_the_address_fills_the_form(visitor, now):
    Community.objects.create(slug="history", name="History", created_at=now)
    page = visitor.get("/questions/ask?community=history&title=May+I+ask+this%3F").content.decode()
    assert '<option value="history" selected>' in page
    assert 'value="May I ask this?"' in page


def test_a_visitors_question_waits_until_they_have_logged_in(visitor, ada):
    response = visitor.post("/questions/ask", GOOD)
    assert response["Location"] == "/accounts/login/?next=%2Fquestions%2Fask"
    assert Entry.objects.count() == 0
    visitor.force_login(ada)
    page = visitor.get("/questions/ask").content.decode()
    assert GOOD["body"] in page
    assert 'value="statistics, co-authors"' in page


def test_what_waited_is_given_back_once(visitor, ada):
    visitor.post("/questions/ask", GOOD)
    visitor.force_login(ada)
    visitor.get("/questions/ask")
    assert GOOD["body"] not in visitor.get("/questions/ask").content.decode()


def test_putting_aside_has_an_end(visitor):
    assert [visitor.post("/questions/ask", GOOD).status_code for _time in range(11)][-2:] == [302, 429]


@pytest.mark.parametrize("field", ["community", "title", "body", "topics"])
@pytest.mark.parametrize("value", [None, "", "x" * 200_000, "\u202e\ud7ff", "[" * 100_000])
def test_no_form_however_wrong_breaks_it(enter, ada, field, value):
    sent = {name: text for name, text in {**GOOD, field: value}.items() if text is not None}
    assert enter(ada).post("/questions/ask", sent).status_code in {302, 400}


def test_a_preview_shows_what_will_stand_there(visitor):
    response = visitor.post("/text/preview", {"body": "**bold** and $x$ <script>alert(1)</script>"})
    assert "<strong>bold</strong>" in response.content.decode()
    assert "<script" not in response.content.decode()


def test_too_much_to_preview_is_said_in_a_sentence(visitor):
    response = visitor.post("/text/preview", {"body": "x" * 150_000}, headers={"HX-Request": "true"})
    assert (response.status_code, b"too long" in response.content) == (400, True)


def test_previews_have_a_limit(visitor):
    assert [visitor.post("/text/preview", {"body": "x"}).status_code for _time in range(61)][-2:] == [
        200,
        429,
    ]


def done(**words):
    points = checklist(**{"title": "", "body": "", "topics": [], **words})
    return {point.name for point in points if point.done}


def test_an_empty_question_lacks_everything():
    assert done() == set()


def test_a_good_question_lacks_nothing():
    body = (
        "I am a second-year PhD student in chemistry in Norway. I tried to ask my advisor twice, and read the rules of the department. "
        * 2
    )
    assert done(title="How do I tell my advisor that the bars are wrong?", body=body, topics=["statistics"]) == {
        "title", "tried", "context", "one", "length", "topics",
    }  # fmt: skip


@pytest.mark.parametrize("title", ["Error bars", "My advisor and the wrong error bars in our figure"])
def test_a_title_that_asks_nothing_is_no_question(title):
    assert "title" not in done(title=title)


def test_five_questions_are_not_one():
    assert "one" not in done(title="How do I say so?", body="Why? When? To whom? And how?")


def test_question_marks_in_code_and_formulas_ask_nothing():
    assert "one" in done(
        title="What does this operator do?", body="`a ? b : c ? d : e ? f : g` and ```x ? y\nz ? ``` and $a?$"
    )


def test_the_checklist_is_a_fragment(visitor):
    page = visitor.post("/questions/ask/lacks", GOOD).content.decode()
    assert page.count("<li") == 6
    assert page.count('class="done"') == 4


ANONYMOUS = {
    "community": "academia",
    "title": "How do I leave a lab where nobody talks to me?",
    "body": "I have been here for two years, and every meeting is cancelled at the last minute.",
    "topics": "leaving",
    "as_whom": "nobody",
}


def test_a_question_can_be_asked_as_nobody(client, community, ada):
    client.force_login(ada)
    address = client.post("/questions/ask", ANONYMOUS)["Location"]
    html = client.get(address).content.decode()
    question = Entry.objects.get()
    assert question.author is None
    assert f"You asked this as {question.author_name}" in html
    assert "/edit" in html
    assert "Your answer" not in html


def test_a_visitors_wish_to_be_nobody_waits_with_the_words(client, community, ada):
    client.post("/questions/ask", ANONYMOUS)
    client.force_login(ada)
    html = client.get("/questions/ask").content.decode()
    assert 'value="nobody"' in html.split("checked")[0].rsplit("<input", 1)[1]


def test_the_checklist_names_what_tells_who_asks(client, community, ada):
    client.force_login(ada)
    told = client.post("/questions/ask/lacks", {**ANONYMOUS, "body": "I am Ada Whitcombe of the Curie lab."})
    html = told.content.decode()
    assert "“Whitcombe” is from your own page." in html
    assert "Curie lab" in html
    named = client.post("/questions/ask/lacks", {**ANONYMOUS, "as_whom": "me", "body": "I am Ada Whitcombe."})
    assert "Whitcombe" not in named.content.decode()


def test_a_form_that_fails_comes_back_as_anonymous(client, community, ada):
    client.force_login(ada)
    answer = client.post("/questions/ask", {**ANONYMOUS, "title": "Help"})
    assert answer.status_code == 400
    assert 'value="nobody"' in answer.content.decode().split("checked")[0].rsplit("<input", 1)[1]
    assert not Entry.objects.exists()
