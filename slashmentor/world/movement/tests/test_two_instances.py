"""Two real instances on one machine list each other's mentors, and drop whoever closed."""

import json

import pytest

# Run on an instance's own data. The door leads to this machine, as none outside of tests does.
BEGINNING = """
import django, json
django.setup()
from datetime import timedelta
from ipaddress import ip_address
from django.utils import timezone
from slashmentor.base.fetch import Door
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Listing, Offer
from slashmentor.world.movement import actions
from slashmentor.world.movement.models import Instance
now = timezone.now()
here = Door(ports=None, allows=lambda address: address == ip_address("127.0.0.1"))
"""
JOINS = """
member = Member.objects.create_user({name!r}, {name!r} + "@example.org", name={name!r}.title())
said = {{"lede": "Ask me what I would have liked to ask somebody.", "gives": ["statistics"], "languages": ["en"]}}
mentors.publish(mentors.save(member, by=member, said=said, now=now), by=member, now=now)
"""
READS = """
pk = Instance.objects.get_or_create(
    address={address!r}, defaults={{"added_at": now, "next_at": now + timedelta(days=365)}}
)[0].pk
found = actions.read_list(pk, through=here, now=now)
names = Listing.objects.filter(source="instance", gone=False).order_by("name").values_list("name", "url", "instance")
print(json.dumps([found.state, found.why, found.count, list(names)]))
"""
CLOSES = """
offer = Offer.objects.get(member__handle={name!r})
mentors.withdraw(offer, by=offer.member, now=now)
"""


@pytest.fixture
def pair(prototype, tmp_path, db):
    """Two that serve."""
    both = [prototype.copy(tmp_path / name) for name in ("havnes", "osaka")]
    for one in both:
        one.serve("--no-demo")
    yield both
    for one in both:
        one.end()


def does(instance, *program, **words):
    """What it said, which has to be nothing or one line of JSON."""
    said = instance.do(BEGINNING + "".join(program).format(**words))
    return json.loads(said) if said else None


def listed(instance, other):
    """Whom the instance lists of the other, once it read its list."""
    state, why, count, rows = does(instance, READS, address=other.url)
    assert (state, why, count) == ("read", "", len(rows))
    assert all(url.startswith(f"{other.url}/@") and of == other.url for _name, url, of in rows)
    return [name for name, _url, _of in rows]


def test_two_instances_list_each_other_and_drop_who_closed(pair):
    havnes, osaka = pair
    for instance, names in ((havnes, ("ada", "emmy")), (osaka, ("yuki", "kenji"))):
        for name in names:
            does(instance, JOINS, name=name)
    assert listed(havnes, osaka) == ["Kenji", "Yuki"]
    assert listed(osaka, havnes) == ["Ada", "Emmy"]
    does(osaka, CLOSES, name="yuki")
    does(havnes, JOINS, name="mo")
    assert listed(havnes, osaka) == ["Kenji"]
    assert listed(osaka, havnes) == ["Ada", "Emmy", "Mo"]
    # Neither passes on what it read of the other.
    assert listed(osaka, havnes) == ["Ada", "Emmy", "Mo"]


CROWD = """
from threading import Thread
from django.db import connections
wrong = []
def reads():
    try:
        actions.read_list(pk, through=here, now=now)
    except Exception as error:
        wrong.append(repr(error))
    connections.close_all()
pk = Instance.objects.create(address={address!r}, added_at=now, next_at=now + timedelta(days=365)).pk
crowd = [Thread(target=reads) for _one in range(6)]
for one in crowd:
    one.start()
for one in crowd:
    one.join()
print(json.dumps([wrong, Listing.objects.filter(source="instance").count(), Instance.objects.get().count]))
"""


def test_read_by_many_at_once_everybody_is_listed_once(pair):
    havnes, osaka = pair
    for name in ("yuki", "kenji", "aiko"):
        does(osaka, JOINS, name=name)
    assert does(havnes, CROWD, address=osaka.url) == [[], 3, 3]
