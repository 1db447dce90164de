"""What a training costs, measured once for each content and kept in build/benchmark/."""

import json
import resource
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.questions import ROOT
from scripts.settings import RASA_PYTHON

FOLDER = ROOT / "build/benchmark"
_TAIL = 20  # lines of the log that explain a failure


class TrainingFailed(Exception):
    """Rasa did not train; the message shows the end of what it said."""


@dataclass(frozen=True)
class Training:
    """`name`: the model's in build/benchmark/; `cpu_seconds` of all cores together."""

    name: str
    cpu_seconds: float
    wall_seconds: float

    @property
    def model(self) -> Path:
        """The trained archive."""
        return FOLDER / f"{self.name}.tar.gz"


def train(name: str, project: Path, environment: Mapping[str, str]) -> Training:
    """Train what `project` holds from nothing, or return what an earlier run measured.

    `name` must change with the content. Raises TrainingFailed.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / f"{name}.json"
    if kept.exists():
        return Training(**json.loads(kept.read_text(encoding="utf-8")))
    print(f"Training {name} (log: {FOLDER / name}.log)", flush=True)
    training = _measure(name, project, environment)
    kept.write_text(json.dumps(asdict(training), indent=2) + "\n", encoding="utf-8")
    return training


def _measure(name: str, project: Path, environment: Mapping[str, str]) -> Training:
    spent, began = _spent_by_children(), time.monotonic()
    with tempfile.TemporaryDirectory() as cache, (FOLDER / f"{name}.log").open("wb") as log:
        code = subprocess.run(
            _command(name, project),
            cwd=ROOT,  # where our own pipeline finds build/ and needlewise/
            env={**environment, "RASA_CACHE_DIRECTORY": cache},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        ).returncode
    if code:
        lines = (FOLDER / f"{name}.log").read_text(errors="replace").splitlines()[-_TAIL:]
        raise TrainingFailed("\n".join([f"Training {name} failed (exit {code}).", *lines]))
    took = time.monotonic() - began
    return Training(name, _spent_by_children() - spent, took)


def _command(name: str, project: Path) -> list[str | Path]:
    command: list[str | Path] = [
        RASA_PYTHON,
        "-m",
        "rasa",
        "train",
        "--out",
        FOLDER,
        "--fixed-model-name",
        name,
        "--skip-validation",  # as `make train` does
    ]
    command += ["--config", project / "config.yml", "--domain", project / "domain.yml"]
    return [*command, "--data", project / "data"]


def _spent_by_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
