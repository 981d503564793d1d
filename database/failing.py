"""Was it the database that failed, and how? Else an error is a matter of the statement, which is a fault of ours."""

from enum import Enum
from traceback import walk_tb
from typing import Any

from django.db import DatabaseError, InterfaceError, InternalError, OperationalError

from database import missing

SQL_ERROR = 1
"""SQLite's code for a statement that makes no sense, such as one on a table that is not there."""


class Failure(Enum):
    """Each with words for whoever runs the site, and the seconds after which it is worth another try."""

    AWAY = "The database does not answer.", 30
    LOCKED = "The database is locked.", 5
    LATE = "The database took too long.", 5
    CLASHED = "Others wrote the same rows at the same time.", 1
    FULL = "The disk of the database is full.", 30
    READ_ONLY = "The database takes no changes.", 30
    DAMAGED = "The files of the database cannot be read or written.", 30
    BROKEN = "The database failed.", 30

    def __init__(self, words: str, retry_after_seconds: int) -> None:
        self.words = words
        self.retry_after_seconds = retry_after_seconds


FAILURES: dict[str | int | None, Failure] = {
    # PostgreSQL's SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html)
    "25006": Failure.READ_ONLY,
    "25P03": Failure.AWAY,
    "40001": Failure.CLASHED,
    "40P01": Failure.CLASHED,
    "42501": Failure.READ_ONLY,
    "53100": Failure.FULL,
    "55P03": Failure.LOCKED,
    "57014": Failure.LATE,
    "57P01": Failure.AWAY,
    "57P02": Failure.AWAY,
    "57P03": Failure.AWAY,
    "58030": Failure.DAMAGED,
    "XX001": Failure.DAMAGED,
    "XX002": Failure.DAMAGED,
    # SQLite's primary code (https://www.sqlite.org/rescode.html)
    3: Failure.READ_ONLY,
    5: Failure.LOCKED,
    6: Failure.LOCKED,
    8: Failure.READ_ONLY,
    9: Failure.LATE,
    10: Failure.DAMAGED,
    11: Failure.DAMAGED,
    13: Failure.FULL,
    14: Failure.AWAY,
    26: Failure.DAMAGED,
}


def failure_of(error: BaseException | None) -> Failure | None:
    """How the database failed; None where it did not."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    code = code_of(error)
    if code in FAILURES:
        return FAILURES[code]
    if missing.is_missing(error):
        return Failure.AWAY
    is_its_own = isinstance(error, OperationalError | InterfaceError | InternalError)
    return Failure.BROKEN if is_its_own and code != SQL_ERROR else None


def code_of(error: BaseException) -> str | int | None:
    """As the database itself gives it, below what Django made of the error."""
    cause: Any = error.__cause__
    code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else code


def may_have_written(error: BaseException, failure: Failure) -> bool:
    """Whether what was being written may be there all the same: the connection broke, or the files did at COMMIT.

    A connection that was never made has written nothing, and what was refused in any other way is taken back.
    """
    steps = {frame.f_code.co_name for frame, _ in walk_tb(error.__traceback__)}
    if failure is Failure.AWAY:
        return "get_new_connection" not in steps
    return failure in {Failure.DAMAGED, Failure.BROKEN} and "_commit" in steps
