"""PostgreSQL's own programs: which of those on this machine fits the server, and running it."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from quiz.keeping.copies.kind import NoTool
from quiz.keeping.manifest import BadBackup

VERSION: Final = re.compile(r"\(PostgreSQL\) (\d+)")
BESIDE_PATH: Final = (("/usr/lib/postgresql", "*/bin"), ("/usr", "pgsql-*/bin"))
"""Where Debian and Red Hat put those of each version; only the newest, or another, is on the PATH."""
VARIABLES: Final[Mapping[str, str]] = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
}


def run(program: str, *arguments: str, to: Mapping[str, str], server: int) -> None:
    """On the database `to` of a server of this major version. The password goes by the environment, where no list of
    processes shows it. Raises `NoTool` and `BadBackup`.
    """
    environment = os.environ | {VARIABLES[name]: value for name, value in to.items() if name in VARIABLES}
    done = subprocess.run(  # noqa: S603  (a program of PostgreSQL's, with names of ours)
        [str(fitting(program, server)), *arguments, f"--dbname={to['dbname']}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BadBackup(f"{program} failed: {done.stderr.strip()[-600:]}")


def fitting(program: str, server: int) -> Path:
    """Of the server's version or else the next newer: an older one refuses, and what a newer one writes an older server
    may not take. Raises `NoTool`.
    """
    versions = {path: version for path in found(program) if (version := version_of(path))}
    fit = [path for path, version in versions.items() if version >= server]
    if fit:
        return min(fit, key=versions.__getitem__)
    here = f" Here is that of {max(versions.values())}." if versions else ""
    raise NoTool(
        f"The server is PostgreSQL {server}, and no {program} of version {server} or newer is here.{here} Install the "
        f"client programs of PostgreSQL {server} (Debian: postgresql-client-{server})."
    )


def found(program: str) -> Iterator[Path]:
    """Those on the PATH first."""
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    beside = [folder for root, each in BESIDE_PATH for folder in sorted(Path(root).glob(each))]
    for folder in (*on_path, *beside):
        if os.access(path := folder / program, os.X_OK):
            yield path


def version_of(path: Path) -> int | None:
    """None where it cannot be run."""
    try:
        done = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    said = VERSION.search(done.stdout)
    return int(said[1]) if said else None
