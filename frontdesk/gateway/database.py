"""Database work off the event loop: each piece one transaction, on threads that keep their connection."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import Error, connection, transaction

P = ParamSpec("P")
T = TypeVar("T")


class DatabaseDown(Exception):
    """The database did not do its work; nothing of the transaction was kept."""


class Database:
    """SQLite has one writer, so one thread; PostgreSQL as many as `threads`."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, "database")

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns, committed. Raises DatabaseDown, or what `work` raises."""
        task = partial(_transaction, partial(work, *args, **kwargs))
        return await asyncio.get_running_loop().run_in_executor(self._pool, task)

    def close(self) -> None:
        """End the threads and their connections."""
        self._pool.submit(connection.close)
        self._pool.shutdown()


def _transaction[T](work: Callable[[], T]) -> T:
    try:
        connection.close_if_unusable_or_obsolete()
        with transaction.atomic():
            return work()
    except Error as error:
        raise DatabaseDown(type(error).__name__) from error
