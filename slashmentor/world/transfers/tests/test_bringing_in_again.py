import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.communities.models import Community
from slashmentor.commons.topics.actions import merge, rename
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Comment, Entry, Question, Tagging
from slashmentor.world.transfers.alone import AnotherRuns
from slashmentor.world.transfers.models import ImportRun
from slashmentor.world.transfers.stackexchange.errors import Unusable
from slashmentor.world.transfers.stackexchange.importing import Stopped
from slashmentor.world.transfers.tests.dumps import ANSWER, PEOPLE, QUESTION, a_dump, a_site, bring
from tests.cast import a_member, give_points

pytestmark = pytest.mark.django_db

KILLS = 6


def driver(instance, *arguments) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "slashmentor.world.transfers.tests.driver", *map(str, arguments)]
    return subprocess.run(
        command, env=instance.environment, cwd=instance.data, stdout=subprocess.PIPE, timeout=120, check=False
    )


def told(instance, *arguments) -> dict:
    """What the driver printed on its last line."""
    done = driver(instance, *arguments)
    assert done.returncode == 0
    return json.loads(done.stdout.splitlines()[-1])


def figures(result) -> dict:
    varying = {"seconds", "rows_per_second", "peak_mb"}
    return {name: value for name, value in result.as_dict().items() if name not in varying}


def test_killed_again_and_again_it_ends_as_if_undisturbed(prototype, instance, tmp_path):
    dump = a_site(tmp_path / "site")
    undisturbed = prototype.copy(tmp_path / "undisturbed")
    whole = told(undisturbed, "import", dump)
    dice = random.Random(4)
    # Later and later, since what is done is passed over with few statements.
    moments = sorted(dice.randrange(5, whole["statements"]) for _ in range(KILLS))
    ends = [driver(instance, "import", dump, moment).returncode for moment in moments]
    assert ends.count(-signal.SIGKILL) >= KILLS // 2
    assert told(instance, "import", dump)["result"] == whole["result"]
    assert told(instance, "tell") == told(undisturbed, "tell")


def test_a_repeat_doubles_nothing_and_says_the_same(tmp_path, now):
    dump = a_site(tmp_path / "site")
    first = figures(bring(dump, now))
    counts = Entry.objects.count(), Comment.objects.count(), Community.objects.get().question_count
    assert figures(bring(dump, now)) == first
    assert (Entry.objects.count(), Comment.objects.count(), Community.objects.get().question_count) == counts


def test_what_was_changed_here_stays(tmp_path, now, ada):
    dump = a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[QUESTION, ANSWER | {"Score": 3}])
    bring(dump, now)
    question, answer = Entry.objects.order_by("origin_id")
    give_points(ada, question.community, 100)
    actions.vote(answer, by=ada, value=1, now=now)
    actions.comment(answer, by=ada, body="That helped me a lot, thank you.", now=now)
    actions.answer(question, by=ada, body="Here is one more answer, written at this place.", now=now)
    bring(dump, now)
    answer.refresh_from_db()
    question.refresh_from_db()
    assert (answer.score, answer.ups, answer.comment_count) == (4, 4, 1)
    assert question.answer_count == 2


