"""Delivering what waits in the outbox, at a time that the test sets."""

import asyncio
import time
from dataclasses import dataclass, field

from frontdesk.conversations.models import WAITING, Conversation, Turn
from frontdesk.gateway.channels.caller import Caller
from frontdesk.gateway.channels.delivery import PATIENCE, Delivery
from frontdesk.gateway.channels.directory import by_channel, open_platforms
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import DELIVER, Outgoing
from frontdesk.gateway.sending import Sender, Sending


@dataclass
class Clock:
    """Seconds since 1970, stepped by the test."""

    seconds: float = field(default_factory=time.time)

    def __call__(self) -> float:
        return self.seconds

    async def pause(self, seconds: float) -> None:
        """Let time go by."""
        self.seconds += seconds


def wait_for_answers() -> None:
    """Return once every message in the journal is answered."""
    deadline = time.monotonic() + 20
    while Turn.objects.filter(state=WAITING).exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Turn.objects.filter(state=WAITING).exists()


def wait_for_letters(number: int) -> None:
    """Return once so many letters are in the outbox."""
    deadline = time.monotonic() + 20
    letters = Outgoing.objects.filter(kind=DELIVER)
    while letters.count() < number and time.monotonic() < deadline:
        time.sleep(0.01)
    assert letters.count() == number


def attend(desk: Desk) -> None:
    """Run what was left behind, as the worker does."""
    asyncio.run(_attend(desk, [one.name for one in Conversation.objects.all()]))


async def _attend(desk: Desk, names: list[str]) -> None:
    own = Desk.open(desk.configuration)
    for name in names:
        await own.lines.attend(name, 8.0)
    await own.close()


def deliver(desk: Desk, clock: Clock | None = None, looks: int = 12, timeout: float = 5.0) -> None:
    """Send what is due, as another process does: until nothing is, or as often as `looks`."""
    wait_for_answers()
    asyncio.run(_deliver(desk, clock or Clock(time.time() + 1), looks, timeout))


async def _deliver(desk: Desk, clock: Clock, looks: int, timeout: float) -> None:
    own, caller = Desk.open(desk.configuration), Caller(timeout)
    channels = by_channel(open_platforms(desk.configuration.accounts, caller).values())
    delivery = Delivery(own.database, channels, own.seal, clock, clock.pause)
    senders = {**own.sending.senders, DELIVER: Sender(delivery.send, PATIENCE)}
    sending = Sending(own.database, senders, clock, lambda: 0.0)
    for _ in range(looks):
        await sending.look()
        await sending.settle()
        waiting = Outgoing.objects.filter(kind=DELIVER, given_up_at=None, next_attempt__lte=clock())
        if not await waiting.aexists():
            break
    await caller.close()
    await own.close()
