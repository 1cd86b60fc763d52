"""The same form sent by several hands in one moment, on a real instance, on both databases."""

# Forked from one, since the starts of Python would be what takes the time.
CROWD = """
import multiprocessing
import django
django.setup()
from django.db import connections
from slashmentor.base.errors import Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.endorsements.actions import endorse, take_back
from slashmentor.parts.endorsements.models import Endorsement
from tests.cast import GENEROUS, NOON as now, a_community, a_member, a_question, an_answer

here = a_community("here", numbers={**GENEROUS, "endorse.a_day": 3})
ada, emmy = a_member("ada"), a_member("emmy")
answers = [an_answer(a_question(here, ada), emmy) for _ in range(6)]

def give(answer, words):
    try:
        endorse(answer, by=ada, topics=["statistics", "co-authors"], words=words, now=now)
    except Refused:
        pass

def at_once(*deeds):
    connections.close_all()
    doing = [multiprocessing.get_context("fork").Process(target=deed, args=args) for deed, *args in deeds]
    for one in doing:
        one.start()
    for one in doing:
        one.join()
    assert [one.exitcode for one in doing] == [0] * len(doing)

same = "It showed me which page to bring."
at_once(*[(give, answers[0], same)] * 4)
print(Endorsement.objects.count(), Happening.objects.filter(verb="endorsement.given").count())
at_once(*[(give, answer, same) for answer in answers])
print(Endorsement.objects.values("entry").distinct().count())
at_once(*[(give, answers[0], f"{same} And {n}.") for n in range(3)])
print(Endorsement.objects.filter(entry=answers[0]).values("words").distinct().count())
at_once(*[(lambda: take_back(answers[0], by=ada, now=now),)] * 3)
print(Happening.objects.filter(verb="endorsement.taken_back").count())
"""


def test_once_is_once_and_three_a_day_are_three(instance):
    assert instance.do(CROWD) == "2 1\n3\n1\n1\n"
