"""Requests to a page that those who run the instance took out of sight."""

import pytest

from slashmentor.base.errors import Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.safety.flaggable import of

from .conftest import LATER, asking


def test_it_takes_none_and_those_that_wait_end(offer, ada, kay):
    waiting = asking(offer, ada)
    of(offer).remove(of(offer).locked(offer.pk), now=LATER)
    run_waiting(LATER)
    waiting.refresh_from_db()
    assert waiting.state == "expired"
    with pytest.raises(Refused):
        asking(offer, kay)


def test_brought_back_by_then_they_go_on(offer, ada):
    waiting = asking(offer, ada)
    of(offer).remove(of(offer).locked(offer.pk), now=LATER)
    offer.refresh_from_db()
    offer.member.is_staff = True
    of(offer).restore(of(offer).locked(offer.pk), by=offer.member, now=LATER)
    run_waiting(LATER)
    waiting.refresh_from_db()
    assert waiting.state == "sent"
