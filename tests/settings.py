"""Production's settings, as far as tests on one machine can have them."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault(
    "SECRET_KEY", "only for tests, long enough to please the deployment check, and never anywhere else"
)
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")
os.environ.setdefault("BASE_URL", "http://testserver")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("LOG_LEVEL", "ERROR")
os.environ.setdefault("SERVING", "1")
os.environ.pop("DEBUG", None)

if "MLOPSPREP_TEST_DIR" not in os.environ:
    made_here = tempfile.TemporaryDirectory(prefix="mlopsprep-tests-")
    os.environ["MLOPSPREP_TEST_DIR"] = made_here.name
RUN_DIR = Path(os.environ["MLOPSPREP_TEST_DIR"])
"""Shared by the processes of one test run, and gone with the one that made it."""
os.environ.setdefault("BACKUPS", str(RUN_DIR / "backups"))

from mlopsprep.settings import *
from mlopsprep.settings import DATABASES, STORAGES

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(RUN_DIR / "test.sqlite3")}
    # A test's rows need not outlive the machine; those of a process that ends stay all the same.
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous = OFF"
else:
    # A test may think for long in its transaction, on a machine that others use too.
    DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=5s"
# Tests swap the database under a running server: no connection outlives its request.
DATABASES["default"].update(CONN_MAX_AGE=0, CONN_HEALTH_CHECKS=False)

# Tests serve the files as they lie; the hashed names of production are made by `collectstatic`.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# The fastest hasher: what is tested is who may sign in, not how slow guessing is.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
