"""What a witness outside the server keeps: every sentence on the disk before the next step is taken."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from time import time
from typing import Any


@dataclass(frozen=True)
class Sent:
    """Something that a person did: what, to which prompt or question, and what they gave."""

    act: str
    about: str
    given: dict[str, Any] = field(default_factory=dict)


class Record:
    """Lines of JSON, each synchronised, none ever changed."""

    def __init__(self, path: Path) -> None:
        self.path, self.lock = path, Lock()
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def sends(self, sent: Sent) -> None:
        self.write("sends", sent)

    def is_told(self, sent: Sent) -> None:
        """A reply said that it was done."""
        self.write("is told", sent)

    def is_refused(self, sent: Sent) -> None:
        """A reply said that nothing was done."""
        self.write("is refused", sent)

    def write(self, what: str, sent: Sent) -> None:
        line = json.dumps({"at": time(), "what": what, **asdict(sent)}) + "\n"
        with self.lock:
            os.write(self.file, line.encode())
            os.fsync(self.file)

    def read(self) -> list[dict[str, Any]]:
        """From the disk, as a witness would be asked."""
        return [json.loads(line) for line in self.path.read_text().splitlines()]
