import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions.actions import ask, edit
from slashmentor.parts.questions.models import Link, Revision, Tagging
from tests.cast import a_question

TITLE = "How do I tell my advisor that the error bars are wrong?"
BODY = "I reran the script and found standard errors where the caption says deviations."


def test_a_question_is_asked(community, ada, now):
    question = ask(community, by=ada, title=TITLE, body=BODY, topics=["Statistics", "co authors"], now=now)
    assert question.get_absolute_url() == (
        f"/questions/{question.pk}/how-do-i-tell-my-advisor-that-the-error-bars-are-wrong"
    )
    assert question.body_html == f"<p>{BODY}</p>\n"
    assert question.topic_names == ["statistics", "co-authors"]
    assert set(Tagging.objects.values_list("topic__name", "score")) == {("statistics", 0), ("co-authors", 0)}
    assert Revision.objects.get().number == 1
    community.refresh_from_db()
    assert (community.question_count, community.answer_count) == (1, 0)


def test_asking_is_written_down_once(question, ada, now):
    happening = Happening.objects.get()
    assert (happening.verb, happening.by, happening.about) == ("question.asked", ada, question)


def test_topics_are_counted_everywhere_they_are_used(community, ada):
    a_question(community, ada)
    a_question(community, ada, topics=["statistics"])
    assert list(Topic.objects.order_by("name").values_list("name", "question_count")) == [
        ("co-authors", 1),
        ("statistics", 2),
    ]
    assert TopicHere.objects.get(topic__name="statistics", community=community).question_count == 2


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            {"title": "Help?"},
            "title",
            "A title needs at least 15 characters, so that people know what you ask.",
        ),
        (
            {"title": "x" * 151},
            "title",
            "A title has at most 150 characters; this one has 151. The details fit below.",
        ),
        ({"body": "Please."}, "body", "Please say a little more: at least 30 characters."),
        (
            {"body": "x" * 30_001},
            "body",
            "That is longer than a page can hold: 30001 characters of at most 30000.",
        ),
        (
            {"topics": []},
            "topics",
            "Please add at least one topic, so that the right people see this.",
        ),
        (
            {"topics": ["  ", ""]},
            "topics",
            "Please add at least one topic, so that the right people see this.",
        ),
        (
            {"topics": list("abcdef")},
            "topics",
            "Five topics at most: the ones that whoever knows the answer would look under.",
        ),
        (
            {"topics": ["what?!"]},
            "topics",
            "“what?!”: A topic is one word or several joined by hyphens, at most 35 characters, like peer-review.",
        ),
    ],
)
def test_what_cant_be_asked_says_why(community, ada, now, change, field, sentence):
    with pytest.raises(Invalid) as caught:
        ask(community, **{"by": ada, "title": TITLE, "body": BODY, "topics": ["a"], "now": now, **change})
    assert caught.value.errors == {field: sentence}


def test_everything_wrong_is_said_at_once(community, ada, now):
    with pytest.raises(Invalid) as caught:
        ask(community, by=ada, title="", body="", topics=[], now=now)
    assert set(caught.value.errors) == {"title", "body", "topics"}


def test_a_topic_named_twice_counts_once(community, ada):
    question = a_question(community, ada, topics=["Statistics", "statistics", " STATISTICS "])
    assert question.topic_names == ["statistics"]


def test_a_suspended_member_may_not_ask(community, ada):
    ada.is_active = False
    with pytest.raises(Refused, match=r"^Please log in to ask\.$"):
        a_question(community, ada)


def test_a_link_to_another_question_is_remembered(community, ada, question):
    other = a_question(community, ada, body=f"This goes on from [the first one](/questions/{question.pk}/x).")
    link = Link.objects.get()
    assert (link.source_id, link.target_id, link.kind) == (other.pk, question.pk, "linked")


def test_changed_topics_are_counted_anew(question, ada, now):
    edit(question, by=ada, body=question.body, topics=["statistics", "ethics"], now=now)
    assert list(Topic.objects.order_by("name").values_list("name", "question_count")) == [
        ("co-authors", 0),
        ("ethics", 1),
        ("statistics", 1),
    ]
