"""A database that is not there: the command line and the site say so, which variable, and what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from database import missing

NOBODY_LISTENS = "postgres://nobody:secret@127.0.0.1:1/prep"


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("command", ["migrate", "load_bank", "rebuild_cards", "check_integrity"])
def test_a_command_says_which_variable_and_how_to_start_a_server(command: str) -> None:
    done = manage(command, DATABASE_URL=NOBODY_LISTENS)
    assert done.returncode == 1
    assert "The database does not answer: connection failed" in done.stderr
    assert "DATABASE_URL says where it is: postgres://nobody@127.0.0.1:1/prep" in done.stderr
    assert "initdb" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = manage("load_bank", DATABASE_URL=f"sqlite:///{tmp_path}/absent/db.sqlite3")
    assert done.returncode == 1
    assert f"DATABASE_URL says where it is: sqlite:///{tmp_path}/absent/db.sqlite3" in done.stderr
    assert "Make its folder" in done.stderr


def test_a_variable_that_production_needs_is_named() -> None:
    done = manage("check", SECRET_KEY="")
    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is not set.")


@pytest.mark.usefixtures("no_database")
def test_a_page_says_so_in_words_instead_of_failing() -> None:
    page = Client(raise_request_exception=False).get("/today/")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "30"
    assert "The site cannot reach its database." in page.content.decode()


@pytest.mark.usefixtures("no_database")
def test_the_process_is_alive_but_not_ready() -> None:
    assert Client().get("/healthz").status_code == 200
    ready = Client().get("/readyz")
    assert (ready.status_code, ready.json()["missing"]) == (503, ["The database does not answer."])


@pytest.mark.django_db
def test_a_statement_that_fails_is_no_missing_database() -> None:
    connection.ensure_connection()
    assert not missing.is_missing(OperationalError("database is locked"))
