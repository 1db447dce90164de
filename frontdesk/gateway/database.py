"""Database work off the event loop: each piece one transaction, on threads that keep their connection."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import ParamSpec, TypeVar

from django.db import Error, connection, transaction

P = ParamSpec("P")
T = TypeVar("T")


class DatabaseDown(Exception):
    """The database did not do its work; nothing of the transaction was kept."""


class Database:
    """SQLite has one writer, so one thread; PostgreSQL as many as `threads`."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, "database")

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns, committed. Raises DatabaseDown, or what `work` raises."""
        task = partial(_transaction, partial(work, *args, **kwargs))
        return await asyncio.get_running_loop().run_in_executor(self._pool, task)

    async def visit(self, work: Callable[[], T]) -> T:
        """Return what `work` returns; it opens transactions of its own where it writes."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, _connected, work)

    def close(self) -> None:
        """End the threads and their connections."""
        together = Barrier(self._threads)  # so that each thread has one of the tasks
        for _ in range(self._threads):
            self._pool.submit(_close, together)
        self._pool.shutdown()


def _close(together: Barrier) -> None:
    together.wait()
    connection.close()


def _connected[T](work: Callable[[], T]) -> T:
    connection.close_if_unusable_or_obsolete()
    return work()


def _transaction[T](work: Callable[[], T]) -> T:
    try:
        connection.close_if_unusable_or_obsolete()
        with transaction.atomic():
            return work()
    except Error as error:
        raise DatabaseDown(type(error).__name__) from error
