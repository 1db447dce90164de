"""Triggers by which the database itself refuses to change or remove rows of a table."""

from collections.abc import Iterator

_REFUSAL = "rows of {table} are never changed or removed"


def forbid(vendor: str, table: str) -> Iterator[str]:
    """Yield the statements that make a table append-only on SQLite or PostgreSQL."""
    refusal = _REFUSAL.format(table=table)
    if vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    yield (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF EXISTS (SELECT FROM {table}) THEN RAISE EXCEPTION '{refusal}'; END IF; "
        "RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_append BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def permit(vendor: str, table: str) -> Iterator[str]:
    """Yield the statements that undo `forbid`: for a migration backwards, and for tests' empty tables."""
    if vendor == "sqlite":
        for event in ("update", "delete"):
            yield f"DROP TRIGGER IF EXISTS {table}_{event}"
        return
    yield f"DROP TRIGGER IF EXISTS {table}_append ON {table}"
    yield f"DROP FUNCTION IF EXISTS {table}_refuse()"
