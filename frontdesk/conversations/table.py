"""A model's rows, read and changed by statements of one shape each.

Django composes a query anew each time, which took most of a turn's time at the desk. Values go through
the model's fields here too, so that either database holds exactly what Django would write.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Model

Row = tuple[Any, ...]


class Table[M: Model]:
    """Fields are named as on the model (`conversation_id`); conditions are equalities."""

    def __init__(self, model: type[M]) -> None:
        self._model = model

    def get(self, lock: bool = False, **equal: Any) -> M | None:
        """Return the first object, or None; `lock` keeps others from it until the transaction ends."""
        names = list(self._fields)
        rows = self.rows(names, most=1, lock=lock, **equal)
        return self._model(**dict(zip(names, rows[0], strict=True))) if rows else None

    def rows(
        self,
        names: Sequence[str],
        most: int,
        before: int | None = None,
        newest_first: bool = False,
        lock: bool = False,
        **equal: Any,
    ) -> list[Row]:
        """Return the named fields of at most `most` rows in the order of ids; `before`: of smaller ids."""
        where, values = self._where(equal)
        if before is not None:
            where, values = f"{where} AND id < %s", [*values, before]
        tail = f" ORDER BY id{' DESC' if newest_first else ''} LIMIT {int(most)}"
        if lock and connection.features.has_select_for_update:
            tail += " FOR UPDATE"
        columns = ", ".join(self._column(name) for name in names)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {self._name} WHERE {where}{tail}", values)
            found = cursor.fetchall()
        return [tuple(self._read(names, row)) for row in found]

    def count(self, **equal: Any) -> int:
        """Return how many rows there are."""
        where, values = self._where(equal)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {self._name} WHERE {where}", values)
            return int(cursor.fetchone()[0])

    def update(self, where: dict[str, Any], **changed: Any) -> int:
        """Change rows and return how many there were."""
        conditions, values = self._where(where)
        assignments = ", ".join(f"{self._column(name)} = %s" for name in changed)
        prepared = [self._prepare(name, value) for name, value in changed.items()]
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self._name} SET {assignments} WHERE {conditions}", [*prepared, *values]
            )
            return int(cursor.rowcount)

    @cached_property
    def _name(self) -> str:
        return connection.ops.quote_name(self._model._meta.db_table)

    @cached_property
    def _converters(self) -> dict[str, list[Any]]:
        """What turns a column's value into the field's, for each field that needs it."""
        columns = (
            (field, field.get_col(self._model._meta.db_table)) for field in self._fields.values()
        )
        return {
            field.attname: [
                (convert, column)
                for convert in (
                    *connection.ops.get_db_converters(column), *column.get_db_converters(connection)
                )
            ]
            for field, column in columns
        }  # fmt: skip

    @cached_property
    def _fields(self) -> dict[str, Any]:
        return {field.attname: field for field in self._model._meta.concrete_fields}

    def _column(self, name: str) -> str:
        return connection.ops.quote_name(self._fields[name].column)

    def _where(self, equal: dict[str, Any]) -> tuple[str, list[Any]]:
        conditions = " AND ".join(f"{self._column(name)} = %s" for name in equal)
        return conditions, [self._prepare(name, value) for name, value in equal.items()]

    def _prepare(self, name: str, value: Any) -> Any:
        return self._fields[name].get_db_prep_save(value, connection)

    def _read(self, names: Sequence[str], row: Row) -> Row:
        values = []
        for name, value in zip(names, row, strict=True):
            for convert, column in self._converters[name]:
                value = convert(value, column, connection)
            values.append(value)
        return tuple(values)
