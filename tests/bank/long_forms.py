"""Every damaged file, loaded by a process of its own, with its seconds and megabytes: `make damaged`."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bank.damaging import LONG, SHORT, damaged

MANAGE = Path(__file__).parents[2] / "manage.py"
MOST_SECONDS, MOST_MEGABYTES = 10, 300


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """With the bank in it."""
    path = tmp_path_factory.mktemp("damaged") / "bank.sqlite3"
    variables = {
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "mlopsprep.settings",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        for command in ("migrate", "load_bank"):
            subprocess.run([sys.executable, MANAGE, command, "--verbosity", "0"], check=True)
        yield path


def dump(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


def load(path: Path) -> tuple[int, list[str], float, float]:
    """Exit status, what was said, seconds of the processor and megabytes."""
    said = path.with_suffix(".said")
    with said.open("wb") as out:
        process = subprocess.Popen([sys.executable, MANAGE, "load_bank", path], stdout=out, stderr=out)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    lines = said.read_text().splitlines()
    return process.returncode, lines, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def test_every_damaged_file_is_refused_in_time_and_room(database: Path, tmp_path: Path) -> None:
    before, path, odd = dump(database), tmp_path / "bank.yaml", []
    for name, content in damaged((*SHORT, *LONG)):
        path.write_bytes(content)
        code, lines, seconds, megabytes = load(path)
        told = lines[:1] != [] and lines[-1] == "Nothing was changed." and "bank.yaml" in lines[0]
        print(f"{seconds:5.1f} s {megabytes:4.0f} MB  {name}: {lines[0] if lines else ''}"[:160])
        if (code, told) != (1, True) or seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES:
            odd.append((name, code, lines[:2], seconds, megabytes))
    assert odd == []
    assert dump(database) == before
