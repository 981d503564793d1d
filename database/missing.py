"""What to say where the database does not answer: which variable names it, and how to start one."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

ON_POSTGRESQL = """\
Start the server there (15 or newer), or one of your own:
    initdb --pgdata=var/postgresql --username=mlopsprep
    pg_ctl --pgdata=var/postgresql --log=var/postgresql.log --options="-c unix_socket_directories=''" start
    createdb --host=127.0.0.1 --username=mlopsprep mlopsprep
    export DATABASE_URL=postgres://mlopsprep@127.0.0.1/mlopsprep
Or do without one: `unset DATABASE_URL`, and everything is kept in the file var/db.sqlite3."""

ON_SQLITE = """\
Make its folder, and let the site write there. Or `unset DATABASE_URL`, and everything is kept in var/db.sqlite3."""


def is_missing(error: BaseException | None) -> bool:
    """Did this go wrong because there is no connection? Else it is a matter of the statement."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    held: Any = connection.connection
    return held is None or bool(getattr(held, "closed", False))


def in_words(error: BaseException) -> str:
    """What happened, and what to do."""
    return f"The database does not answer: {str(error).strip()}\n{what_to_do()}"


def what_to_do() -> str:
    """Which variable says where the database is, and how to start one."""
    how = ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE
    return f"DATABASE_URL says where it is: {address(settings.DATABASES['default'])}\n{how}"


def address(database: dict[str, Any]) -> str:
    """As in `DATABASE_URL`, without the password."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user = f"{quote(database['USER'])}@" if database.get("USER") else ""
    port = f":{database['PORT']}" if database.get("PORT") else ""
    socket = database.get("OPTIONS", {}).get("host")
    return f"postgres://{user}{database.get('HOST', '')}{port}/{database['NAME']}" + (
        f"?host={socket}" if socket else ""
    )
