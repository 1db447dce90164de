"""A full waiting room: many open conversations, each with a message now and then."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median, quantiles
from uuid import uuid4

from benchmarks.desk.door import DoorBot
from benchmarks.serving.bot import BenchmarkFailed
from benchmarks.serving.figure import Figure, Target

PATIENTS, PAUSE = 200, 10.0  # conversations; seconds between one's messages
_SEED = 200


@dataclass
class Crowd:
    """Latencies in seconds of what was answered, and what was not."""

    latencies: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def figures(self) -> list[Figure]:
        """What the report shows; the targets are issue 3's."""
        return [
            Figure(f"{PATIENTS} open conversations, messages", "", len(self.latencies)),
            Figure("not answered in time", "", len(self.problems), target=Target("ours", 0)),
            Figure("a turn among them", "ms", 1000 * median(self.latencies)),
            Figure(
                "95th percentile",
                "ms",
                1000 * quantiles(self.latencies, n=20)[-1],
                target=Target("ours", 2000),
            ),
        ]


async def measure_crowd(bot: DoorBot, questions: Sequence[str], seconds: float) -> Crowd:
    """Return what `PATIENTS` saw who wrote every `PAUSE` seconds for so long."""
    crowd, random = Crowd(), Random(_SEED)
    patients = (
        _write(
            bot, random.sample(questions, len(questions)), random.uniform(0, PAUSE), seconds, crowd
        )
        for _ in range(PATIENTS)
    )
    await asyncio.gather(*patients)
    return crowd


async def _write(
    bot: DoorBot, questions: Sequence[str], wait: float, seconds: float, crowd: Crowd
) -> None:
    conversation = f"crowd-{uuid4()}"
    await bot.open(conversation)
    loop = asyncio.get_running_loop()
    at = loop.time() + wait
    end = at - wait + seconds
    for number in range(int(seconds)):
        if at >= end:
            return
        await asyncio.sleep(at - loop.time())
        at += PAUSE
        try:
            crowd.latencies.append(await bot.ask(conversation, questions[number % len(questions)]))
        except BenchmarkFailed as failure:
            crowd.problems.append(str(failure))
