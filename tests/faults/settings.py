"""Production's settings for a site that is killed: all that it writes is in the run's folder."""

import os
from pathlib import Path

from mlopsprep.settings import *  # noqa: F403
from mlopsprep.settings import LOGGING, STORAGES

STATIC_ROOT = Path(os.environ["BENCH_DIR"]) / "static"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# What is fought for is what was answered, not how slow guessing is.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING = LOGGING | {"loggers": {"django": {"level": "CRITICAL", "handlers": [], "propagate": True}}}
