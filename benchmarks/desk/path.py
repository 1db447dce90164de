"""The whole path, from a patient's request to the answer, beside a stock Rasa bot's."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median

from benchmarks.desk.door import DoorBot
from benchmarks.serving.comparison import train_stock
from benchmarks.serving.figure import Figure, Target
from benchmarks.serving.fleet import stock_bot
from benchmarks.serving.stock_project import write_project
from benchmarks.serving.turns import USERS, measure_one_user, measure_throughput

_CONVERSATIONS, _CROWDS = 20, 5  # rounds


async def measure_path(
    ours: DoorBot, questions: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> list[Figure]:
    """Return latency at one user and throughput at many; the stock bot's files are in `folder`."""
    write_project(folder / "stock")
    model = train_stock(folder / "stock", environment).model
    stock = stock_bot(folder / "stock", model, environment)
    async with AsyncExitStack() as ending:
        for service in (stock.actions, stock.rasa):
            await service.start()
            ending.push_async_callback(service.stop)
        for service in (stock.actions, stock.rasa):
            await service.wait_until_ready()
        bots = [ours, await ending.enter_async_context(stock)]
        await measure_one_user(bots, questions, 2)  # to warm up
        turns = await measure_one_user(bots, questions, _CONVERSATIONS)
        crowds = await measure_throughput(bots, questions, _CROWDS)
    latency = {name: 1000 * median(one.latencies) for name, one in turns.items()}
    rate = {name: median(one) for name, one in crowds.items()}
    return [
        Figure(
            "the whole path, one user",
            "ms",
            latency["ours"],
            latency["stock"],
            Target("ratio", 0.5),
        ),
        Figure(
            f"the whole path, {USERS} users",
            "turns/s",
            rate["ours"],
            rate["stock"],
            Target("ratio", 3, at_most=False),
        ),
    ]
