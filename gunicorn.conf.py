"""What gunicorn reads wherever it is started in this folder, beside its flags in docs/deploying.md."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

HERE = Path(__file__).parent

forwarder_headers = ""
"""No header names the path of the site: by default gunicorn believes `SCRIPT_NAME` of whoever comes from this machine,
as every visitor does behind a proxy on it."""

if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    Path(folder).mkdir(parents=True, exist_ok=True)


def on_starting(server: object) -> None:
    """The counts of the processes before this start; a reload keeps them."""
    if folder:
        for counts in Path(folder).glob("*.db"):
            counts.unlink()


def child_exit(server: Arbiter, worker: Worker) -> None:
    """What a worker counted that has ended goes into one file, so that no folder fills up with those of the dead."""
    if not folder:
        return
    command = [sys.executable, "-m", "quiz.keeping.dead_counts", folder, str(worker.pid)]
    try:
        subprocess.run(command, cwd=HERE, check=True, capture_output=True, timeout=10)  # noqa: S603  (ours)
    except (OSError, subprocess.SubprocessError) as error:
        server.log.warning("what worker %s counted stays in its own files: %s", worker.pid, error)


class JsonLogger(Logger):
    """gunicorn's own lines in the form of the site's."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        # Run and not imported: the first process would keep the module, and hand it to workers after an upgrade.
        form = runpy.run_path(str(HERE / "mlopsprep" / "logs.py"))["json_lines"]()
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(form)


if os.environ.get("LOG_FORMAT", "").strip().lower() == "json":
    logger_class = JsonLogger
