"""What recording a turn costs: the desk takes messages whose answers come from nowhere, at once."""

import asyncio
import json
import time
from collections.abc import Sequence
from itertools import cycle
from typing import Any
from uuid import uuid4

from benchmarks.console.exchange import Exchange
from frontdesk.gateway.channels.post import WEB
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.incoming import Incoming
from frontdesk.gateway.rasa import Reply
from needlewise.answer.identity import answer_id

_TURNS = 5  # of a conversation


class Instant:
    """Stands where Rasa is; every turn is answered with an exchange's own answer."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self._exchanges = cycle(exchanges)

    async def take(self, turn: dict[str, Any], seconds: float) -> Reply:
        """Return a reply."""
        exchange = next(self._exchanges)
        id = answer_id(turn["conversation"], turn["message_id"], 0)
        ranking = [{"name": exchange.topic, "confidence": 0.8}]
        return Reply([{**json.loads(exchange.body), "id": id}], ranking, [], None, [], "m")

    async def close(self) -> None:
        """Nothing to close."""


def measure(desk: Desk, exchanges: Sequence[Exchange], number: int) -> list[float]:
    """Return the CPU seconds of each of `number` turns: gate, redaction, journal, answer, record."""
    desk.warm()
    desk.warm_up_slowly()
    desk.__dict__["rasa"] = Instant(exchanges)
    return asyncio.run(_measure(desk, [one for one in exchanges if not one.flags], number))


async def _measure(desk: Desk, exchanges: Sequence[Exchange], number: int) -> list[float]:
    found, texts = (
        [],
        cycle(f"{one.text} call me on 020 7946 0{n:03}" for n, one in enumerate(exchanges)),
    )
    for turn in range(number):
        if turn % _TURNS == 0:
            name = desk.names.conversation(WEB, str(uuid4()))
        began = time.process_time()
        await desk.reception.receive(WEB, name, Incoming(uuid4(), text=next(texts)))
        found.append(time.process_time() - began)
    await desk.close()
    return found[number // 10 :]  # the first ones fill caches
