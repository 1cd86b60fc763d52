"""What all tests share: where they run, and which need what this machine hasn't got."""

import gc
import os
import re

import pytest
from django.core.cache import cache

from tests.instances import Prototype

pytest_plugins = ["tests.cast"]

# Real data that is not part of the project: which tests need them, and what says where they are.
NOT_OURS = {"real_dump": "SLASHMENTOR_TEST_DUMP", "real_works": "SLASHMENTOR_TEST_WORKS"}

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")

# How a page looks, what a form asks, who may come where and how processes are started don't depend on the database:
# SQLite is enough for these. What asks it something of its own is tried on both.
SAME_ON_BOTH = re.compile(
    r"_in_(the|a)_browser\.py$"
    r"|tests/security/test_(canaries|what_is_where|more_than_asked|manners_of_answers|suspended)\.py$"
    r"|tests/reliability/test_large_threads\.py$"
    r"|slashmentor/base/(fetch|pages|text|tests)/"
    r"|slashmentor/commons/people/tests/test_(logging_in|second_factor|settings|orcid|joining)\.py$"
    r"|slashmentor/commons/communities/tests/test_settling\.py$"
    r"|slashmentor/commons/publications/tests/test_the_(settings_page|public_list)\.py$"
    r"|slashmentor/parts/questions/tests/test_(reading|feeds|gates_before_they_are_hit|telling_details"
    r"|learning_from_closed_ones|privileges_of_the_rules|following_old_links|asking_in)"
    r"|slashmentor/parts/questions/tests/test_(counting_queries|explaining_points|greeting|noting|seeing|locking|browsing"
    r"|suggesting_edits|opening_a_seal)\.py$"
    r"|slashmentor/parts/mentors/(taking|joining|figures)/"
    r"|slashmentor/parts/mentors/tests/test_(the_(page|settings_page)|beside_others|something_wrong)\.py$"
    r"|slashmentor/parts/mentors/outside/tests/test_(reading|pages_of_all_sorts|webmentions|bringing_my_page)\.py$"
    r"|slashmentor/parts/mentorships/tests/test_(states|figures_for_oneself)\.py$"
    r"|slashmentor/world/movement/tests/test_(hostile_lists|choosing|giving|the_format)\.py$|tests/test_machines_read_it\.py$"
    r"|slashmentor/parts/reviews/tests/test_(the_pages|signs_of_low_quality|reviewing)\.py$"
    r"|slashmentor/together/(home/|routing/tests/test_the_page\.py|badges/tests/test_(the_(pages|tour|list)|badges_on))"
    r"|slashmentor/together/notifications/tests/test_(letters|choosing_letters|the_bell_s_page|news|who_hears"
    r"|hearing_as_nobody)\.py$"
    r"|slashmentor/together/routing/tests/test_(about_routing|the_weights_page)\.py$"
    r"|slashmentor/together/search/tests/test_(the_search_page|saying|marking)"
    r"|slashmentor/world/(bench|transfers/tests/test_the_demo|cli/tests/test_(serving|the_)|live|health|api/stackexchange/tests/test_an_existing)"
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what this run isn't for: what needs the other database, or data that aren't part of the project."""
    for item in items:
        if "prototype" in item.fixturenames:
            item.add_marker("processes")
    others = [item for item in items if not _belongs(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if _belongs(item)]


def _belongs(item) -> bool:
    if any(item.get_closest_marker(mark) and not os.environ.get(name) for mark, name in NOT_OURS.items()):
        return False
    # On PostgreSQL only what touches a database is worth a second run.
    if ON_POSTGRES:
        return _touches_a_database(item) and not SAME_ON_BOTH.search(str(item.path))
    return not item.get_closest_marker("postgres")


def _touches_a_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames)


def pytest_configure():
    """Whatever is loaded while tests are collected stays, so there is nothing to look for."""
    gc.disable()


def pytest_collection_finish():
    """What is here by now stays to the end; looking through all of it again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Where everything has to be tried (CI=true), a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup(tmp_path_factory, django_db_setup, django_db_blocker):
    """The tests' database, and a copy of it from before any test wrote to it, which instances are made of."""
    with django_db_blocker.unblock():
        made = Prototype(tmp_path_factory.mktemp("instances") / "prototype")
    yield made
    with django_db_blocker.unblock():
        made.drop()


@pytest.fixture(scope="session")
def prototype(django_db_setup):
    return django_db_setup


@pytest.fixture
def instance(prototype, tmp_path, db):
    """A real instance, migrated and empty, with its own database; what it runs ends with the test."""
    copy = prototype.copy(tmp_path / "instance")
    yield copy
    copy.end()


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Ids begin anew with each test, so that a page kept by another one would be taken for this one's."""
    from slashmentor.parts.mentors import directory  # Django isn't set up when this file is loaded
    from slashmentor.parts.mentors.figures import counting
    from slashmentor.together.routing import index

    cache.clear()
    directory.forget()
    index.forget()
    counting.forget()


def pytest_unconfigure():
    """Readers and visitors of the last test need not be counted: its database is gone."""
    from slashmentor.parts.questions import reading  # Django isn't set up when this file is loaded
    from slashmentor.together.badges import visits

    reading.forget()
    visits.forget()
