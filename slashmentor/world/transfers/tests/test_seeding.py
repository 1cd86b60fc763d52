import pytest
from django.db.models import Count, F, Q

from slashmentor.base.errors import Invalid
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.verifying import verify
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions.models import Comment, Entry, Question, Tagging, Vote
from slashmentor.together.search.models import Document
from slashmentor.world.transfers.seed import seed
from tests.cast import a_member, a_question, give_points

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(now):
    return seed(questions=150, members=40, now=now)


def test_as_many_come_as_were_wished_for(seeded):
    assert (seeded["questions"], Question.objects.count()) == (150, 150)
    assert (seeded["members"], Member.objects.count()) == (40, 40)
    assert seeded["answers"] == Entry.objects.filter(kind=2).count()
    assert seeded["comments"] == Comment.objects.count()
    assert seeded["votes"] == Vote.objects.count()


def test_every_counter_is_right(seeded):
    entries = Entry.objects.annotate(
        up=Count("votes", Q(votes__value=1), distinct=True),
        down=Count("votes", Q(votes__value=-1), distinct=True),
        said=Count("comments", distinct=True),
        given=Count("answers", distinct=True),
    )
    right = {"ups": F("up"), "downs": F("down"), "comment_count": F("said"), "answer_count": F("given")}
    assert not entries.exclude(**right).exists()
    assert not Tagging.objects.exclude(
        score=F("question__score"), is_answered=F("question__is_answered"), active_at=F("question__active_at")
    ).exists()
    assert not Topic.objects.annotate(used=Count("taggings")).exclude(question_count=F("used")).exists()
    for community in Community.objects.all():
        assert community.question_count == Question.objects.filter(community=community).count()
        here = TopicHere.objects.filter(community=community)
        used = here.annotate(used=Count("topic__taggings", Q(topic__taggings__community=community)))
        assert not used.exclude(question_count=F("used")).exists()


def test_reputation_agrees_with_its_ledger(seeded, now):
    assert [result.differences for result in verify(repair=False, now=now)] == [0, 0, 0, 0]


def test_an_accepted_answer_is_one_of_the_questions(seeded):
    assert not Question.objects.exclude(accepted=None).exclude(accepted__question=F("pk")).exists()


def test_all_of_it_can_be_found(seeded):
    assert Document.objects.count() == Entry.objects.count()


def test_the_same_numbers_make_the_same_community(seeded):
    assert Question.objects.order_by("pk").values_list("title", flat=True)[0] == FIRST


def test_one_can_write_on_after_it(seeded, now):
    ada = a_member("ada")
    community = Community.objects.get(slug="academia")
    give_points(ada, community, 200)
    assert a_question(community, ada).pk > 0


def test_a_database_in_use_is_left_alone(question, now):
    with pytest.raises(Invalid) as error:
        seed(questions=5, members=5, now=now)
    assert error.value.sentence == (
        "There are questions in this database. Take an empty one: SLASHMENTOR_DATA=/tmp/scratch …"
    )


FIRST = "Bratyziovairt but strower a drynanaifeast work tiowirt dretrys?"
