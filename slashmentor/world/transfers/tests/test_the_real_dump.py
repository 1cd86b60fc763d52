"""The official dump of a whole site, which isn't part of the project: SLASHMENTOR_TEST_DUMP says where it is."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.models import Sum

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import BroughtAccount
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.standing.numbers import PRIVILEGES
from slashmentor.commons.standing.privileges import Privilege, position_of
from slashmentor.commons.standing.verifying import verify
from slashmentor.commons.topics.models import TopicHere
from slashmentor.parts.questions.models import BroughtVote, Entry, Link
from slashmentor.world.transfers.stackexchange.importing import bring_in
from slashmentor.world.transfers.stackexchange.opening import opened
from slashmentor.world.transfers.stackexchange.rows import rows
from tests.cast import NOON

DUMP = Path(os.environ.get("SLASHMENTOR_TEST_DUMP", "quantumcomputing.stackexchange.com.tar.xz"))
pytestmark = [pytest.mark.django_db, pytest.mark.real_dump]


@pytest.fixture
def tables(tmp_path):
    with opened(DUMP, tmp_path / "unpacked") as found:
        yield found


def test_all_of_it_comes_in_as_it_is(tables):
    result = bring_in(DUMP, now=NOON)
    assert (result.questions, result.answers, result.comments, result.topics) == (612, 1060, 3413, 154)
    assert (result.members, result.votes, result.badges, result.links) == (407, 11806, 2341, 305)
    assert result.left_out == {
        "links from or to posts that are gone": 22,
        "the site's own account": 1,
        "topic wikis whose topic is gone": 36,
        "votes on posts that are gone": 587,
        "votes on topic wikis": 167,
    }
    entries = Entry.objects
    assert entries.aggregate(Sum("score")) == {"score__sum": 9523}
    assert entries.exclude(accepted=None).count() == 389
    assert entries.exclude(closed_at=None).count() == 30
    assert entries.filter(is_wiki=True).count() == 1
    assert Link.objects.filter(kind="duplicate").count() == 11
    assert TopicHere.objects.exclude(summary="").count() == 138
    _every_figure_is_the_dumps(tables)


def test_everybodys_points_agree_with_their_ledger_and_open_what_the_rules_say():
    bring_in(DUMP, now=NOON)
    assert [(result.what, result.differences) for result in verify(repair=False, now=NOON)] == [
        ("votes and acceptances", 0),
        ("bounties", 0),
        ("days", 0),
        ("figures", 0),
    ]
    community = Community.objects.get()
    assert community.shows_reputation
    needs = {number.name: number.default for number in PRIVILEGES.numbers}
    for standing in Standing.objects.select_related("member"):
        position = position_of(standing.member, community.pk)
        open_to = {f"may.{one}" for one in Privilege if position.may(one)}
        assert open_to == {name for name, least in needs.items() if standing.reputation >= least}
        assert position.reputation == standing.reputation


def _every_figure_is_the_dumps(tables):
    posts = {int(row["Id"]): row for row in rows(tables["Posts"]) if row["PostTypeId"] in {"1", "2"}}
    ups = dict.fromkeys(posts, 0)
    downs = dict.fromkeys(posts, 0)
    for row in rows(tables["Votes"]):
        counted = {"2": ups, "3": downs}.get(row["VoteTypeId"], {})
        if int(row["PostId"]) in counted:
            counted[int(row["PostId"])] += 1
    for entry in Entry.objects.all():
        row = posts[entry.origin_id]
        assert (entry.score, entry.ups, entry.downs) == (
            int(row["Score"]),
            ups[entry.origin_id],
            downs[entry.origin_id],
        )
        assert entry.comment_count == int(row["CommentCount"])
        assert entry.answer_count == int(row.get("AnswerCount", 0))
        assert entry.views == int(row.get("ViewCount", 0))
    accounts = dict(BroughtAccount.objects.values_list("member_id", "origin_id"))
    there = {int(row["Id"]): int(row["Reputation"]) for row in rows(tables["Users"])}
    assert all(one.reputation == there[accounts[one.member_id]] for one in Standing.objects.all())
    topics = {row["TagName"]: int(row["Count"]) for row in rows(tables["Tags"])}
    here = TopicHere.objects.values_list("topic__name", "question_count")
    assert dict(here) == topics
    assert BroughtVote.objects.count() == 12560 - 587 - 167


def test_killed_it_leaves_no_process_behind(instance):
    command = [sys.executable, "-m", "slashmentor.world.transfers.tests.driver", "import", str(DUMP), "200"]
    process = subprocess.Popen(command, env=instance.environment, cwd=instance.data, stderr=subprocess.PIPE)
    # The washing processes hold the pipe's other end as well: it ends when the last of them has.
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
