"""What a worker counted that has ended, taken into one file for all of those: what it counted still counts.

`python -m quiz.keeping.dead_counts FOLDER PID`, run by gunicorn.conf.py in a process of its own: gunicorn's first one
would keep the library, and hand it to workers after an upgrade.
"""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client.mmap_dict import MmapedDict

KINDS = ("counter", "histogram")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody reads while files are taken in: a count would be there twice, or not at all. The folder itself is locked,
    which whoever may only read it can do too.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def take_in(folder: Path, pid: int) -> None:
    with alone(folder):
        for kind in KINDS:
            if (counted := folder / f"{kind}_{pid}.db").exists():
                add(counted, folder / f"{kind}_ended.db")
                counted.unlink()


def add(counted: Path, total: Path) -> None:
    """Written beside it and put in its place."""
    new = total.with_suffix(".new")
    new.unlink(missing_ok=True)
    if total.exists():
        shutil.copyfile(total, new)
    sums = MmapedDict(str(new))  # type: ignore[no-untyped-call]
    for key, value, at, _ in MmapedDict.read_all_values_from_file(str(counted)):  # type: ignore[no-untyped-call]
        before, _ = sums.read_value(key)  # type: ignore[no-untyped-call]
        sums.write_value(key, before + value, at)  # type: ignore[no-untyped-call]
    sums.close()  # type: ignore[no-untyped-call]
    new.replace(total)


if __name__ == "__main__":
    take_in(Path(sys.argv[1]), int(sys.argv[2]))
