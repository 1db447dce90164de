"""Connections to the tracker store's database: SQLite in one file, or PostgreSQL."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.pool import QueuePool

_WAIT = 3  # seconds that a turn waits for a connection or a lock; a turn has eight in all


def create_engine(url: str) -> Engine:
    """Return an engine for `url`. Statement parameters, which hold patients' words, are never shown."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite":
        return _sqlite(place)
    options = f"-c statement_timeout={_WAIT * 1000} -c lock_timeout={_WAIT * 1000}"
    return sa.create_engine(
        place,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=_WAIT,
        connect_args={"connect_timeout": _WAIT, "options": options},
    )


def _sqlite(place: URL) -> Engine:
    if place.database:
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        place,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_timeout=_WAIT,
        connect_args={"timeout": _WAIT, "check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # Python's driver would begin only at the first write
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA secure_delete=ON")  # erased means overwritten


def _begin(connection: sa.engine.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
