"""Room for another message: how fast one conversation may go, and how much may wait in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from frontdesk.conversations.models import IS_WAITING, WAITING, Turn
from frontdesk.conversations.table import Table
from frontdesk.gateway.refusal import Refusal
from frontdesk.gateway.seen import Seen

_MINUTE = timedelta(minutes=1)
_WAITING = Table(Turn, IS_WAITING)


@dataclass(frozen=True)
class Room:
    """Messages a minute and waiting at once in one conversation, and waiting in all."""

    a_minute: int
    waiting: int
    waiting_in_all: int


def check_room(recent: Sequence[Seen], room: Room, now: float) -> None:
    """Raise Refusal (429) where a message after `recent`, the last one first, would be too many."""
    began = datetime.fromtimestamp(now, UTC) - _MINUTE
    times = [one.received_at for one in recent[: room.a_minute] if one.received_at > began]
    if len(times) >= room.a_minute:
        wait = int((times[-1] - began).total_seconds()) + 1
        raise Refusal(429, "too_fast", "That was many messages in a minute. Wait a little.", wait)
    if sum(one.state == WAITING for one in recent) >= room.waiting:
        raise Refusal(429, "too_many_waiting", "Wait for the answers to what you sent.", 5)
    if _WAITING.count() >= room.waiting_in_all:
        raise Refusal(429, "busy", "Many people are asking at the moment. Try again soon.", 10)
