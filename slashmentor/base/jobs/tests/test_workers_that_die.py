import subprocess
import sys


def test_after_twenty_kills_each_effect_is_there_exactly_once(instance):
    done = subprocess.run(
        [sys.executable, "-m", "slashmentor.base.jobs.tests.torn"],
        env=instance.environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout) >= 5, "hardly any kill met a job in the midst"
