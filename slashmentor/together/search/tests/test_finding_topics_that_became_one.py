from slashmentor.base.jobs import run_waiting
from slashmentor.commons.topics.actions import merge
from slashmentor.commons.topics.models import Topic
from slashmentor.together.search.grammar import parse
from slashmentor.together.search.queries.find import find
from tests.cast import a_member, a_question, an_answer


def test_questions_and_their_answers_are_found_by_the_other_name(community, ada, emmy, now):
    question = a_question(community, ada, topics=["stats", "phd"])
    answer = an_answer(question, emmy)
    kept = Topic.objects.create(name="statistics", created_at=now)
    run_waiting(now=now)
    merge(Topic.objects.get(name="stats"), into=kept, by=a_member("hana", is_staff=True), now=now)
    run_waiting(now=now)
    for asked in ("[statistics]", "[stats]"):
        assert sorted(find(parse(asked), viewer=None).entries) == [question.pk, answer.pk]
