"""A conversation's last turns, as far as the journal must know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdesk.conversations.models import Conversation, Turn

MOST = 40  # turns; the limits of one conversation are lower
_FIELDS = ("id", "message_id", "digest", "state", "received_at", "flags", "answered_by")


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
    turns = Turn.objects.filter(conversation=conversation)
    last = turns.filter(id__lt=before) if before is not None else turns
    recent = [Seen(*row) for row in last.order_by("-id").values_list(*_FIELDS)[:most]]
    if message is not None and len(recent) == most:
        older = turns.filter(message_id=message, id__lt=recent[-1].id)
        recent += [Seen(*row) for row in older.values_list(*_FIELDS)]
    return recent
