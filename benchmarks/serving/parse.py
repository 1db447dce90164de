"""CPU seconds of one parse, in a process of its own: `python -m benchmarks.serving.parse OURS STOCK`.

Reads a JSON list of texts from its input, parses each with both models by turns, and prints
`{"ours": [...], "stock": [...]}`.
"""

import asyncio
import json
import logging
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.settings import RASA_PYTHON, ROOT


def measure_parse(
    ours: Path, stock: Path, texts: Sequence[str], environment: Mapping[str, str]
) -> dict[str, list[float]]:
    """Return the CPU seconds of each parse. Raises CalledProcessError with what Rasa said."""
    process = subprocess.run(
        [RASA_PYTHON, "-W", "ignore", "-m", "benchmarks.serving.parse", ours, stock],
        cwd=ROOT,
        env=dict(environment),
        input=json.dumps(texts),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(process.stdout.splitlines()[-1]))


async def _parse(models: dict[str, str], texts: list[str]) -> dict[str, list[float]]:
    from rasa.core.agent import load_agent

    agents = {name: await load_agent(model_path=model) for name, model in models.items()}
    spent: dict[str, list[float]] = {name: [] for name in agents}
    for text in [*texts[:10], *texts]:  # the first ten warm up
        for name, agent in agents.items():
            began = time.process_time()
            await agent.parse_message(text)
            spent[name].append(time.process_time() - began)
    return {name: seconds[10:] for name, seconds in spent.items()}


def main() -> None:
    """Measure and print."""
    logging.disable(logging.WARNING)
    models = dict(zip(("ours", "stock"), sys.argv[1:], strict=True))
    print(json.dumps(asyncio.run(_parse(models, json.load(sys.stdin)))))


if __name__ == "__main__":
    main()
