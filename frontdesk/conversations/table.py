"""A model's rows, read and changed by statements of one shape each.

Django composes a query anew each time, which took most of a turn's time at the desk. Here a statement is
composed once; values go through the model's fields as ever, so that either database holds exactly what
Django would write.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

Row = tuple[Any, ...]


class Table[M: Model]:
    """Fields are named as on the model (`conversation_id`); conditions are equalities.

    `among`: a condition in SQL that leaves some of the rows, written as a partial index has it.
    """

    def __init__(self, model: type[M], among: str = "") -> None:
        self._model = model
        self._among = [among] if among else []
        self._composed: dict[Row, str] = {}

    def get(self, lock: bool = False, **equal: Any) -> M | None:
        """Return the first object, or None; `lock` keeps others from it until the transaction ends."""
        rows = self.rows(self._names, 1, lock=lock, **equal)
        return self._model(*rows[0]) if rows else None

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
        connection = connections[DEFAULT_DB_ALIAS]
        values = self._prepare(equal, connection) + ([] if before is None else [before])

        def compose() -> str:
            columns = ", ".join(self._columns[name] for name in names)
            where = self._where(equal, *(() if before is None else ("id < %s",)))
            lead = f"SELECT {columns} FROM {self._name} WHERE {where} ORDER BY id"
            locks = lock and connection.features.has_select_for_update
            return (
                f"{lead}{' DESC' if newest_first else ''} LIMIT %s{' FOR UPDATE' if locks else ''}"
            )

        shape = ("rows", tuple(names), tuple(equal), before is None, newest_first, lock)
        with connection.cursor() as cursor:
            cursor.execute(self._sql(shape, compose), [*values, most])
            found: list[Row] = cursor.fetchall()
        return [self._read(names, row, connection) for row in found]

    def count(self, **equal: Any) -> int:
        """Return how many rows there are."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql = self._sql(
            ("count", *equal),
            lambda: f"SELECT COUNT(*) FROM {self._name} WHERE {self._where(equal)}",
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, self._prepare(equal, connection))
            return int(cursor.fetchone()[0])

    def insert(self, row: M, if_new: bool = False) -> bool:
        """Write a new row; where the database chooses its key, the row has it afterwards.

        `if_new`: leave a row that a constraint finds there already, and return False.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        has_key = row.pk is not None
        names = self._names if has_key else self._names_but_key

        def compose() -> str:
            columns = ", ".join(self._columns[name] for name in names)
            marks = ", ".join("%s" for _ in names)
            unless = " ON CONFLICT DO NOTHING" if if_new else ""
            told = "" if has_key else f" RETURNING {self._key}"
            return f"INSERT INTO {self._name} ({columns}) VALUES ({marks}){unless}{told}"

        values = {name: getattr(row, name) for name in names}
        sql = self._sql(("insert", has_key, if_new), compose)
        with connection.cursor() as cursor:
            cursor.execute(sql, self._prepare(values, connection))
            if has_key:
                return bool(cursor.rowcount)
            written = cursor.fetchone()
        if written:
            (row.pk,) = written
        return written is not None

    def keep(self, row: M, names: Sequence[str]) -> None:
        """Write these fields of a row back."""
        self.update({self._key_name: row.pk}, **{name: getattr(row, name) for name in names})

    def update(self, where: dict[str, Any], **changed: Any) -> int:
        """Change rows and return how many there were."""
        connection = connections[DEFAULT_DB_ALIAS]

        def compose() -> str:
            assignments = ", ".join(f"{self._columns[name]} = %s" for name in changed)
            return f"UPDATE {self._name} SET {assignments} WHERE {self._where(where)}"

        sql = self._sql(("update", tuple(changed), tuple(where)), compose)
        values = self._prepare(changed, connection) + self._prepare(where, connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return int(cursor.rowcount)

    def _sql(self, shape: Row, compose: Callable[[], str]) -> str:
        if shape not in self._composed:
            self._composed[shape] = compose()
        return self._composed[shape]

    def _where(self, equal: dict[str, Any], *conditions: str) -> str:
        equalities = (f"{self._columns[name]} = %s" for name in equal)
        return " AND ".join([*equalities, *self._among, *conditions])

    def _prepare(self, values: dict[str, Any], connection: Any) -> list[Any]:
        fields = self._fields
        return [fields[name].get_db_prep_save(value, connection) for name, value in values.items()]

    def _read(self, names: Sequence[str], row: Row, connection: Any) -> Row:
        values = list(row)
        for at, name in enumerate(names):
            for convert, column in self._converters.get(name, ()):
                values[at] = convert(values[at], column, connection)
        return tuple(values)

    @cached_property
    def _fields(self) -> dict[str, Any]:
        return {field.attname: field for field in self._model._meta.concrete_fields}

    @cached_property
    def _names(self) -> list[str]:
        return list(self._fields)

    @cached_property
    def _names_but_key(self) -> list[str]:
        return [name for name, field in self._fields.items() if not field.primary_key]

    @cached_property
    def _key(self) -> str:
        return self._columns[self._key_name]

    @cached_property
    def _key_name(self) -> str:
        return next(name for name, field in self._fields.items() if field.primary_key)

    @cached_property
    def _name(self) -> str:
        return connections[DEFAULT_DB_ALIAS].ops.quote_name(self._model._meta.db_table)

    @cached_property
    def _columns(self) -> dict[str, str]:
        quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
        return {name: quote(field.column) for name, field in self._fields.items()}

    @cached_property
    def _converters(self) -> dict[str, list[Row]]:
        """What turns a column's value into the field's, for each field that needs it."""
        connection, table = connections[DEFAULT_DB_ALIAS], self._model._meta.db_table
        found = {}
        for name, field in self._fields.items():
            column = field.get_col(table)
            converters = connection.ops.get_db_converters(column)
            converters += column.get_db_converters(connection)
            if converters:
                found[name] = [(convert, column) for convert in converters]
        return found
