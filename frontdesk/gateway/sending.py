"""Sending: what is due in the outbox, each lane by itself, until it is done or given up."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from frontdesk.gateway import outbox
from frontdesk.gateway.database import Database, DatabaseDown
from frontdesk.gateway.models import Outgoing
from frontdesk.gateway.outbox import NotSent
from frontdesk.log import describe, logger

_AT_ONCE = (
    6  # notes of one lane at a glance of the worker: 24 a second, under what each platform takes
)

log = logger("sending")


@dataclass(frozen=True)
class Sender:
    """Sends notes of one kind; `send` raises NotSent. Older than `patience` seconds they are given up.

    `pace`: seconds that a note's conversation is left alone after it.
    """

    send: Callable[[Outgoing], Awaitable[None]]
    patience: float | None = None
    pace: Callable[[Outgoing], float] = lambda note: 0.0


async def _refuse(note: Outgoing) -> None:
    raise NotSent(f"nobody here sends '{note.kind}'")


_NOBODY = Sender(_refuse)


@dataclass
class Sending:
    """`now` is the time in seconds since 1970, `jitter` a new number from 0 to 1 at each call."""

    database: Database
    senders: Mapping[str, Sender]
    now: Callable[[], float]
    jitter: Callable[[], float]
    _tasks: dict[int, tuple[str, asyncio.Task[None]]] = field(default_factory=dict)
    _paused: dict[str, float] = field(default_factory=dict)  # lane -> until when
    _resting: dict[str, float] = field(default_factory=dict)  # conversation -> until when

    async def look(self) -> None:
        """Begin to send what is due; a full lane, or one told to wait, is left to what is urgent."""
        lanes = Counter(lane for lane, _ in self._tasks.values())
        full = {lane for lane, busy in lanes.items() if busy >= _AT_ONCE}
        now = self.now()
        paused = {lane for lane, until in self._paused.items() if until > now}
        self._resting = {name: until for name, until in self._resting.items() if until > now}
        resting = list(self._resting)
        for note in await self.database.run(outbox.due, now, full | paused, resting):
            has_room = note.urgent or lanes[note.lane] < _AT_ONCE
            if note.id not in self._tasks and has_room:
                lanes[note.lane] += 1
                task = asyncio.create_task(self._serve(note))
                self._tasks[note.id] = note.lane, task

    async def settle(self) -> None:
        """Wait for what is being sent."""
        if self._tasks:
            await asyncio.wait([task for _, task in self._tasks.values()])

    async def _serve(self, note: Outgoing) -> None:
        try:
            if await self.database.run(outbox.claim, note, self.now()):
                await self._send(note)
        except DatabaseDown as failure:  # the claim ends by itself
            log.error("outbox_not_updated", note=note.id, reason=str(failure))
        finally:
            del self._tasks[note.id]

    async def _send(self, note: Outgoing) -> None:
        sender = self.senders.get(note.kind, _NOBODY)
        try:
            await sender.send(note)
        except NotSent as failure:
            await self._fail(note, sender, failure)
        except DatabaseDown:
            raise
        except Exception as error:  # a fault of ours must not stop what else is to be sent
            log.error("sender_failed", note=note.id, place=describe(error))
            await self._fail(note, sender, NotSent(f"our fault: {type(error).__name__}"))
        else:
            self._rest(note, sender)
            await self.database.run(outbox.done, note.id)

    def _rest(self, note: Outgoing, sender: Sender) -> None:
        pace = sender.pace(note)
        if pace:
            self._resting[note.conversation] = self.now() + pace

    async def _fail(self, note: Outgoing, sender: Sender, failure: NotSent) -> None:
        now = self.now()
        log.warning("outbox_waits", note=note.id, kind=note.kind, problem=failure.problem)
        if failure.after is not None:
            self._paused[note.lane] = now + failure.after
        age = now - note.created_at.timestamp()
        if failure.for_good or (sender.patience is not None and age >= sender.patience):
            await self.database.run(outbox.give_up, note.id, failure.problem, now)
        else:
            await self.database.run(outbox.failed, note, failure, now, self.jitter())
