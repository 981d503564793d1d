"""What gunicorn reads wherever it is started in this folder, beside its flags in docs/deploying.md."""

import os
import runpy
from pathlib import Path

from gunicorn.config import Config
from gunicorn.glogging import Logger

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
