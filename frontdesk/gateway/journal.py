"""The journal: what came in, durably, before anything is answered; run once, in order, under a lease."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from frontdesk.conversations.models import ANSWERED, REFUSED, WAITING, Conversation, Turn
from frontdesk.conversations.redaction import DETAILS
from frontdesk.gateway.refusal import Refusal
from frontdesk.gateway.room import Room, check_room

LEASE_SECONDS = 3.0  # renewed while a turn runs; after a crash another takes over this soon
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Entry:
    """What is written of a message before it is answered; `words` sealed, the rest fit for staff."""

    conversation: str
    channel: str
    message_id: UUID
    digest: str
    words: bytes
    redacted_text: str
    notice_version: str
    topic: str = ""


@dataclass(frozen=True)
class Work:
    """A turn to run and the lease to run it under."""

    conversation: str
    channel: str
    turn: int
    message_id: UUID
    words: bytes | memoryview | None
    redacted_text: str
    topic: str
    new_session: bool
    lease: str
    attempts: int


@dataclass(frozen=True)
class Entered:
    """The turn of a message in the journal, and the work to begin with where the line was free."""

    turn: Turn
    work: Work | None


def enter(entry: Entry, room: Room, now: float) -> Entered:
    """Write a message into the journal, or find it there. Raises Refusal (409 or 429)."""
    turn, _ = write(entry, room, now)
    waits = turn.state == WAITING
    return Entered(turn, take(entry.conversation, now) if waits else None)


def write(entry: Entry, room: Room | None, now: float) -> tuple[Turn, bool]:
    """Return the message's turn and whether it is new. Raises Refusal (409, or 429 if no `room`)."""
    conversation = _conversation(entry, now)
    turn = Turn.objects.filter(conversation=conversation, message_id=entry.message_id).first()
    if turn is None:
        if room is not None:
            check_room(conversation, room, now)
        return _write(entry, conversation, now), True
    if turn.digest != entry.digest:
        raise Refusal(409, "other_body", "This id came before, with another body. Use a new id.")
    turn.conversation = conversation
    return turn, False


def take(conversation: str, now: float, eager: bool = True) -> Work | None:
    """Lease the conversation's first waiting turn; None if none waits or another has the lease.

    An eager taker does not mind that the turn failed a moment ago.
    """
    free = Conversation.objects.filter(
        Q(lease="") | Q(lease_ends__lt=now) | Q(lease_ends__gt=now + 2 * LEASE_SECONDS),
        name=conversation,
    )
    first = Turn.objects.filter(conversation__name=conversation, state=WAITING).order_by("id")
    turn = first.select_related("conversation").first()
    if turn is None or (not eager and turn.next_attempt > now):
        return None
    lease = secrets.token_hex(16)
    if not free.update(lease=lease, lease_ends=now + LEASE_SECONDS):
        return None
    return _work(turn, lease)


def renew(work: Work, now: float) -> bool:
    """Keep the lease for longer; False if it was lost."""
    held = Conversation.objects.filter(name=work.conversation, lease=work.lease)
    return bool(held.update(lease_ends=now + LEASE_SECONDS))


def release(work: Work, next_attempt: float | None = None, counts: bool = False) -> None:
    """Give the lease back, the turn still waiting; `counts`: the attempt failed by the turn itself."""
    Conversation.objects.filter(name=work.conversation, lease=work.lease).update(lease="")
    if next_attempt is not None:
        waiting = Turn.objects.filter(id=work.turn, state=WAITING)
        waiting.update(next_attempt=next_attempt, attempts=F("attempts") + int(counts))


def holds(work: Work) -> bool:
    """Say whether the lease is still ours; from here to the end of the transaction nobody takes it."""
    held = Conversation.objects.select_for_update().filter(name=work.conversation, lease=work.lease)
    return held.exists()


def next_work(work: Work, now: float) -> Work | None:
    """Go on to the conversation's next waiting turn under a new lease, or give the lease back."""
    Conversation.objects.filter(name=work.conversation, lease=work.lease).update(lease="")
    return take(work.conversation, now)


def left_behind(now: float, most: int = 20) -> Sequence[str]:
    """Return conversations with a turn that waits while nobody works on it, the longest first."""
    free = Q(conversation__lease="") | Q(conversation__lease_ends__lt=now)
    turns = Turn.objects.filter(free, state=WAITING, next_attempt__lte=now).order_by("id")
    return list(dict.fromkeys(turns.values_list("conversation__name", flat=True)[:most]))


def moment(conversation: Conversation, now: float) -> datetime:
    """Return the time of what happens now in a conversation: later than all before, whatever the clock."""
    wanted = datetime.fromtimestamp(now, UTC)
    return max(wanted, conversation.last_at + _TICK)


def settle(turn: Turn, state: str, at: datetime, fields: dict[str, Any]) -> None:
    """Write down how a turn ended."""
    if state not in (ANSWERED, REFUSED):
        raise ValueError(f"A turn does not end as '{state}'.")
    Turn.objects.filter(id=turn.id).update(state=state, answered_at=at, **fields)
    Conversation.objects.filter(id=turn.conversation_id).update(last_at=at)


def _conversation(entry: Entry, now: float) -> Conversation:
    """Return the conversation, locked until the end of the transaction; its first message begins it."""
    locked = Conversation.objects.select_for_update().filter(name=entry.conversation)
    if (found := locked.first()) is not None:
        return found
    at = datetime.fromtimestamp(now, UTC)
    begun = Conversation(
        name=entry.conversation, channel=entry.channel, started_at=at, last_at=at,
        notice_version=entry.notice_version,
    )  # fmt: skip
    Conversation.objects.bulk_create([begun], ignore_conflicts=True)
    return locked.get()


def _write(entry: Entry, conversation: Conversation, now: float) -> Turn:
    at = moment(conversation, now)
    redacted_text = entry.redacted_text
    if not entry.topic and _is_form_open(conversation):
        redacted_text = DETAILS  # a name alone tells nobody that it is one; `ending` looks again
    turn = Turn(
        conversation=conversation, message_id=entry.message_id, digest=entry.digest, words=entry.words,
        redacted_text=redacted_text, topic=entry.topic, received_at=at,
    )  # fmt: skip
    turn.save(force_insert=True)
    Conversation.objects.filter(id=conversation.id).update(last_at=at)
    conversation.last_at = at
    return turn


def _is_form_open(conversation: Conversation) -> bool:
    """Say whether the last answer asked for contact details."""
    before = Turn.objects.filter(conversation=conversation).order_by("-id")
    return "handoff" in (before.values_list("flags", flat=True).first() or ())


def _work(turn: Turn, lease: str) -> Work:
    before = Turn.objects.filter(conversation_id=turn.conversation_id, id__lt=turn.id).order_by(
        "-id"
    )
    last = before.values_list("answered_by", flat=True).first()
    return Work(
        conversation=turn.conversation.name,
        channel=turn.conversation.channel,
        turn=turn.id,
        message_id=turn.message_id,
        words=turn.words,
        redacted_text=turn.redacted_text,
        topic=turn.topic,
        new_session=last == "gate",
        lease=lease,
        attempts=turn.attempts,
    )
