"""What the database does for a page: the statements that read a whole large table."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

_LARGE = ("conversation", "turn", "answer", "asked", "searchtext")
_SCAN = {
    # SQLite names the index where it walks one; a virtual table's own index is FTS5's.
    "sqlite": re.compile(rf"SCAN conversations_({'|'.join(_LARGE)})(?! (USING|VIRTUAL))"),
    "postgresql": re.compile(rf"Seq Scan on conversations_({'|'.join(_LARGE)})\b"),
}

Statement = tuple[str, tuple[Any, ...]]


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Record every SELECT of this process, whatever its thread."""
    found: list[Statement] = []
    execute = CursorWrapper.execute

    def record(self: Any, sql: str, params: Any = None) -> Any:
        if sql.startswith("SELECT"):
            found.append((sql, tuple(params or ())))
        return execute(self, sql, params)

    CursorWrapper.execute = record  # type: ignore[method-assign, assignment]
    try:
        yield found
    finally:
        CursorWrapper.execute = execute  # type: ignore[method-assign]


def full_scans(statements: Sequence[Statement]) -> list[str]:
    """Return the statements whose plan reads a large table from end to end, each shape once."""
    prefix = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    scanning = {}
    with connection.cursor() as cursor:
        for sql, params in dict.fromkeys(statements):
            cursor.execute(prefix + sql, params)
            plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
            if _SCAN[connection.vendor].search(plan):
                scanning[sql] = plan
    return list(scanning)
