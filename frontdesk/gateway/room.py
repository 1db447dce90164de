"""Room for another message: how fast one conversation may go, and how much may wait in all."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from frontdesk.conversations.models import WAITING, Conversation, Turn
from frontdesk.gateway.refusal import Refusal

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Room:
    """Messages a minute and waiting at once in one conversation, and waiting in all."""

    a_minute: int
    waiting: int
    waiting_in_all: int


def check_room(conversation: Conversation, room: Room, now: float) -> None:
    """Raise Refusal (429) where another message would be too many."""
    turns = Turn.objects.filter(conversation=conversation)
    began = datetime.fromtimestamp(now, UTC) - _MINUTE
    recent = (
        turns.filter(received_at__gt=began).order_by("id").values_list("received_at", flat=True)
    )
    times = list(recent[: room.a_minute])
    if len(times) >= room.a_minute:
        wait = (times[0] - began).total_seconds()
        raise Refusal(
            429, "too_fast", "That was many messages in a minute. Wait a little.", int(wait) + 1
        )
    if turns.filter(state=WAITING).count() >= room.waiting:
        raise Refusal(429, "too_many_waiting", "Wait for the answers to what you sent.", 5)
    if Turn.objects.filter(state=WAITING).count() >= room.waiting_in_all:
        raise Refusal(429, "busy", "Many people are asking at the moment. Try again soon.", 10)
