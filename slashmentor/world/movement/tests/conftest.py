import pytest

from slashmentor.base.fetch.tests.servers import a_door, a_server
from slashmentor.parts.mentors.models import Listing
from slashmentor.world.movement import actions
from slashmentor.world.movement.models import Instance
from tests.cast import NOON, a_member

from .lists import Giver


@pytest.fixture(scope="module")
def server():
    with a_server() as running:
        yield running


@pytest.fixture
def giver(server):
    yield Giver(server)
    server.pages.clear()
    server.asked.clear()


@pytest.fixture
def host(db):
    return a_member("hana", is_staff=True)


@pytest.fixture
def other(giver, db):
    """The instance elsewhere, as this one knows it: added, not read yet."""
    return Instance.objects.create(address=giver.address, added_at=NOON, next_at=NOON)


def read(instance, now=NOON, **door):
    return actions.read_list(instance.pk, through=a_door(**door), now=now)


def listed():
    """The names of those of other instances who are listed."""
    return sorted(Listing.objects.filter(source="instance", gone=False).values_list("name", flat=True))
