"""Several hands in one moment, on a real instance, on both databases: places, limits and lists stay true."""

# Forked from one, since the starts of Python would be what takes the time.
CROWD = """
import multiprocessing
from datetime import timedelta
import django
django.setup()
from django.db import connections
from slashmentor.base.errors import Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.mentors.models import Listing, Offer
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.models import Request, Visitor
from tests.cast import NOON, a_member, a_mentor_page

now = NOON + timedelta(days=2)
ASKS = "Could you look at my design with me before the season begins? " * 4

def quietly(deed):
    try:
        deed()
    except Refused:
        pass

def at_once(*deeds):
    connections.close_all()
    doing = [multiprocessing.get_context("fork").Process(target=quietly, args=(deed,)) for deed in deeds]
    for one in doing:
        one.start()
    for one in doing:
        one.join()
    assert [one.exitcode for one in doing] == [0] * len(doing)

def asking(offer, by):
    return lambda: actions.ask(offer, by=by, said=actions.Said(ASKS), now=now)

emmy, ada = a_member("emmy"), a_member("ada")
offer = a_mentor_page(emmy)
offers = [a_mentor_page(a_member(f"mentor-{n}")) for n in range(5)]
made = [asking(offer, a_member(f"asker-{n}"))() for n in range(4)]

# of four accepted at once for two places, two
at_once(*[lambda one=one: actions.accept(one, by=emmy, now=now) for one in made])
offer.refresh_from_db()
print(Request.objects.filter(state="accepted").count(), offer.taken, Listing.objects.get(offer=offer).free)

# the others go on the list at once, and off it
left = list(Request.objects.filter(state="sent"))
at_once(*[lambda one=one: actions.put_on_list(one, by=emmy, now=now) for one in left])
offer.refresh_from_db()
print(offer.waiting, Listing.objects.get(offer=offer).waiting)
at_once(
    lambda: actions.withdraw(left[0], by=left[0].by, now=now),
    lambda: actions.decline(left[1], by=emmy, now=now),
)
offer.refresh_from_db()
print(offer.waiting)

# one ended by both at once is one place
taken = Request.objects.filter(state="accepted").select_related("by").first()
at_once(*[lambda by=by: actions.end(taken, by=by, now=now) for by in (emmy, taken.by)])
offer.refresh_from_db()
print(offer.taken, Happening.objects.filter(verb="request.ended").count())

# three open ones a person, however many at once; the same form several times is one
at_once(*[asking(one, ada) for one in offers])
at_once(*[asking(offer, a_member("twice"))] * 4)
print(Request.objects.filter(by=ada).count(), Request.objects.filter(by__handle="twice").count())

# and by one address
for one in offers:
    actions.ask_by_letter(one, name="Priya", email="priya@example.net", said=actions.Said(ASKS), now=now)
waits = list(Request.objects.filter(state="unconfirmed"))
at_once(*[lambda one=one: actions.confirm(one, by=Visitor(one.secret), now=now) for one in waits])
print(len(waits), Request.objects.filter(by=None, state="sent").count())
"""


def test_counts_stay_true(instance):
    assert instance.do(CROWD) == "2 2 0\n2 2\n0\n1 1\n3 1\n5 3\n"
