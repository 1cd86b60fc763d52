"""Waves that several workers send in the same moment, in processes of their own, on both databases."""

# Forked from one, since the starts of Python would be what takes the time.
CROWD = """
import multiprocessing
from collections import Counter
import django
django.setup()
from django.db import connections
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.together.routing.actions import take_on
from slashmentor.together.routing.actions.spread import begin, send
from slashmentor.together.routing.models import Told, Way, Wishes
from tests.cast import NOON as now, a_community, a_member, a_question, an_answer

here, ada = a_community("here"), a_member("ada")
asked = [a_question(here, ada, title=f"How do I tell them, and is it number {n}?") for n in range(6)]
people = [a_member(f"member-{n}") for n in range(8)]
for one in people:
    list_expertise(one, by=one, levels={"statistics": "expert"}, now=now)
    Wishes.objects.create(member=one, weekly=2)
for one in asked:
    begin(one, now=now)

def at_once(*deeds):
    connections.close_all()
    doing = [multiprocessing.get_context("fork").Process(target=deed) for deed in deeds]
    for one in doing:
        one.start()
    for one in doing:
        one.join()
    assert [one.exitcode for one in doing] == [0] * len(doing)

at_once(
    *(lambda one=one: send(one.pk, now=now) for one in asked),
    *(lambda one=one: send(one.pk, now=now) for one in asked),
    lambda: take_on(asked[0], by=people[7], now=now),
    lambda: an_answer(asked[1], people[6]),
)
weeks = Counter(Told.objects.values_list("member", flat=True))
print("at most", max(weeks.values()))
waves = Counter(Told.objects.values_list("question", flat=True))
print("a wave", max(waves.values()))
said = [len(one.data["members"]) for one in Happening.objects.filter(verb="question.told")]
print("told", sum(said) == Told.objects.count() > 5, len(said) == len(waves))
print("twice", Way.objects.filter(wave__gt=1).count())
"""


def test_two_workers_tell_nobody_twice_and_never_more_than_they_offered(instance):
    assert instance.do(CROWD) == "at most 2\na wave 3\ntold True True\ntwice 0\n"
