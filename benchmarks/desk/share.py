"""The front desk's share of a turn: the CPU time of its server, beside that of a bare reply."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from statistics import median
from uuid import uuid4

from benchmarks.desk.door import DoorBot
from benchmarks.serving.bot import pid
from benchmarks.serving.figure import Figure, Target
from benchmarks.serving.process import cpu_seconds
from benchmarks.serving.turns import TURNS


@dataclass
class Share:
    """CPU seconds of the desk's server: of a turn, and of a reply that needs nothing of it."""

    turns: list[float] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)

    @property
    def figures(self) -> list[Figure]:
        """What the report shows; the target is issue 3's."""
        turn, reply = 1000 * median(self.turns), 1000 * median(self.replies)
        return [
            Figure("the desk's share of a turn, CPU", "ms", turn),
            Figure("the same server's bare reply, CPU", "ms", reply),
            Figure("share over bare reply", "", turn / reply, target=Target("ours", 5)),
        ]


async def measure_share(bot: DoorBot, questions: Sequence[str], rounds: int) -> Share:
    """Return what `rounds` conversations cost, and as many bare replies between them."""
    share, asked, server = Share(), cycle(questions), pid(bot.desk)
    for _ in range(rounds):
        conversation = f"share-{uuid4()}"
        await bot.open(conversation)
        began = cpu_seconds(server)
        for text in islice(asked, TURNS):
            await bot.ask(conversation, text)
        answered = cpu_seconds(server)
        for _ in range(TURNS):
            await bot.reply_bare()
        share.turns.append((answered - began) / TURNS)
        share.replies.append((cpu_seconds(server) - answered) / TURNS)
    return share
