"""A wire between the site and PostgreSQL that can be cut: at any moment, or where a COMMIT passes."""

import socket
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

NAME = ".s.PGSQL.5432"
COMMIT = b"COMMIT"


class Relay:
    """Takes connections at a socket in `folder`; passes them on to the one in `server`."""

    def __init__(self, folder: Path, server: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.server, self.lock = server / NAME, Lock()
        self.wires: set[socket.socket] = set()
        self.cut_at = ""
        self.cuts = 0
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(folder / NAME))
        self.listener.listen(64)
        Thread(target=self.take, daemon=True).start()

    def take(self) -> None:
        with suppress(OSError):
            while True:
                site, _ = self.listener.accept()
                Thread(target=self.join, args=[site], daemon=True).start()

    def join(self, site: socket.socket) -> None:
        database = socket.socket(socket.AF_UNIX)
        try:
            database.connect(str(self.server))
        except OSError:
            site.close()
            return
        with self.lock:
            self.wires |= {site, database}
        Thread(target=self.carry, args=[database, site, "after"], daemon=True).start()
        self.carry(site, database, "before")

    def carry(self, source: socket.socket, target: socket.socket, where: str) -> None:
        """What the one says to the other; where a cut waits for it, not the COMMIT (`before`) or its reply."""
        with suppress(OSError):
            while said := source.recv(65536):
                if COMMIT in said and self.cuts_now(where):
                    break
                target.sendall(said)
        self.end(source, target)

    def cuts_now(self, where: str) -> bool:
        """Once for each time that it was asked for."""
        with self.lock:
            if self.cut_at != where:
                return False
            self.cut_at = ""
            self.cuts += 1
            return True

    def end(self, *wires: socket.socket) -> None:
        for wire in wires:
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            wire.close()
        with self.lock:
            self.wires -= set(wires)

    def drop(self) -> None:
        """All wires at once, in the middle of whatever they carry."""
        with self.lock:
            wires = list(self.wires)
        self.end(*wires)
        self.cuts += 1

    def close(self) -> None:
        self.listener.close()
        self.end(*self.wires)
