"""A web process that nobody asks for the directory does without numpy and the room that it takes."""

import os
import subprocess
import sys

PROGRAM = """
import sys, django
django.setup()
import slashmentor.parts.mentors.directory.urls
sys.exit("slashmentor.parts.mentors.directory.shelf" in sys.modules)
"""


def test_not_before_it_is_opened(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "slashmentor.settings",
        "SLASHMENTOR_DATA": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
