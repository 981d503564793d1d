"""Production's settings, with a floor and a plain page to compare with."""

import os
from pathlib import Path

from mlopsprep.settings import *  # noqa: F403
from mlopsprep.settings import INSTALLED_APPS, LOGGING, MIDDLEWARE

ROOT_URLCONF = "tests.bench.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench"]
MIDDLEWARE = ["tests.bench.counting.CountStatements", *MIDDLEWARE]
STATIC_ROOT = Path(os.environ["BENCH_DIR"]) / "static"
# A learner of the crowd who meets a question to recall is sent back with 422, which Django takes note of.
LOGGING = LOGGING | {"loggers": {"django": {"level": "ERROR", "handlers": [], "propagate": True}}}
