"""`python -m benchmarks.serving`: both bots as processes, measured in one run.

The stock bot is what `rasa init` makes of the same topics and texts (`stock_project.py`). Prints
figures, ratios and targets and writes them with a picture to results/serving/. Other load on the
machine falls on both bots alike: read ratios and CPU time rather than single times.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks.questions import ROOT
from benchmarks.serving.bot import BenchmarkFailed
from benchmarks.serving.comparison import compare
from benchmarks.serving.figure import table
from benchmarks.serving.measurement import Measurement, figures
from benchmarks.serving.picture import draw
from benchmarks.serving.stock_project import EXAMPLES
from benchmarks.serving.training import TrainingFailed
from needlewise.dialogue.manifest import ManifestError
from scripts.service import StartFailed

FOLDER = ROOT / "results/serving"


def main() -> int:
    """Measure and report. Return 1 if a bot could not be measured; a missed target is no failure."""
    try:
        with tempfile.TemporaryDirectory(prefix="needlewise-") as folder:
            report(asyncio.run(compare(Path(folder))))
    except (BenchmarkFailed, TrainingFailed, StartFailed, ManifestError) as error:
        print(f"The benchmark stopped. {error}", file=sys.stderr)
        return 1
    return 0


def report(measured: Mapping[str, Measurement]) -> None:
    """Print the figures and write report.json and the picture."""
    found = figures(measured["ours"], measured["stock"])
    print(
        f"\nOurs beside a stock Rasa bot (trained on {EXAMPLES} questions an intent)\n{table(found)}"
    )
    FOLDER.mkdir(parents=True, exist_ok=True)
    content = {
        "processors": len(os.sched_getaffinity(0)),
        "load_average": os.getloadavg(),
        "stock_examples": EXAMPLES,
        "figures": [
            {**asdict(figure), "ratio": figure.ratio, "met": figure.is_met} for figure in found
        ],
        "measured": {name: asdict(measurement) for name, measurement in measured.items()},
    }
    (FOLDER / "report.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    turns = {name: measurement.serving.long.old for name, measurement in measured.items()}
    draw(found, turns, FOLDER / "serving.png")
    print(f"Report and picture: {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    sys.exit(main())
