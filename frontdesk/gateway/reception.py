"""Reception: a verified message in, its answers out. Journaled first, whatever happens after."""

from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.conversations.models import WAITING
from frontdesk.conversations.record import Record
from frontdesk.conversations.sealing import Seal
from frontdesk.gateway import journal, outcome
from frontdesk.gateway.channels.post import WEB
from frontdesk.gateway.choice import Choice, find_choice
from frontdesk.gateway.database import Database, DatabaseDown
from frontdesk.gateway.ending import Ending
from frontdesk.gateway.incoming import Incoming
from frontdesk.gateway.journal import Entry
from frontdesk.gateway.line import Lines
from frontdesk.gateway.metrics import Metrics
from frontdesk.gateway.name import Names
from frontdesk.gateway.notice import Notice
from frontdesk.gateway.outcome import Message
from frontdesk.gateway.room import Room
from frontdesk.log import logger
from needlewise.safety.gate import Gate

_GRACE = 0.5  # seconds that a message gets which is asked for again after its time

log = logger("reception")


@dataclass(frozen=True)
class Answered:
    """`pending`: `messages` are a notice, and the answers come later under the same id."""

    messages: list[Message]
    pending: bool = False


@dataclass
class Reception:
    """What receiving needs; `now` is the time in seconds since 1970, `deadline` in seconds."""

    database: Database
    lines: Lines
    ending: Ending
    seal: Seal
    names: Names
    notice: Notice
    gate: Gate
    redact: Callable[[str], str]
    room: Room
    notice_version: str
    deadline: float
    metrics: Metrics
    now: Callable[[], float]

    @property
    def records(self) -> Record:
        """What was said in turns that have ended."""
        return self.ending.records

    async def receive(self, channel: str, conversation: str, message: Incoming) -> Answered:
        """Return a message's answers. Raises Refusal, or DatabaseDown if it could not be journaled."""
        with self.metrics.seconds.time():
            answered = await self._receive(channel, conversation, message)
        outcome = "pending" if answered.pending else answered.messages[0]["kind"]
        self.metrics.messages.labels(outcome).inc()
        return answered

    async def _receive(self, channel: str, conversation: str, message: Incoming) -> Answered:
        choice = await self._choice(conversation, message)
        text = choice.title if choice else message.text or ""
        entry = self.entry(channel, conversation, message, choice, text)
        flag = None if choice else self.gate.check(text)
        if flag is not None:
            return await self._warn(entry, flag.group)
        entered = await self.database.run(journal.enter, entry, self.room, self.now())
        if entered.turn.state != WAITING:
            return Answered(await self.database.run(self.records.answers, entered.turn.id))
        left = entered.turn.received_at.timestamp() + self.deadline - self.now()
        seconds = min(max(left, _GRACE), self.deadline)
        found = await self.lines.answer(conversation, entered.turn.id, entered.work, seconds)
        if found is None:
            return Answered([self.notice.pending(conversation, message.id)], pending=True)
        return Answered(found)

    async def _choice(self, conversation: str, message: Incoming) -> Choice | None:
        if message.choice is None:
            return None
        return await self.database.run(find_choice, conversation, message.choice)

    def entry(
        self, channel: str, conversation: str, message: Incoming, choice: Choice | None, text: str
    ) -> Entry:
        """Return what the journal keeps of a message: `text` as it was written, or as the choice reads."""
        kind, value = ("choice", message.choice) if choice else ("text", text)
        return Entry(
            conversation=conversation,
            channel=channel,
            message_id=message.id,
            digest=self.names.body(conversation, kind, value or ""),
            words=self.seal.close(text),
            redacted_text=text if choice else self.redact(text),
            notice_version=self.notice_version,
            topic=choice.topic if choice else "",
        )

    async def _warn(self, entry: Entry, group: str) -> Answered:
        """Answer a red flag at once: nothing may stand before it, not even a database that is down."""
        try:
            return Answered(await self.database.run(self.warn, entry, group))
        except DatabaseDown as failure:
            log.error("red_flag_not_kept", reason=str(failure))
            return Answered([self.notice.red_flag(entry.conversation, entry.message_id, group)])

    def warn(self, entry: Entry, group: str) -> list[Message]:
        """Journal a red flag with its answer, and return that."""
        message = self.notice.red_flag(entry.conversation, entry.message_id, group)
        entered = journal.enter(entry, None, self.now())
        if entered.written is None:
            return self.records.answers(entered.turn.id)
        ended = outcome.of_gate(message, group)
        self.ending.warn(entered.written, ended, entry.channel == WEB, self.now())
        return list(ended.messages)
