import pytest

from slashmentor.base.jobs.tests import deeds


@pytest.fixture
def table(db):
    """Where the deeds of jobs are written."""
    deeds.make_table()
