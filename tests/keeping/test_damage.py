"""A damaged file of SQLite's is said to be damaged, in words and by the exit code, and nothing stumbles over it."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

pytestmark = [
    pytest.mark.usefixtures("fresh_db", "prompt"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite's"),
]
PAGE = 4096


def the_file() -> Path:
    """With all in it that was written, and open to nobody."""
    connections.close_all()
    return Path(connection.settings_dict["NAME"])


def test_pages_that_were_overwritten_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(the_file().read_bytes())
    middle = len(content) // 2 // PAGE * PAGE
    content[middle : middle + 20 * PAGE] = bytes(20 * PAGE)
    the_file().write_bytes(content)
    with pytest.raises(CommandError, match="Restore a backup"):
        call_command("check_integrity")
    assert "the file is damaged" in capsys.readouterr().out


def test_a_file_that_is_no_database_any_more_is_said_to_be_none() -> None:
    the_file().write_bytes(b"nothing of a database" * PAGE)
    with pytest.raises(CommandError, match="The database cannot be read: file is not a database"):
        call_command("check_integrity")


def test_a_database_without_its_tables_is_said_to_lack_them(capsys: pytest.CaptureFixture[str]) -> None:
    the_file().write_bytes(b"")
    with pytest.raises(CommandError, match="Restore a backup"):
        call_command("check_integrity")
    assert "not migrated: contenttypes.0001_initial" in capsys.readouterr().out
