"""A conversation's last turns, as far as the journal must know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.table import Table

MOST = 40  # turns; the limits of one conversation are lower
_FIELDS = ("id", "message_id", "digest", "state", "received_at", "flags", "answered_by")
_TURNS = Table(Turn)


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the journal of a turn."""

    id: int
    message_id: UUID
    digest: str
    state: str
    received_at: datetime
    flags: Sequence[str]
    answered_by: str


def see(turn: Turn) -> Seen:
    """Return what is seen of a turn."""
    return Seen(*(getattr(turn, field) for field in _FIELDS))


def read_recent(
    conversation: Conversation,
    message: UUID | None = None,
    before: int | None = None,
    most: int = MOST,
) -> list[Seen]:
    """Return the last turns, the last one first, and the turn of `message` wherever it stands."""
    rows = _TURNS.rows(_FIELDS, most, before, newest_first=True, conversation_id=conversation.id)
    if message is not None and len(rows) == most:
        oldest = rows[-1][0]
        rows += _TURNS.rows(_FIELDS, 1, oldest, conversation_id=conversation.id, message_id=message)
    return [Seen(*row) for row in rows]
