"""How a turn ends in the database: answers, record, requests and the lease in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.conversations import concern, erasure, ledger, record
from frontdesk.conversations.models import Turn
from frontdesk.conversations.record import Record
from frontdesk.conversations.redaction import DETAILS
from frontdesk.conversations.table import Table
from frontdesk.gateway import alert, journal, outbox
from frontdesk.gateway.channels.post import Post
from frontdesk.gateway.journal import Work
from frontdesk.gateway.outcome import Message, Outcome

_TURNS = Table(Turn)


@dataclass(frozen=True)
class Ended:
    """`messages` is None where the lease was lost and nothing was kept; `next` is leased already."""

    messages: list[Message] | None
    next: Work | None
    erasure: int | None = None


@dataclass
class Ending:
    """`alerts` are the kinds of notes by which staff are told of a concern."""

    records: Record
    post: Post
    alerts: Sequence[str]

    def end(self, work: Work, outcome: Outcome, delivered: bool, now: float) -> Ended:
        """End a turn that was run under `work`'s lease; `delivered`: somebody waits for the answer."""
        conversation = journal.held(work)
        if conversation is None:
            return Ended(None, None)
        turn = work.turn
        turn.conversation = conversation
        if turn.redacted_text == DETAILS and "handoff" not in outcome.facts["flags"]:
            turn.redacted_text = self.records.redact_again(turn)
        note = self._write(turn, outcome, delivered, now)
        return Ended(list(outcome.messages), journal.go_on(conversation, now), note)

    def warn(self, turn: Turn, outcome: Outcome, delivered: bool, now: float) -> None:
        """End a turn as it comes, which nobody runs: a red flag."""
        self._write(turn, outcome, delivered, now)
        journal.keep(turn.conversation)

    def _write(self, turn: Turn, outcome: Outcome, delivered: bool, now: float) -> int | None:
        """Write an outcome down, and put it into the outbox where that delivers it.

        Return the outbox's note where the patient asked to be forgotten.
        """
        at = journal.moment(turn.conversation, now)
        record.remove_details(turn, outcome.effects)
        facts = {**outcome.facts, "redacted_text": turn.redacted_text, "answered_at": at}
        _TURNS.update(
            {"id": turn.id}, **facts, state=outcome.state, delivered_at=at if delivered else None
        )
        self.post.put_turn(turn, outcome.messages, now, is_farewell=outcome.forgets)
        answers = self.records.draft(outcome.messages)
        if outcome.forgets:
            record.write(turn, answers, [], at)
            erasure.erase_before(turn)
            ledger.add(turn, {**facts, "confidence": None}, answers, at)
            return outbox.put_erasure(turn.conversation.name, now)
        record.write(turn, answers, self.records.draft_requests(outcome.effects), at)
        ledger.add(turn, facts, answers, at)
        if (found := concern.note(turn, facts, at)) is not None:
            alert.put(found, self.alerts, now)
        return None
