"""Queries compiled once.

Django builds and compiles a query anew each time it is run, and for a few hot reads that takes several times as long
as the database. A `Prepared` query is written as any other, compiled when a connection first runs it, and from then on
run with other values.
"""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Row = TypeVar("Row")
Value = UUID | int | str
NUMBERS = 66
"""Bits of a UUID that a whole number of the database has no room for."""


class Prepared(Generic[Row]):
    """The rows of a queryset, whose values are UUIDs, whole numbers or words, named as the arguments of `build`."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build

    def __call__(self, **values: Value) -> list[Row]:
        compiled = compiled_for(connections[DEFAULT_DB_ALIAS])
        if self not in compiled:
            compiled[self] = Compiled(self.build, values)
        return compiled[self].rows(values)


def compiled_for(connection: Any) -> "dict[Prepared[Any], Compiled]":
    """What was compiled with this connection; kept on it, so that it goes with it."""
    if not hasattr(connection, "prepared"):
        connection.prepared = {}
    prepared: dict[Prepared[Any], Compiled] = connection.prepared
    return prepared


def stand_in_for(value: Value) -> Value:
    """A value of the same kind that nothing else in the query has."""
    if isinstance(value, str):
        return str(uuid4())
    return uuid4() if isinstance(value, UUID) else uuid4().int >> NUMBERS


class Compiled:
    """What Django made of a queryset with stand-ins for its values."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], values: Mapping[str, Value]) -> None:
        stand_ins = {name: stand_in_for(value) for name, value in values.items()}
        self.queryset = build(**stand_ins)
        self.compiler: Any = self.queryset.query.get_compiler(self.queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        converters = self.compiler.get_converters([column for column, *_ in self.compiler.select])
        self.compiler.get_converters = lambda expressions: converters
        self.native = self.compiler.connection.features.has_native_uuid_field
        self.names = {self.adapted(stand_in): name for name, stand_in in stand_ins.items()}

    def adapted(self, value: Value) -> Value:
        """As the database takes it."""
        return value.hex if isinstance(value, UUID) and not self.native else value

    def rows(self, values: Mapping[str, Value]) -> list[Any]:
        """Django's own way from the database to the rows, past the building and compiling."""
        names = self.names
        params = tuple(self.adapted(values[names[each]]) if each in names else each for each in self.params)
        compiler, queryset = copy(self.compiler), self.queryset.all()
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        queryset.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        return list(queryset)
