"""Disks of a few megabytes, to be filled."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class CannotMount(Exception):
    """It needs root."""


@dataclass
class SmallDisk:
    """A file system of a few megabytes that the database in use lies on."""

    folder: Path

    def fill(self) -> None:
        """To the last byte."""
        with (self.folder / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(4096))
            except OSError:
                return

    def clear(self) -> None:
        (self.folder / "filler").unlink()


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[None]:
    """Raises `CannotMount`."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        raise CannotMount
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