@pytest.mark.parametrize("how", ["merged", "renamed"])
def test_a_topic_of_another_name_here_stays_what_it_is(tmp_path, now, how):
    tags = [
        {"Id": 1, "TagName": "optics", "ExcerptPostId": 7},
        {"Id": 2, "TagName": "sky", "ExcerptPostId": 8},
    ]
    wikis = [
        {"Id": 7, "PostTypeId": 4, "Body": "Of light."},
        {"Id": 8, "PostTypeId": 4, "Body": "What is above."},
    ]
    posts = [QUESTION, ANSWER, *wikis]
    first = figures(bring(a_dump(tmp_path / "dump", Users=PEOPLE, Tags=tags, Posts=posts), now))
    optics, host = Topic.objects.get(name="optics"), a_member("hana", is_staff=True)
    if how == "merged":
        kept = Topic.objects.get(name="sky")
        merge(optics, into=kept, by=host, now=now)
    else:
        kept = rename(optics, name="light", by=host, now=now)
    run_waiting(now=now)
    before = list(TopicHere.objects.values("topic__name", "question_count", "summary"))
    assert figures(bring(tmp_path / "dump", now)) == first
    assert list(TopicHere.objects.values("topic__name", "question_count", "summary")) == before
    # What is new in a later dump goes to the topic that stays, once.
    posts.append(QUESTION | {"Id": 3, "Tags": "<sky><optics>"})
    bring(a_dump(tmp_path / "dump", Users=PEOPLE, Tags=tags, Posts=posts), now)
    names = ["sky"] if how == "merged" else ["sky", "light"]
    assert Question.objects.get(origin_id=3).topic_names == names
    kept.refresh_from_db()
    assert (kept.question_count, Topic.objects.count()) == (2, len(names))
    assert Tagging.objects.filter(topic=kept, question__origin_id__in=(1, 3)).count() == 2


def test_ctrl_c_stops_it_where_it_goes_on_later(tmp_path, now):
    dump = a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[QUESTION, ANSWER])

    def pressed(phase, rows, share):
        if phase == "Posts":
            raise KeyboardInterrupt

    with pytest.raises(Stopped) as error:
        bring(dump, now, progress=pressed)
    assert error.value.sentence == "Stopped. The same command goes on from here."
    assert ImportRun.objects.get().state == "stopped"
    assert bring(dump, now).answers == 1
    assert ImportRun.objects.get().state == "ended"


def test_one_import_at_a_time(tmp_path, now):
    dump = a_dump(tmp_path / "dump", Posts=[QUESTION])

    def second(phase, rows, share):
        bring(dump, now)

    with pytest.raises(AnotherRuns) as error:
        bring(dump, now, progress=second)
    assert error.value.sentence == "Another import is running. Please wait until it has ended."


def test_a_community_of_ones_own_is_joined_only_when_named(tmp_path, now, community):
    dump = a_dump(tmp_path / "academia.stackexchange.com", Posts=[QUESTION])
    with pytest.raises(Unusable) as error:
        bring(dump, now, slug=None, site=None)
    assert error.value.sentence == (
        "There is a community called academia already. Say --community academia to put these questions among its own,"
        " or --community with another short name."
    )
    bring(dump, now, slug="academia", site=None)
    assert Question.objects.get().community == community


def test_two_sites_stay_apart(tmp_path, now):
    dump = a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[QUESTION])
    bring(dump, now)
    with pytest.raises(Unusable) as error:
        bring(dump, now, site="https://chemistry.stackexchange.com")
    assert error.value.sentence == (
        "The community physics has the questions of https://physics.stackexchange.com. Take another --community."
    )
    bring(dump, now, slug="chemistry", site="https://chemistry.stackexchange.com")
    assert Question.objects.count() == 2


def test_memory_is_left_alone_by_large_tables(prototype, tmp_path):
    """Ten times the rows, and not a tenth more memory."""
    peaks = []
    for people in (3_000, 30_000):
        site = a_dump(tmp_path / f"of{people}", Posts=[QUESTION])
        with Path(site / "Votes.xml").open("w") as file:
            file.write("<votes>\n")
            file.writelines(f'<row Id="{n}" PostId="1" VoteTypeId="2" />\n' for n in range(1, people * 3))
            file.write("</votes>\n")
        home = prototype.copy(tmp_path / f"home{people}")
        command = [sys.executable, "-c", _MEASURE, str(site)]
        out = subprocess.run(
            command, env=home.environment, cwd=home.data, stdout=subprocess.PIPE, check=True
        ).stdout
        peaks.append(int(out))
    assert peaks[1] < peaks[0] * 1.1


_MEASURE = """
import sys, django
from pathlib import Path
django.setup()
from slashmentor.world.transfers.tests.dumps import NOW, bring
from tests.cast import give_points
print(bring(Path(sys.argv[1]), NOW).peak_mb)
"""
