"""Copies of the database: taken while it is in use, unpacked beside it, put in its place. A class for each kind."""

from django.db import connection

from quiz.keeping.copies.kind import Copies, InUse, NoTool, Unpacked
from quiz.keeping.copies.postgresql import PostgreSQLCopies
from quiz.keeping.copies.sqlite import SQLiteCopies

__all__ = ["Copies", "InUse", "NoTool", "Unpacked", "copies"]


def copies() -> Copies:
    return PostgreSQLCopies() if connection.vendor == "postgresql" else SQLiteCopies()
