"""The journal: what came in, durably, before anything is answered; run once, in order, under a lease."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from frontdesk.conversations import summary
from frontdesk.conversations.models import IS_WAITING, WAITING, Conversation, Turn
from frontdesk.conversations.redaction import DETAILS
from frontdesk.conversations.table import Table
from frontdesk.gateway.refusal import Refusal
from frontdesk.gateway.room import Room, check_room
from frontdesk.gateway.seen import Seen, read_recent, see

LEASE_SECONDS = 3.0  # renewed while a turn runs; after a crash another takes over this soon
_TICK = timedelta(microseconds=1)
_CONVERSATIONS, _TURNS, _WAITING = Table(Conversation), Table(Turn), Table(Turn, IS_WAITING)
_LEASED = ("last_at", "lease", "lease_ends")  # what a message changes of its conversation


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
    """A turn to run, as it waits in the journal, and the lease to run it under."""

    turn: Turn
    lease: str
    new_session: bool

    @property
    def conversation(self) -> str:
        """The name of its conversation."""
        return self.turn.conversation.name


@dataclass(frozen=True)
class Entered:
    """A message's turn in the journal, `written` where it was new, and the work to begin with where the
    line was free."""

    turn: Seen
    work: Work | None
    written: Turn | None = None


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
        return Entered(turn, work)
    if room is not None:
        check_room(recent, room, now)
    written = _write(entry, conversation, recent, now)
    is_next = room is not None and all(one.state != WAITING for one in recent)
    can_begin = is_next and _is_free(conversation, now)
    work = _work(written, recent[:1], now) if can_begin else None
    _CONVERSATIONS.keep(conversation, _LEASED)
    return Entered(see(written), work, written)


def take(name: str, now: float) -> Work | None:
    """Lease the conversation's first waiting turn; None if none waits or another has the lease."""
    conversation = _CONVERSATIONS.get(lock=True, name=name)
    if conversation is None or not _is_free(conversation, now):
        return None
    work = _next(conversation, now)
    _CONVERSATIONS.keep(conversation, _LEASED)
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
    """Write back what a turn that ended changed of its conversation, which is locked."""
    _CONVERSATIONS.keep(conversation, (*_LEASED, *summary.KEPT))


def renew(work: Work, now: float) -> bool:
    """Keep the lease for longer; False if it was lost."""
    held = Conversation.objects.filter(name=work.conversation, lease=work.lease)
    return bool(held.update(lease_ends=now + LEASE_SECONDS))


def release(work: Work, next_attempt: float, counts: bool) -> None:
    """Give the lease back, the turn still waiting; `counts`: the attempt failed by the turn itself."""
    Conversation.objects.filter(name=work.conversation, lease=work.lease).update(lease="")
    waiting = Turn.objects.filter(conversation__name=work.conversation, state=WAITING)
    waiting.update(next_attempt=next_attempt)
    waiting.filter(id=work.turn.id).update(attempts=F("attempts") + int(counts))


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
    # Where another has just begun it, that one is found.
    return begun if _CONVERSATIONS.insert(begun, if_new=True) else _conversation(entry, now)


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


def _next(conversation: Conversation, now: float) -> Work | None:
    turn = _WAITING.get(conversation_id=conversation.id)
    if turn is None:
        return None
    turn.conversation = conversation
    return _work(turn, read_recent(conversation, before=turn.id, most=1), now)


def _work(turn: Turn, before: Sequence[Seen], now: float) -> Work:
    """Lease a turn's conversation; after the gate's own answer Rasa shall begin a new session."""
    conversation = turn.conversation
    conversation.lease, conversation.lease_ends = secrets.token_hex(16), now + LEASE_SECONDS
    return Work(turn, conversation.lease, bool(before) and before[0].answered_by == "gate")
