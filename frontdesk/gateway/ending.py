"""How a turn ends in the database: answers, record, requests and the lease in one transaction."""

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


def end(
    work: Work, outcome: Outcome, records: Record, post: Post, delivered: bool, now: float
) -> Ended:
    """End a turn that was run under `work`'s lease; `delivered`: somebody waits for the answer."""
    conversation = journal.held(work)
    if conversation is None:
        return Ended(None, None)
    turn = Turn(
        id=work.turn, conversation=conversation, words=work.words, redacted_text=work.redacted_text
    )
    note = keep(turn, outcome, records, post, delivered, now)
    return Ended(list(outcome.messages), journal.go_on(conversation, now), note)


def keep(
    turn: Turn, outcome: Outcome, records: Record, post: Post, delivered: bool, now: float
) -> int | None:
    """Write an outcome down, and put it into the outbox where that delivers it.

    Return the outbox's note where the patient asked to be forgotten.
    """
    at = journal.moment(turn.conversation, now)
    facts = {**outcome.facts, "state": outcome.state, "answered_at": at}
    if turn.redacted_text == DETAILS and "handoff" not in facts["flags"]:
        facts["redacted_text"] = records.redact_again(turn)
    _TURNS.update({"id": turn.id}, **facts, delivered_at=at if delivered else None)
    post.put_turn(turn, outcome.messages, now, is_farewell=outcome.forgets)
    answers = records.draft(outcome.messages)
    if not outcome.forgets:
        record.write(turn, answers, records.draft_requests(outcome.effects), at)
        record.remove_details(turn, outcome.effects)
        ledger.add(turn, facts, answers, at)
        if (found := concern.note(turn, facts, at)) is not None:
            alert.put(found, now)
        return None
    record.write(turn, answers, [], at)
    erasure.erase_before(turn)
    ledger.add(turn, {**facts, "confidence": None}, answers, at)
    return outbox.put_erasure(turn.conversation.name, now)
