"""A conversation's line: its turns one after the other, each run once, whoever waits for it."""

import asyncio
from collections import deque
from dataclasses import dataclass, field

from frontdesk.gateway.attempt import Attempts, GivenBack
from frontdesk.gateway.journal import Work
from frontdesk.gateway.outcome import Message
from frontdesk.log import describe, logger

log = logger("line")

_GLANCE = 0.1  # seconds between looks at what another process does

Future = asyncio.Future[list[Message] | None]


@dataclass
class Line:
    """`until` is the loop's time at which nobody waits any longer; `leased` is what is not yet begun.

    A message may be journaled, and its turn leased, while what ran before it is still being let go.
    """

    name: str
    attempts: Attempts
    until: float = 0.0
    leased: deque[Work] = field(default_factory=deque)
    waiting: dict[int, Future] = field(default_factory=dict)

    def expect(self, turn: int) -> Future:
        """Return what will hold the turn's answers, None if there are none in time."""
        if turn not in self.waiting:
            self.waiting[turn] = asyncio.get_running_loop().create_future()
        return self.waiting[turn]

    async def serve(self) -> None:
        """Run what waits in this conversation, until nothing does or nobody waits for it."""
        try:
            while await self._step():
                pass
        finally:
            for turn in list(self.waiting):
                self._resolve(turn, None)

    async def _step(self) -> bool:
        if not self.leased and (found := await self.attempts.take(self.name)):
            self.leased.append(found)
        if self.leased:
            return await self._run(self.leased.popleft())
        return bool(self.waiting) and await self._look()

    async def _run(self, work: Work) -> bool:
        try:
            ended = await self.attempts.run(work, lambda: self.until, work.turn.id in self.waiting)
        except GivenBack:
            return bool(self.leased) or asyncio.get_running_loop().time() < self.until
        if ended.next is not None:
            self.leased.append(ended.next)
        self._resolve(work.turn.id, ended.messages)
        return bool(self.leased or self.waiting)

    async def _look(self) -> bool:
        """See whether another process answered; go on looking until it is too late."""
        for turn in list(self.waiting):
            if answers := await self.attempts.find(turn):
                self._resolve(turn, answers)
        if asyncio.get_running_loop().time() >= self.until:
            return False
        await asyncio.sleep(_GLANCE)
        return True

    def _resolve(self, turn: int, messages: list[Message] | None) -> None:
        future = self.waiting.pop(turn, None)
        if future is not None and not future.done():
            future.set_result(messages)


class Lines:
    """The lines of this process: one task for each conversation that has something to run."""

    def __init__(self, attempts: Attempts) -> None:
        self._attempts = attempts
        self._lines: dict[str, Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def answer(
        self, name: str, turn: int, work: Work | None, seconds: float
    ) -> list[Message] | None:
        """Return a turn's answers, run by whoever has the lease; None if there are none in time.

        The turn goes on if the caller is cancelled.
        """
        line = self._line(name, work, seconds)
        future = line.expect(turn)
        await asyncio.wait({future}, timeout=max(seconds, 0))
        return future.result() if future.done() else None

    def begin(self, name: str, work: Work, seconds: float) -> None:
        """Run a turn that nobody waits for; its answers go to the outbox."""
        self._line(name, work, seconds)

    async def attend(self, name: str, seconds: float) -> None:
        """Run what waits in a conversation that nobody attends."""
        self._line(name, None, seconds)
        while name in self._lines:
            await asyncio.sleep(_GLANCE)

    def __len__(self) -> int:
        return len(self._lines)

    async def drain(self) -> None:
        """Wait for the turns in progress."""
        if self._tasks:
            await asyncio.wait(set(self._tasks))

    def _line(self, name: str, work: Work | None, seconds: float) -> Line:
        line = self._lines.get(name)
        if line is None:
            line = self._lines[name] = Line(name, self._attempts)
            task = asyncio.create_task(self._serve(line))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if work is not None:
            line.leased.append(work)
        line.until = max(line.until, asyncio.get_running_loop().time() + seconds)
        return line

    async def _serve(self, line: Line) -> None:
        try:
            await line.serve()
        except Exception as error:  # the journal still has the turn; the worker takes it over
            log.error("line_failed", error=type(error).__name__, detail=describe(error))
        finally:
            del self._lines[line.name]
