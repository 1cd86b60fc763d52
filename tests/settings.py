"""The real settings, in a data folder that goes when the tests end, with passwords that are cheap to hash."""

import atexit
import os
import shutil
import tempfile

if "SLASHMENTOR_DATA" not in os.environ:
    os.environ["SLASHMENTOR_DATA"] = tempfile.mkdtemp(prefix="slashmentor-tests-")
    atexit.register(shutil.rmtree, os.environ["SLASHMENTOR_DATA"], ignore_errors=True)
for name in ("SLASHMENTOR_URL", "PORT", "SLASHMENTOR_REGISTRATION", "EMAIL_URL", "CACHE_URL"):
    os.environ.pop(name, None)

from slashmentor.settings import *  # noqa: E402, F403  after the folder is known

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Each test’s client would look through all static files first; what a deployment sends has tests of its own.
WHITENOISE_AUTOREFRESH = True
