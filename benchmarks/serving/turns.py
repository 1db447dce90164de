"""How long turns take: one user, eight users, a long conversation; the two bots by turns.

Another load on the machine comes and goes, so each round asks one bot and then the other, and what
is compared are medians.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from uuid import uuid4

from benchmarks.serving.bot import Bot

TURNS = 10  # of a conversation
USERS = 8
LATE = 490  # turns that the old conversation has had before it is compared with a new one


@dataclass
class Turns:
    """One bot's turns. Latencies in seconds each; CPU seconds a turn, averaged over a conversation."""

    latencies: list[float] = field(default_factory=list)
    rasa_cpu: list[float] = field(default_factory=list)
    actions_cpu: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> list[float]:
        """CPU seconds a turn of both processes together."""
        return [
            rasa + actions for rasa, actions in zip(self.rasa_cpu, self.actions_cpu, strict=True)
        ]


@dataclass
class Long:
    """Latencies in seconds: of all turns of a long conversation, and of the first of a new one that was
    held beside its last."""

    old: list[float]
    young: list[float]


async def measure_one_user(
    bots: Sequence[Bot], questions: Sequence[str], rounds: int
) -> dict[str, Turns]:
    """Return each bot's turns, by its name, of `rounds` conversations."""
    measured = {bot.name: Turns() for bot in bots}
    asked = cycle(questions)
    for _ in range(rounds):
        texts = list(islice(asked, TURNS))
        for bot in bots:
            await _hold(bot, texts, measured[bot.name])
    return measured


async def measure_throughput(
    bots: Sequence[Bot], questions: Sequence[str], rounds: int
) -> dict[str, list[float]]:
    """Return turns a second of each round, by the bot's name, with eight users talking at once."""
    measured: dict[str, list[float]] = {bot.name: [] for bot in bots}
    asked = cycle(questions)
    for _ in range(rounds):
        users = [list(islice(asked, TURNS)) for _ in range(USERS)]
        for bot in bots:
            began = time.perf_counter()
            await asyncio.gather(*(_hold(bot, texts, Turns()) for texts in users))
            measured[bot.name].append(USERS * TURNS / (time.perf_counter() - began))
    return measured


async def measure_long(bot: Bot, questions: Sequence[str]) -> Long:
    """Return the turns of a conversation of 510 turns; its last 20 are asked by turns with a new
    conversation, in the same words."""
    old, young, asked = _new_id(bot), _new_id(bot), cycle(questions)
    measured = Long([await bot.ask(old, text) for text in islice(asked, LATE)], [])
    for text in islice(asked, 2 * TURNS):
        measured.young.append(await bot.ask(young, text))
        measured.old.append(await bot.ask(old, text))
    return measured


async def _hold(bot: Bot, texts: Sequence[str], turns: Turns) -> None:
    """Hold one conversation and add what it took to `turns`."""
    conversation = _new_id(bot)
    rasa_before, actions_before = bot.spent()
    for text in texts:
        turns.latencies.append(await bot.ask(conversation, text))
    rasa, actions = bot.spent()
    turns.rasa_cpu.append((rasa - rasa_before) / len(texts))
    turns.actions_cpu.append((actions - actions_before) / len(texts))


def _new_id(bot: Bot) -> str:
    return f"{bot.name}-{uuid4()}"
