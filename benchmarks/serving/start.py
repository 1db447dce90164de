"""How long a bot takes until it can answer, and what that costs."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.serving.bot import Bot, pid
from benchmarks.serving.process import cpu_seconds


@dataclass(frozen=True)
class Start:
    """Seconds from the start of Rasa until it is ready, and the CPU seconds that it spent on it."""

    seconds: float
    cpu_seconds: float


async def measure_starts(bots: Sequence[Bot], rounds: int) -> dict[str, list[Start]]:
    """Start and stop each bot's Rasa `rounds` times by turns; its action server runs all the while.

    All are left running. Raises StartFailed.
    """
    for bot in bots:
        await bot.actions.start()
        await bot.actions.wait_until_ready()
    starts: dict[str, list[Start]] = {bot.name: [] for bot in bots}
    for _ in range(rounds):
        for bot in bots:
            await bot.rasa.stop()
            starts[bot.name].append(await _start(bot))
    return starts


async def _start(bot: Bot) -> Start:
    began = time.monotonic()
    await bot.rasa.start()
    await bot.rasa.wait_until_ready()
    return Start(time.monotonic() - began, cpu_seconds(pid(bot.rasa)))
