"""Production's settings, with a floor and a plain page to compare with."""

import os
from pathlib import Path

from mlopsprep.settings import *  # noqa: F403
from mlopsprep.settings import INSTALLED_APPS, LOGGING, MIDDLEWARE

ROOT_URLCONF = "tests.bench.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench"]
MIDDLEWARE = ["tests.bench.moved_clock.MovedClock", "tests.bench.counting.CountStatements", *MIDDLEWARE]
RUN_DIR = Path(os.environ["BENCH_DIR"])
STATIC_ROOT = RUN_DIR / "static"
# A learner of the crowd who meets a question to recall is sent back with 422, which Django takes note of; and of who
# asks for another host, as odd requests do.
OF_DJANGO = {
    name: {"level": level, "handlers": [], "propagate": True}
    for name, level in {"django": "ERROR", "django.security": "CRITICAL"}.items()
}
LOGGING = LOGGING | {"loggers": OF_DJANGO}
