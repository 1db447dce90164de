"""Attempts at a turn: Rasa asked under the lease, again where it failed, while somebody waits."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from frontdesk.conversations.record import Record
from frontdesk.conversations.sealing import Seal
from frontdesk.gateway import journal, outbox, outcome
from frontdesk.gateway.choice import Choices
from frontdesk.gateway.database import Database
from frontdesk.gateway.ending import Ended, end
from frontdesk.gateway.journal import Work
from frontdesk.gateway.notice import Notice
from frontdesk.gateway.outcome import Message, Outcome
from frontdesk.gateway.rasa import Rasa, RasaFailed, RasaRefused, Reply
from frontdesk.log import logger

_RENEWAL = journal.LEASE_SECONDS / 3
_PAUSES = (0.1, 0.25, 0.5)  # seconds before another attempt; then the last of them
_LEAST = 1.0  # seconds that Rasa gets at least

log = logger("attempt")


class GivenBack(Exception):
    """The turn still waits: nobody here does so any longer, or another took over."""


@dataclass
class Attempts:
    """What attempts need; `now` is the time in seconds since 1970."""

    database: Database
    rasa: Rasa
    records: Record
    seal: Seal
    choices: Choices
    notice: Notice
    now: Callable[[], float]

    async def take(self, name: str) -> Work | None:
        """Lease a conversation's next turn, if it is free and has one."""
        return await self.database.run(journal.take, name, self.now())

    async def find(self, turn: int) -> list[Message]:
        """Return what a turn was answered with by another process, if it was."""
        return await self.database.run(self.records.answers, turn)

    async def run(self, work: Work, until: Callable[[], float], delivered: bool) -> Ended:
        """Run a turn to its end, again and again `until` the loop's time. Raises GivenBack."""
        for pause in _pauses():
            try:
                return await self._end(work, await self._ask(work, until()), delivered)
            except RasaFailed as failure:
                log.warning("attempt_failed", turn=work.turn, reason=failure.reason)
            if asyncio.get_running_loop().time() + pause >= until():
                break
            await asyncio.sleep(pause)
            await self._keep_lease(work)
        await self.database.run(journal.release, work, self.now() + 1.0)
        raise GivenBack

    async def _ask(self, work: Work, until: float) -> Outcome:
        seconds = max(until - asyncio.get_running_loop().time(), _LEAST)
        try:
            reply = await self._keeping_lease(work, self.rasa.take(self._turn(work), seconds))
        except RasaRefused as refused:
            log.error("turn_refused", turn=work.turn, status=refused.status)
            return outcome.of_refusal(self.notice.refused(work.conversation, work.message_id))
        try:
            return outcome.of_reply(reply, self.choices.issuer(work.conversation))
        except (KeyError, TypeError, AttributeError, IndexError):
            raise RasaFailed("is not the contract's answer") from None

    async def _keeping_lease(self, work: Work, asking: Any) -> Reply:
        call: asyncio.Task[Reply] = asyncio.ensure_future(asking)
        try:
            while not (await asyncio.wait({call}, timeout=_RENEWAL))[0]:
                await self._keep_lease(work)
            return call.result()
        finally:
            call.cancel()

    async def _keep_lease(self, work: Work) -> None:
        if not await self.database.run(journal.renew, work, self.now()):
            raise GivenBack

    async def _end(self, work: Work, outcome: Outcome, delivered: bool) -> Ended:
        ended = await self.database.run(end, work, outcome, self.records, delivered, self.now())
        if ended.messages is None:
            raise GivenBack
        if ended.erasure is not None:
            await self._forget(work.conversation, ended.erasure)
        return ended

    async def _forget(self, name: str, note: int) -> None:
        """Have Rasa forget at once; where that fails the outbox does it later."""
        try:
            await self.rasa.forget(name)
        except (RasaFailed, RasaRefused) as failure:
            log.warning("erasure_waits", note=note, reason=str(failure))
        else:
            await self.database.run(outbox.done, note)

    def _turn(self, work: Work) -> dict[str, Any]:
        said = {"topic": work.topic} if work.topic else {"text": self._words(work)}
        metadata: dict[str, Any] = {"channel": work.channel}
        if work.new_session:
            metadata["new_session"] = True
        return {
            "conversation": work.conversation, "message_id": str(work.message_id), **said,
            "metadata": metadata,
        }  # fmt: skip

    def _words(self, work: Work) -> str:
        return work.redacted_text if work.words is None else str(self.seal.open(work.words))


def _pauses() -> Any:
    yield from _PAUSES
    while True:
        yield _PAUSES[-1]
