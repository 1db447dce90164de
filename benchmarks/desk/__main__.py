"""`python -m benchmarks.desk`: the front desk with all that stands behind it, as `make start` runs it.

Measures its share of a turn, the whole path beside a stock Rasa bot that has a durable store too, and
a crowd of open conversations. Prints figures with the targets of the project.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from benchmarks.desk.crowd import measure_crowd
from benchmarks.desk.door import DoorBot
from benchmarks.desk.path import measure_path
from benchmarks.desk.share import measure_share
from benchmarks.serving.bot import BenchmarkFailed
from benchmarks.serving.comparison import questions
from benchmarks.serving.figure import Figure, table
from benchmarks.serving.fleet import settle
from benchmarks.serving.training import TrainingFailed
from needlewise.dialogue.manifest import ManifestError
from scripts import assistant
from scripts.service import StartFailed

_PARTS = ("share", "path", "crowd")
_ROUNDS = 20  # conversations for the share


def main() -> int:
    """Measure the named parts and print them. Return 1 if something could not be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(_PARTS)}; all")
    parser.add_argument("--minutes", type=float, default=5, help="how long the crowd writes (5)")
    options = parser.parse_args()
    parts = options.parts or _PARTS
    if unknown := set(parts) - set(_PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}. There are {', '.join(_PARTS)}.")
    try:
        with tempfile.TemporaryDirectory(prefix="needlewise-") as folder:
            print(table(asyncio.run(_measure(Path(folder), parts, 60 * options.minutes))))
    except (BenchmarkFailed, TrainingFailed, StartFailed, ManifestError) as error:
        print(f"The benchmark stopped. {error}", file=sys.stderr)
        return 1
    return 0


async def _measure(folder: Path, parts: Sequence[str], seconds: float) -> list[Figure]:
    asked, found = questions(), []
    async with _open(folder) as (bot, environment):
        for text in asked[:5]:
            await bot.ask("warm", text)
        if "share" in parts:
            found += (await measure_share(bot, asked, _ROUNDS)).figures
        if "path" in parts:
            found += await measure_path(bot, asked, folder, environment)
        if "crowd" in parts:
            found += (await measure_crowd(bot, asked, seconds)).figures
    return found


@asynccontextmanager
async def _open(folder: Path) -> AsyncIterator[tuple[DoorBot, dict[str, str]]]:
    """Give the whole assistant, started on free ports with its files in `folder`, and its environment."""
    settings, environment = settle(folder)
    actions, rasa, desk, worker = assistant.services(settings, environment)
    bot = DoorBot("ours", rasa, actions, desk, worker)
    async with AsyncExitStack() as ending:
        for service in (assistant.migrate(settings, environment), *bot.services):
            await service.start()
            ending.push_async_callback(service.stop)
            if service.name.endswith("database") and service.process is not None:
                await service.process.wait()
        for service in bot.services:
            await service.wait_until_ready()
        yield await ending.enter_async_context(bot), environment


if __name__ == "__main__":
    sys.exit(main())
