"""Production's settings, with a floor and a plain page to compare with."""

import os
from pathlib import Path

from mlopsprep.settings import *  # noqa: F403
from mlopsprep.settings import INSTALLED_APPS, MIDDLEWARE

ROOT_URLCONF = "tests.bench.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench"]
MIDDLEWARE = ["tests.bench.counting.CountStatements", *MIDDLEWARE]
STATIC_ROOT = Path(os.environ["BENCH_DIR"]) / "static"
