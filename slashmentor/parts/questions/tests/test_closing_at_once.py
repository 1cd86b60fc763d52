"""Five people vote in the same moment, in five processes, on both databases."""

VOTERS = """
import multiprocessing
import django
django.setup()
from django.db import connection
from django.utils import timezone
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Ballot, Entry

now = timezone.now()
community = Community.objects.create(
    slug="a", name="A", created_at=now, numbers={"may.close": 1, "close.hours_to_mend": 0, "close.votes": 5}
)
people = [Member.objects.create_user(f"member-{n}", f"m{n}@example.org", "x", joined_at=now) for n in range(6)]
question = actions.ask(
    community, by=people[0], title="Is this question closed only once?", topics=["votes"], now=now,
    body="Five people vote in the same moment, and each of them is the last one.",
)
connection.close()

def vote(member):
    actions.vote_to_close(question, by=member, reason="focus", now=timezone.now())

voting = [multiprocessing.get_context("fork").Process(target=vote, args=(member,)) for member in people[1:]]
for each in voting:
    each.start()
for each in voting:
    each.join()
print([each.exitcode for each in voting] == [0] * 5)
print(Happening.objects.filter(verb="question.closed").count(), Ballot.objects.filter(outcome="done").count())
print(Entry.objects.get(pk=question.pk).closed_reason)
"""


def test_five_votes_at_once_close_a_question_once(instance):
    assert instance.do(VOTERS) == "True\n1 5\nfocus\n"
