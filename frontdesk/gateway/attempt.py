"""Attempts at a turn: Rasa asked under the lease, again where it failed, while somebody waits."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from frontdesk.conversations.models import Turn
from frontdesk.conversations.sealing import Seal
from frontdesk.gateway import journal, outbox, outcome
from frontdesk.gateway.choice import Choices
from frontdesk.gateway.database import Database
from frontdesk.gateway.ending import Ended, Ending
from frontdesk.gateway.forgetting import forget_at_rasa
from frontdesk.gateway.journal import Work
from frontdesk.gateway.metrics import Metrics
from frontdesk.gateway.notice import Notice
from frontdesk.gateway.outcome import Message, Outcome
from frontdesk.gateway.rasa import Rasa, RasaFailed, RasaRefused, Reply
from frontdesk.log import logger

_RENEWAL = journal.LEASE_SECONDS / 3
_PAUSES = (0.1, 0.25, 0.5, 1.0)  # seconds before another attempt; then the last of them
_LEAST = 1.0  # seconds that Rasa gets at least
_MOST = 10  # attempts that fail though Rasa works, each of several tries
_LONGEST = 60.0  # seconds between them

log = logger("attempt")


class GivenBack(Exception):
    """The turn still waits: nobody here does so any longer, or another took over."""


@dataclass
class Attempts:
    """What attempts need; `now` is the time in seconds since 1970."""

    database: Database
    rasa: Rasa
    ending: Ending
    seal: Seal
    choices: Choices
    notice: Notice
    metrics: Metrics
    now: Callable[[], float]

    async def take(self, name: str) -> Work | None:
        """Lease a conversation's next turn, if it is free and has one."""
        return await self.database.run(journal.take, name, self.now())

    async def find(self, turn: int) -> list[Message]:
        """Return what a turn was answered with by another process, if it was."""
        return await self.database.run(self.ending.records.answers, turn)

    async def run(self, work: Work, until: Callable[[], float], delivered: bool) -> Ended:
        """Run a turn to its end, again and again `until` the loop's time. Raises GivenBack."""
        for pause in _pauses():
            try:
                return await self._end(work, await self._ask(work, until()), delivered)
            except RasaFailed as failure:
                self.metrics.failures.labels(failure.reason).inc()
                log.warning("attempt_failed", turn=work.turn.id, reason=failure.reason)
            left = until() - asyncio.get_running_loop().time()
            await asyncio.sleep(min(pause, max(left, 0)))
            if left <= pause:  # given back at the very end: whoever waits would lease it again
                break
            await self._keep_lease(work)
        return await self._give_back(work)

    async def _give_back(self, work: Work) -> Ended:
        """Leave the turn for later; one that fails though Rasa works is left to staff in the end."""
        fails_by_itself = await self._is_rasa_ready()
        if fails_by_itself and work.turn.attempts + 1 >= _MOST:
            log.error("turn_given_up", turn=work.turn.id)
            return await self._end(work, self._refusal(work), False)
        pause = min(2.0**work.turn.attempts, _LONGEST) if fails_by_itself else 1.0
        await self.database.run(self._put_off, work, self.now() + pause, fails_by_itself)
        raise GivenBack

    def _put_off(self, work: Work, next_attempt: float, counts: bool) -> None:
        journal.release(work, next_attempt, counts)
        notice = self.notice.pending(work.conversation, work.turn.message_id)
        self.ending.post.put_notice_once(work.turn.conversation, notice, self.now())

    async def _is_rasa_ready(self) -> bool:
        try:
            checks = await self.rasa.ready()
        except (RasaFailed, RasaRefused):
            return False
        return all(check.get("ready") for check in checks.values())

    def _refusal(self, work: Work) -> Outcome:
        return outcome.of_refusal(self.notice.refused(work.conversation, work.turn.message_id))

    async def _ask(self, work: Work, until: float) -> Outcome:
        seconds = max(until - asyncio.get_running_loop().time(), _LEAST)
        try:
            reply = await self._keeping_lease(work, self.rasa.take(self._turn(work), seconds))
        except RasaRefused as refused:
            log.error("turn_refused", turn=work.turn.id, status=refused.status)
            return self._refusal(work)
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
        ended = await self.database.run(self.ending.end, work, outcome, delivered, self.now())
        if ended.messages is None:
            raise GivenBack
        note = ended.erasure
        if note is not None and await forget_at_rasa(self.rasa, work.conversation, note):
            await self.database.run(outbox.done, note)
        return ended

    def _turn(self, work: Work) -> dict[str, Any]:
        turn = work.turn
        said = {"topic": turn.topic} if turn.topic else {"text": self._words(turn)}
        metadata: dict[str, Any] = {"channel": turn.conversation.channel}
        if work.new_session:
            metadata["new_session"] = True
        return {
            "conversation": work.conversation, "message_id": str(turn.message_id), **said,
            "metadata": metadata,
        }  # fmt: skip

    def _words(self, turn: Turn) -> str:
        return turn.redacted_text if turn.words is None else str(self.seal.open(turn.words))


def _pauses() -> Any:
    yield from _PAUSES
    while True:
        yield _PAUSES[-1]
