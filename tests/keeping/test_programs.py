"""Of several pg_dump on a machine the one that fits the server is run; where none does, what to install is said."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quiz.keeping.manifest import finished

pytestmark = [
    pytest.mark.usefixtures("fresh_db", "prompt"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="programs of PostgreSQL's"),
]


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with programs of PostgreSQL 9, which refuse to work with a newer server."""
    folder = tmp_path / "older"
    folder.mkdir()
    for program in ("pg_dump", "pg_restore"):
        path = folder / program
        path.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "$0 (PostgreSQL) 9.6.24" && exit\nexit 1\n')
        path.chmod(0o755)
    return folder


def test_an_older_one_that_comes_first_is_passed_over(
    backups: Path, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(older), prepend=":")
    call_command("backup", verbosity=0)
    call_command("verify_backup")
    assert len(finished(backups)) == 1


def test_where_all_are_older_the_missing_one_is_named(
    backups: Path, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(older))
    monkeypatch.setattr("quiz.keeping.copies.programs.BESIDE_PATH", ())
    server = connection.pg_version // 10_000  # type: ignore[attr-defined]
    with pytest.raises(
        CommandError, match=f"no pg_dump of version {server} or newer is here. Here is that of 9"
    ):
        call_command("backup", verbosity=0)
    assert not finished(backups)
