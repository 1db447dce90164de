"""`make test`: every test of the project. The last line is `N passed, N failed`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from needlewise.dialogue.manifest import read
from scripts.postgresql import postgresql
from scripts.run import Count, Run, count_junit, count_stories
from scripts.service import free_port
from scripts.settings import DESK_PYTHON, MODELS, RASA_PYTHON, ROOT, Settings

REPORTS = ROOT / "results/tests"

# Debian's packages that tests need, and the command by which each shows that it is there.
PACKAGES = {"chromium": "chromium", "postgresql": "pg_ctlcluster", "nodejs": "node"}

# Core packages that must work in the front desk's Python too.
_SHARED = ("tests/language", "tests/safety", "tests/knowledge", "tests/answer")
_DESK = {"front desk": "tests/frontdesk", "path": "tests/path", "browser": "tests/browser"}


def runs() -> list[Run]:
    """Return the runs, the longest first: killed processes spend most of it starting again, on one
    processor, while the others run beside them, those whose failure is cheapest to learn of before."""
    rasa = [str(RASA_PYTHON), "-m", "pytest", "-q"]
    shared = [str(DESK_PYTHON), "-m", "pytest", "-q"]
    desk = [*shared, "-c", "frontdesk/pytest.ini", "--rootdir", "."]
    return [
        _pytest("faults", [*desk, "tests/faults"], "faults"),
        _pytest("core and dialogue, Python 3.10", rasa, "rasa"),
        _pytest("core, Python 3.12", [*shared, *_SHARED], "core"),
        _widget(),
        conversations(),
        *(_pytest(name, [*desk, folder], Path(folder).name) for name, folder in _DESK.items()),
    ]


def main() -> int:
    """Run all, two at once; return 0 only if every test passed."""
    install_packages()
    environment = Settings.read(os.environ).training_environment(os.environ)
    with postgresql(free_port()) as address, ThreadPoolExecutor(max_workers=2) as pool:
        environment["NEEDLEWISE_TEST_POSTGRESQL"] = address
        counts = list(pool.map(lambda run: execute(run, environment), runs()))
    passed, failed = sum(count.passed for count in counts), sum(count.failed for count in counts)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0


def execute(run: Run, environment: Mapping[str, str]) -> Count:
    """Run it and count. What it says is shown whole, once it has ended, since another runs beside it."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    log = REPORTS / f"{run.report.stem}.log"
    with log.open("wb") as output:
        count = run.execute(environment, output)
    print(f"{log.read_text(encoding='utf-8', errors='replace')}(from {log})", flush=True)
    return count


def install_packages() -> None:
    """Install the Debian packages that are missing. Exits with what to do where that is not ours to do."""
    missing = [package for package, command in PACKAGES.items() if shutil.which(command) is None]
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"The tests need more: sudo apt-get install {' '.join(missing)}")
    print(f"Installing {', '.join(missing)} for the tests", flush=True)
    for command in (["update"], ["install", "-y", *missing]):
        subprocess.run(["apt-get", "-qq", *command], check=True, stdout=subprocess.DEVNULL)


def _pytest(name: str, command: list[str], report: str) -> Run:
    path = REPORTS / f"{report}.xml"
    return Run(name, [*command, f"--junitxml={path}"], ROOT, path, count_junit)


def _widget() -> Run:
    report = REPORTS / "widget.xml"
    command = ["node", "--test", "--test-reporter=spec", "--test-reporter-destination=stdout"]
    command += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    scripts = sorted(str(path) for path in (ROOT / "widget/tests").glob("*.test.js"))
    return Run("widget", [*command, *scripts], ROOT, report, count_junit)


def conversations() -> Run:
    """Rasa's own test of stories: each message is read by the trained model."""
    folder = REPORTS / "conversations"
    command = [
        str(RASA_PYTHON),
        "-m",
        "rasa",
        "test",
        "core",
        "--e2e",
        "--fail-on-prediction-errors",
    ]
    command += ["--stories", "tests/conversations", "--model", str(MODELS / read(MODELS).model)]
    command += ["--out", str(folder), "--no-plot"]
    return Run("conversations", command, ROOT, folder / "story_report.json", count_stories)


if __name__ == "__main__":
    sys.exit(main())
