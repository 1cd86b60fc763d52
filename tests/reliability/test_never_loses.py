"""quality.md, “Never loses, never lies”: what people were told was done, is done."""

import subprocess
import sys


def test_after_twenty_kills_nothing_acknowledged_is_missing_and_nothing_is_half_written(instance):
    done = run("tests.reliability.torn", instance)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert int(done.stdout.split()[0]) >= 50, "hardly anything was acknowledged before the kills"


def test_sixteen_clients_vote_at_once_and_each_vote_counts_once(instance):
    done = run("tests.reliability.crowd", instance)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def run(module, instance):
    return subprocess.run(
        [sys.executable, "-m", module],
        env=instance.environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
