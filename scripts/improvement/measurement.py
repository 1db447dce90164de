"""How well messages are understood, before and after a patch."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.improvement.patch import Patch, PatchError
from scripts.settings import RASA_PYTHON, Settings

_FIGURES = "results/understanding/questions.json"
_CORRECTED = "corrected by staff"
_SHOWN = (
    "topic right",
    "turned away though answerable",
    "out of scope, far: caught",
    "out of scope, near: caught",
    "several questions: all found, in order",
    _CORRECTED,
)


@dataclass(frozen=True)
class Measurement:
    """`figures`: hits and of how many, by name; `understood`: each corrected message's topic."""

    figures: Mapping[str, tuple[int, int]]
    understood: Mapping[str, str]


def measure(root: Path, settings: Settings) -> Measurement:
    """Return what benchmarks.understanding finds of the newest model. Raises PatchError if it fails."""
    log = settings.logs / "measure.log"
    with log.open("wb") as output:
        done = subprocess.run(
            [str(RASA_PYTHON), "-m", "benchmarks.understanding"],
            cwd=root,
            env=settings.training_environment(os.environ),
            stdout=output,
            stderr=output,
            check=False,
        )
    if done.returncode:
        raise PatchError(f"The measurement failed; {log} says why.")
    found = json.loads((root / _FIGURES).read_text(encoding="utf-8"))
    figures = {name: (row["hits"], row["of"]) for name, row in found.items()}
    return Measurement(figures, found[_CORRECTED]["understood"])


def table(patch: Patch, before: Measurement, after: Measurement) -> str:
    """Return before and after side by side: the held-out figures, then each corrected message."""
    return "\n".join([*_figures(before, after), *_messages(patch, before, after)])


def _figures(before: Measurement, after: Measurement) -> Iterator[str]:
    yield f"{'':40} {'before':>20} {'after':>20}"
    for name in _SHOWN:
        was, now = before.figures[name], after.figures[name]
        yield f"{name:40} {_share(*was):>20} {_share(*now):>20}"


def _messages(patch: Patch, before: Measurement, after: Measurement) -> Iterator[str]:
    for one in patch.corrections:
        was, now = before.understood.get(one.text, "?"), after.understood.get(one.text, "?")
        yield f"{'ok' if now == one.topic else 'NO'}  {was} -> {now}: {one.text}"


def _share(hits: int, of: int) -> str:
    return f"{hits} of {of} ({100 * hits / max(of, 1):.1f}%)"
