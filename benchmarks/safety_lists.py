"""How much the red-flag gate catches and how often it cries wolf, on the lists of tests/safety."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.interval import wilson
from needlewise.safety.gate import Gate

LISTS = Path(__file__).parents[1] / "tests" / "safety"


@dataclass(frozen=True)
class Share:
    """`hits` of `of` messages, with the 95% interval of the share (Wilson)."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.hits, self.of)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits} of {self.of} ({self.share:.1%}; 95% interval {low:.1%} to {high:.1%})"


def measure(
    gate: Gate, must_catch: list[dict[str, str]], must_not_fire: list[dict[str, str]]
) -> dict[str, Any]:
    """Return recall, right group, false alarms and every failure of `gate` on the two lists."""
    raised = [(message, gate.check(message["text"])) for message in must_catch]
    missed = [message for message, flag in raised if flag is None]
    misnamed = [
        {**message, "raised": flag.group}
        for message, flag in raised
        if flag and flag.group != message["group"]
    ]
    false = [
        {**message, "raised": flag.group}
        for message in must_not_fire
        if (flag := gate.check(message["text"])) is not None
    ]
    caught = len(must_catch) - len(missed)
    return {
        "recall": _figures(Share(caught, len(must_catch))),
        "right_group": _figures(Share(caught - len(misnamed), caught)),
        "false_alarms": _figures(Share(len(false), len(must_not_fire))),
        "missed": missed,
        "misnamed": misnamed,
        "false": false,
    }


def _figures(share: Share) -> dict[str, Any]:
    return {**asdict(share), "share": share.share, "interval": share.interval, "text": str(share)}


def evaluate(folder: Path = LISTS) -> dict[str, Any]:
    """Measure the gate on `must_catch.yml` and `must_not_fire.yml` of `folder` and print the result."""
    lists = {name: _read(folder / f"{name}.yml") for name in ("must_catch", "must_not_fire")}
    result = measure(Gate.load(), **lists)
    for name in ("recall", "right_group", "false_alarms"):
        print(f"red-flag gate, {name.replace('_', ' ')}: {result[name]['text']}")
    for name in ("missed", "misnamed", "false"):
        for message in result[name]:
            print(f"  {name}: {message}")
    return result


def _read(path: Path) -> list[dict[str, str]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["messages"])


if __name__ == "__main__":
    evaluate()
