"""The audit's table, which refuses to be emptied, emptied after a test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from frontdesk.console.append_only import forbid, permit
from frontdesk.console.audit import AuditRow


@contextmanager
def emptied() -> Iterator[None]:
    """Leave no row behind."""
    yield
    _execute(permit)
    AuditRow.objects.all().delete()
    _execute(forbid)


def _execute(statements: Callable[[str, str], Iterator[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, AuditRow._meta.db_table):
            cursor.execute(statement)
