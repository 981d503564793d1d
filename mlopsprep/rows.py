"""Rows written by plain SQL.

Django builds and compiles the statement of a save or an update each time anew, which takes several times as long as
the database. What is written with every answer is written past that: no signals, no look whether the row is there.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(row: Model) -> None:
    """Add a row that has its key."""
    values = {column: getattr(row, field.attname) for column, field in columns(type(row)).items()}
    with connection.cursor() as cursor:
        cursor.execute(insertion(type(row)), prepared(type(row), values))
    row._state.adding = False


def update(model: type[Model], where: Mapping[str, Any], changes: Mapping[str, Any]) -> int:
    """Change these columns of the rows in which others have these values; gives how many rows."""
    found = {column: value for column, value in where.items() if value is not None}
    settings = ", ".join(f"{quoted(column)} = %s" for column in changes)
    holds = " AND ".join(f"{quoted(column)} {'= %s' if column in found else 'IS NULL'}" for column in where)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quoted(model._meta.db_table)} SET {settings} WHERE {holds}",  # noqa: S608  (names of ours)
            prepared(model, changes) + prepared(model, found),
        )
        return int(cursor.rowcount)


@cache
def insertion(model: type[Model]) -> str:
    names = ", ".join(quoted(column) for column in columns(model))
    values = ", ".join("%s" for _ in columns(model))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({values})"  # noqa: S608  (names of ours)


@cache
def columns(model: type[Model]) -> dict[str, "Field[Any, Any]"]:
    """The fields of a model by column."""
    return {str(field.column): field for field in model._meta.local_concrete_fields}


def prepared(model: type[Model], values: Mapping[str, Any]) -> list[Any]:
    """Values of columns as the database takes them."""
    fields = columns(model)
    return [fields[column].get_db_prep_save(value, connection) for column, value in values.items()]


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
