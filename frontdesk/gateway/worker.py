"""The worker beside the server: what was left behind, the outbox, and chores in between."""

import asyncio
import contextlib
import time

from django.dispatch import Signal

from frontdesk.gateway import journal
from frontdesk.gateway.database import DatabaseDown
from frontdesk.gateway.desk import Desk
from frontdesk.log import describe, logger

# Sent now and then with `desk`; what is connected does what no patient waits for, asynchronously.
spare_time = Signal()

_GLANCE = 0.25  # seconds between looks
_PATIENCE = 8.0  # seconds for a conversation before the next one has its turn
_AT_ONCE = 20
_CHORES = 20.0  # seconds between chores

log = logger("worker")


class Worker:
    """Works on at most `_AT_ONCE` conversations at a time; those of the server are leased, so left alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def work(self, stopped: asyncio.Event) -> None:
        """Look again and again until `stopped`."""
        chores = asyncio.create_task(self._do_chores(stopped))
        while not stopped.is_set():
            try:
                await self._look()
                await self._desk.sending.look()
            except DatabaseDown as failure:
                log.error("database_down", reason=str(failure))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), _GLANCE)
        await asyncio.wait([chores])
        await self._desk.sending.settle()

    async def _do_chores(self, stopped: asyncio.Event) -> None:
        while not stopped.is_set():
            for chore, outcome in await spare_time.asend_robust(Worker, desk=self._desk):
                if isinstance(outcome, Exception):
                    log.error("chore_failed", chore=chore.__name__, place=describe(outcome))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), _CHORES)

    async def _look(self) -> None:
        self._busy = {name: task for name, task in self._busy.items() if not task.done()}
        room = _AT_ONCE - len(self._busy)
        if room <= 0:
            return
        for name in await self._desk.database.run(journal.left_behind, time.time(), _AT_ONCE):
            if name not in self._busy and len(self._busy) < _AT_ONCE:
                self._busy[name] = asyncio.create_task(self._desk.lines.attend(name, _PATIENCE))
