"""Moves and suggested edits that meet in the same moment, in processes of their own, on both databases."""

# Forked from one, since the starts of Python would be what takes the time.
CROWD = """
import multiprocessing
import django
django.setup()
from django.db import connections
from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety.actions import raise_flag
from slashmentor.commons.safety.models import Flag
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.verifying import verify
from slashmentor.parts.questions.actions import comment, judge, move, suggest, vote
from slashmentor.parts.questions.models import Comment, Entry, Revision, Suggestion
from tests.cast import NOON as now, a_community, a_member, a_question, an_answer

here, there, elsewhere = a_community("here"), a_community("there"), a_community("elsewhere")
hosts = [a_member(f"host-{number}", is_staff=True) for number in range(2)]
people = [a_member(f"member-{number}") for number in range(4)]
question = a_question(here, a_member("ada"))
answer = an_answer(question, people[0])
vote(answer, by=people[1], value=1, now=now)

def at_once(*deeds):
    def do(deed):
        try:
            deed()
        except (Invalid, Refused):
            pass
    connections.close_all()
    doing = [multiprocessing.get_context("fork").Process(target=do, args=(deed,)) for deed in deeds]
    for one in doing:
        one.start()
    for one in doing:
        one.join()
    assert [one.exitcode for one in doing] == [0] * len(doing)

at_once(*(lambda host=host: move(question, to=there, by=host, now=now) for host in hosts))
print("moved", Happening.objects.filter(verb="question.moved").count())

at_once(
    lambda: move(question, to=elsewhere, by=hosts[0], now=now),
    lambda: an_answer(question, people[2]),
    lambda: vote(answer, by=people[3], value=1, now=now),
    lambda: comment(answer, by=people[1], body="Which page was it, do you remember?", now=now),
    lambda: raise_flag(answer, by=people[3], harm="low_quality", now=now),
    lambda: an_answer(question, people[3]),
)
for rows in (Entry, Comment, Flag):
    print(rows.__name__, list(rows.objects.values_list("community__slug", flat=True)))
print(list(Community.objects.order_by("pk").values_list("question_count", "answer_count")))
print("wrong", sum(result.differences for result in verify(repair=False, now=now)))

words = "Write to the person alone, and bring the page that shows it, number {}."
at_once(*(lambda n=n: suggest(answer, by=people[n], body=words.format(n), now=now) for n in (1, 2, 3)))
suggested = Suggestion.objects.get()
at_once(*(lambda host=host: judge(suggested, by=host, approves=True, now=now) for host in hosts))
print("suggested", Revision.objects.filter(entry=answer).count(), Line.objects.filter(kind="edit").count())
"""

SAID = """moved 1
Entry ['elsewhere', 'elsewhere', 'elsewhere', 'elsewhere']
Comment ['elsewhere']
Flag ['elsewhere']
[(0, 0), (0, 0), (1, 3)]
wrong 0
suggested 2 1
"""


def test_a_question_moves_whole_and_one_edit_is_suggested_at_a_time(instance):
    assert instance.do(CROWD) == SAID
