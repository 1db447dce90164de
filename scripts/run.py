"""A test run: one command in one environment, and how many of its tests passed."""

import json
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree


@dataclass(frozen=True)
class Count:
    """Tests that passed and tests that did not (failed, or could not run)."""

    passed: int
    failed: int


@dataclass(frozen=True)
class Run:
    """`report`: the file that the command writes and `count` reads."""

    name: str
    command: Sequence[str]
    cwd: Path
    report: Path
    count: Callable[[Path], Count]

    def execute(self, environment: Mapping[str, str], output: IO[bytes] | None = None) -> Count:
        """Run the command, its output going to ours or to `output`, and return the count.

        A command that fails without a failed test, or writes no report, counts as one failed test.
        """
        self.report.parent.mkdir(parents=True, exist_ok=True)
        self.report.unlink(missing_ok=True)
        began = time.monotonic()
        print(f"\n=== {self.name}", flush=True)
        code = subprocess.run(
            self.command,
            cwd=self.cwd,
            env=dict(environment),
            stdout=output,
            stderr=output,
            check=False,
        ).returncode
        count = self.count(self.report) if self.report.exists() else Count(0, 1)
        if code and not count.failed:
            count = Count(count.passed, 1)
        took = time.monotonic() - began
        print(
            f"=== {self.name}: {count.passed} passed, {count.failed} failed in {took:.0f} s",
            flush=True,
        )
        return count


def count_junit(report: Path) -> Count:
    """Count pytest's or node's report in JUnit's format. A skipped test is one that did not run."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    bad = [
        case
        for case in cases
        if any(case.find(tag) is not None for tag in ("failure", "error", "skipped"))
    ]
    return Count(len(cases) - len(bad), len(bad))


def count_stories(report: Path) -> Count:
    """Count the conversations in the story_report.json of `rasa test core`; none at all is a failure."""
    found = json.loads(report.read_text(encoding="utf-8")).get("conversation_accuracy")
    if not found or not found["total"]:
        return Count(0, 1)
    return Count(int(found["correct"]), int(found["total"]) - int(found["correct"]))
