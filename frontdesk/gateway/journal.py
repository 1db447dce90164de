"""The journal: what came in, durably, before anything is answered; run once, in order, under a lease."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from frontdesk.conversations.models import WAITING, Conversation, Turn
from frontdesk.conversations.redaction import DETAILS
from frontdesk.conversations.table import Table
from frontdesk.gateway.refusal import Refusal
from frontdesk.gateway.room import Room, check_room
from frontdesk.gateway.seen import Seen, read_recent, see

LEASE_SECONDS = 3.0  # renewed while a turn runs; after a crash another takes over this soon
_TICK = timedelta(microseconds=1)
_CONVERSATIONS, _TURNS = Table(Conversation), Table(Turn)
_KEPT = ("last_at", "lease", "lease_ends")  # what a turn changes of its conversation


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
    """A message's turn in the journal, and the work to begin with where the line was free."""

    turn: Seen
    work: Work | None
    is_new: bool
    conversation: Conversation


def enter(entry: Entry, room: Room | None, now: float) -> Entered:
    """Write a message into the journal, or find it there, and lease its conversation if it is free.

    Without `room` (a red flag) there is no limit and no lease. Raises Refusal (409 or 429).
    """
    conversation = _conversation(entry, now)
    recent = read_recent(conversation, entry.message_id)
    turn = next((one for one in recent if one.message_id == entry.message_id), None)
    if turn is not None and turn.digest != entry.digest:
        raise Refusal(409, "other_body", "This id came before, with another body. Use a new id.")
    if turn is not None:
        work = take(entry.conversation, now) if room is not None and turn.state == WAITING else None
        return Entered(turn, work, False, conversation)
    if room is not None:
        check_room(recent, room, now)
    written = _write(entry, conversation, recent, now)
    is_next = room is not None and all(one.state != WAITING for one in recent)
    work = None
    if is_next and _is_free(conversation, now):
        work = _work(written, conversation, _lease(conversation, now), recent[:1])
    keep(conversation)
    return Entered(see(written), work, True, conversation)


def take(name: str, now: float) -> Work | None:
    """Lease the conversation's first waiting turn; None if none waits or another has the lease."""
    conversation = _CONVERSATIONS.get(lock=True, name=name)
    if conversation is None or not _is_free(conversation, now):
        return None
    work = _next(conversation, now)
    keep(conversation)
    return work


def held(work: Work) -> Conversation | None:
    """Return the conversation if the lease is still ours; it is locked until the transaction ends."""
    return _CONVERSATIONS.get(lock=True, name=work.conversation, lease=work.lease)


def go_on(conversation: Conversation, now: float) -> Work | None:
    """Go on to the conversation's next waiting turn under a new lease, or give the lease back."""
    conversation.lease = ""
    work = _next(conversation, now)
    keep(conversation)
    return work


def keep(conversation: Conversation) -> None:
    """Write down what a turn changed of its conversation, which is locked or leased."""
    changed = {name: getattr(conversation, name) for name in _KEPT}
    _CONVERSATIONS.update({"id": conversation.id}, **changed)


def renew(work: Work, now: float) -> bool:
    """Keep the lease for longer; False if it was lost."""
    held = Conversation.objects.filter(name=work.conversation, lease=work.lease)
    return bool(held.update(lease_ends=now + LEASE_SECONDS))


def release(work: Work, next_attempt: float, counts: bool) -> None:
    """Give the lease back, the turn still waiting; `counts`: the attempt failed by the turn itself."""
    Conversation.objects.filter(name=work.conversation, lease=work.lease).update(lease="")
    waiting = Turn.objects.filter(conversation__name=work.conversation, state=WAITING)
    waiting.update(next_attempt=next_attempt)
    waiting.filter(id=work.turn).update(attempts=F("attempts") + int(counts))


def left_behind(now: float, most: int = 20) -> Sequence[str]:
    """Return conversations with a turn that waits while nobody works on it, the longest first."""
    free = Q(conversation__lease="") | Q(conversation__lease_ends__lt=now)
    turns = Turn.objects.filter(free, state=WAITING, next_attempt__lte=now).order_by("id")
    return list(dict.fromkeys(turns.values_list("conversation__name", flat=True)[:most]))


def moment(conversation: Conversation, now: float) -> datetime:
    """Return the time of what happens now in a conversation: later than all before, whatever the clock."""
    at = max(datetime.fromtimestamp(now, UTC), conversation.last_at + _TICK)
    conversation.last_at = at
    return at


def _conversation(entry: Entry, now: float) -> Conversation:
    """Return the conversation, locked until the end of the transaction; its first message begins it."""
    found = _CONVERSATIONS.get(lock=True, name=entry.conversation)
    if found is not None:
        return found
    at = datetime.fromtimestamp(now, UTC)
    begun = Conversation(
        name=entry.conversation, channel=entry.channel, started_at=at, last_at=at,
        notice_version=entry.notice_version,
    )  # fmt: skip
    Conversation.objects.bulk_create([begun], ignore_conflicts=True)
    return Conversation.objects.select_for_update().get(name=entry.conversation)


def _write(entry: Entry, conversation: Conversation, recent: Sequence[Seen], now: float) -> Turn:
    redacted_text = entry.redacted_text
    if not entry.topic and recent and "handoff" in recent[0].flags:
        redacted_text = DETAILS  # a name alone tells nobody that it is one; `ending` looks again
    turn = Turn(
        conversation=conversation, message_id=entry.message_id, digest=entry.digest,
        words=entry.words, redacted_text=redacted_text, topic=entry.topic,
        received_at=moment(conversation, now),
    )  # fmt: skip
    _TURNS.insert(turn)
    return turn


def _is_free(conversation: Conversation, now: float) -> bool:
    """Say whether nobody has the lease: it was given back, or ended, or is from a clock that ran ahead."""
    ends = conversation.lease_ends
    return not conversation.lease or ends < now or ends > now + 2 * LEASE_SECONDS


def _lease(conversation: Conversation, now: float) -> str:
    conversation.lease = secrets.token_hex(16)
    conversation.lease_ends = now + LEASE_SECONDS
    return conversation.lease


def _next(conversation: Conversation, now: float) -> Work | None:
    turn = _TURNS.get(conversation_id=conversation.id, state=WAITING)
    if turn is None:
        return None
    before = read_recent(conversation, before=turn.id, most=1)
    return _work(turn, conversation, _lease(conversation, now), before)


def _work(turn: Turn, conversation: Conversation, lease: str, before: Sequence[Seen]) -> Work:
    return Work(
        conversation=conversation.name,
        channel=conversation.channel,
        turn=turn.id,
        message_id=turn.message_id,
        words=turn.words,
        redacted_text=turn.redacted_text,
        topic=turn.topic,
        new_session=bool(before) and before[0].answered_by == "gate",
        lease=lease,
        attempts=turn.attempts,
    )
