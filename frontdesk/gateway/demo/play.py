"""Scripts played to the running assistant, through the same reception as patients' messages."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from frontdesk.conversations.ledger import rate
from frontdesk.gateway.channels.post import WEB
from frontdesk.gateway.demo.script import Script, Step, mistype
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.incoming import Incoming
from needlewise.language.normalisation import normalise


class DemoFailed(Exception):
    """The assistant did not answer."""


async def play(desk: Desk, scripts: Sequence[Script], number: int, draw: random.Random) -> None:
    """Have `number` patients talk, each to the end of a script; each script once if there is room.

    Raises DemoFailed.
    """
    weights = [script.weight for script in scripts]
    chosen = [*scripts, *draw.choices(scripts, weights, k=number)][:number]
    draw.shuffle(chosen)
    for script in chosen:
        name = desk.names.conversation(WEB, str(uuid4()))
        await _Player(desk, name, draw).play(script)


class _Player:
    """One patient."""

    def __init__(self, desk: Desk, name: str, draw: random.Random) -> None:
        self._desk, self._name, self._draw = desk, name, draw
        self._last: dict[str, Any] = {}

    async def play(self, script: Script) -> None:
        for step in script.steps:
            if step.vote:
                await self._vote(step)
            else:
                await self._send(step)

    async def _send(self, step: Step) -> None:
        message = self._message(step)
        if message is None:
            return
        answered = await self._desk.reception.receive(WEB, self._name, message)
        if answered.pending:
            raise DemoFailed("The assistant did not answer in time.")
        self._last = answered.messages[-1]

    def _message(self, step: Step) -> Incoming | None:
        if not step.press:
            return Incoming(uuid4(), text=normalise(mistype(step.text, self._draw)))
        offered = [one["choice"] for one in self._last["suggestions"] if one["choice"]]
        choice = offered[step.press - 1] if step.press <= len(offered) else None
        return Incoming(uuid4(), choice=choice) if choice else None

    async def _vote(self, step: Step) -> None:
        comment = self._desk.redact(step.comment) if step.comment else ""
        vote = step.vote == "helpful"
        now = datetime.now(UTC)
        await self._desk.database.run(rate, self._name, self._last["id"], vote, comment, now)
