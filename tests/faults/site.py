"""The site that is killed: gunicorn with the named points, which can be stopped, killed and started anew."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.browser import Browser
from tests.bench.server import GUNICORN, free_port, wait_until_ready

POINTS = (
    "reading",
    "before",
    "begun",
    "claimed",
    "written",
    "committing",
    "committed",
    "replying",
    "replied by half",
    "replied",
)
"""While the request is read, before the transaction, after BEGIN, after the version was claimed, after the first row of
the log, before COMMIT, after it, before the reply is written, after half of it, after the whole."""
SECRET = "only for tests, long enough to please the deployment check, and never anywhere else"


def variables(folder: Path, url: str) -> dict[str, str]:
    """Production's settings, on this database, writing into this folder."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "DEMO"}}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "DATABASE_URL": url,
        "BENCH_DIR": str(folder),
        "BACKUPS": str(folder / "backups"),
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "0",
        "LOG_LEVEL": "CRITICAL",
        "EMAIL_URL": "dummymail://",
    }


class Site:
    """`quick`: workers are forked from a process that has served already, so that one that is killed is back at once;
    otherwise each begins anew, as `docs/deploying.md` has it.
    """

    def __init__(self, folder: Path, url: str, *, workers: int, quick: bool) -> None:
        self.port, self.count = free_port(), workers
        command = GUNICORN.format(application="tests.faults.points", port=self.port, workers=workers)
        self.command = [*command.split(), *(["--preload"] if quick else [])]
        self.environment = variables(folder, url) | ({"WARM": "1"} if quick else {})

    def start(self) -> None:
        quiet = subprocess.DEVNULL  # gunicorn reports each worker that was killed
        self.process = subprocess.Popen(
            self.command, env=self.environment, stderr=quiet, start_new_session=True
        )
        wait_until_ready(self.port, self.process, "/healthz", seconds=300)

    def workers(self) -> set[str]:
        """Numbers of the processes that answer just now."""
        seen = set()
        for _ in range(10 * self.count):
            browser = Browser(self.port)
            seen.add(browser.get("/questions/what-is-mlops/").headers["X-Worker"])
            browser.close()
        return seen

    def kill(self) -> None:
        """All of its processes at once, as when the machine takes no leave."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """In good order; on a machine that is busy with other things, at last without."""
        self.process.terminate()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def site_on(folder: Path, url: str, *, workers: int = 4, quick: bool = True) -> Iterator[Site]:
    site = Site(folder, url, workers=workers, quick=quick)
    site.start()
    try:
        yield site
    finally:
        site.stop()
