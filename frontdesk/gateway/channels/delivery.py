"""Delivery: a letter of the outbox handed to its platform, piece by piece."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from frontdesk.conversations import erasure
from frontdesk.conversations.models import WAITING, Turn
from frontdesk.conversations.sealing import Seal
from frontdesk.gateway import outbox
from frontdesk.gateway.channels.closure import closed_channels
from frontdesk.gateway.channels.contact import find_contact
from frontdesk.gateway.channels.platform import Platform
from frontdesk.gateway.database import Database
from frontdesk.gateway.models import DELIVER, Outgoing
from frontdesk.gateway.outbox import NotSent

PATIENCE = 24 * 3600.0  # seconds: an answer to yesterday's question helps nobody, staff must see it
_CLOSED = 60.0  # seconds until a closed channel is looked at again


@dataclass(frozen=True)
class Delivery:
    """`platforms` by channel; `now` is the time in seconds since 1970; `pause` waits so many seconds.

    At least once: what a platform took without our hearing so is sent again, since none of them lets a
    caller name a message to be sent once only.
    """

    database: Database
    platforms: Mapping[str, Platform]
    seal: Seal
    now: Callable[[], float]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    def pace(self, note: Outgoing) -> float:
        """Return the seconds that a letter's patient is to be left alone after it."""
        platform = self.platforms.get(note.lane)
        return platform.pace if platform else 0.0

    async def send(self, note: Outgoing) -> None:
        """Deliver what is left of a letter. Raises NotSent."""
        platform = self.platforms.get(note.lane)
        if platform is None or note.lane in await self.database.run(closed_channels):
            raise NotSent(f"{note.lane} is closed", after=_CLOSED)
        letter = self.seal.open(note.payload or b"")
        try:
            for number, piece in enumerate(letter["pieces"][note.progress :]):
                if number:
                    await self.pause(platform.pace)
                await platform.send(letter["to"], piece)
                if not await self.database.run(outbox.advance, note.id, self.now()):
                    return  # forgotten or stopped meanwhile
        except NotSent as failure:
            is_late = self.now() - note.created_at.timestamp() >= PATIENCE
            if not (letter["optional"] and (failure.for_good or is_late)):
                raise
        await self.database.run(_note_delivered, note.conversation, letter["turn"], self.now())


def _note_delivered(conversation: str, turn: int | None, now: float) -> None:
    """Keep when a turn was delivered; after the farewell to a forgotten patient, even one that could
    not be delivered, keep nothing."""
    turns = Turn.objects.filter(conversation__name=conversation)
    turns.filter(id=turn or 0).update(delivered_at=datetime.fromtimestamp(now, UTC))
    waiting = Outgoing.objects.filter(conversation=conversation, kind=DELIVER).count() > 1
    if (
        turn is None
        or waiting
        or find_contact(conversation)
        or turns.filter(state=WAITING).exists()
    ):
        return
    erasure.erase(conversation)
