"""`make test`: every test of the project. The last line is `N passed, N failed`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.run import Run, count_junit, count_stories
from scripts.settings import DESK_PYTHON, RASA_PYTHON, ROOT, Settings

REPORTS = ROOT / "results/tests"

# Debian's packages that tests need, and the command by which each shows that it is there.
PACKAGES = {"chromium": "chromium", "postgresql": "pg_ctlcluster", "nodejs": "node"}

# Core packages that must work in the front desk's Python too.
_SHARED = ("tests/safety", "tests/knowledge", "tests/answer")
_DESK = ("tests/frontdesk", "tests/path", "tests/browser", "tests/faults")


def runs() -> list[Run]:
    """Return all runs in the order in which a failure is cheapest to learn of."""
    rasa = [str(RASA_PYTHON), "-m"]
    desk = [str(DESK_PYTHON), "-m", "pytest", "-q"]
    stories = "--e2e --fail-on-prediction-errors --stories tests/conversations --no-plot".split()
    conversations = REPORTS / "conversations"
    node = ["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"]
    node += ["--test-reporter=junit", f"--test-reporter-destination={REPORTS / 'widget.xml'}"]
    scripts = sorted(str(path) for path in (ROOT / "widget/tests").glob("*.test.js"))
    return [
        _pytest("core and dialogue, Python 3.10", [*rasa, "pytest", "-q"], "rasa.xml"),
        _pytest("core, Python 3.12", [*desk, *_present(_SHARED)], "core.xml"),
        Run("widget", ["node", *node, *scripts], ROOT, REPORTS / "widget.xml", count_junit),
        Run(
            "conversations",
            [*rasa, "rasa", "test", "core", *stories, "--out", str(conversations)],
            ROOT,
            conversations / "story_report.json",
            count_stories,
        ),
        _pytest(
            "front desk, path, browser, faults",
            [*desk, "-c", "frontdesk/pytest.ini", "--rootdir", ".", *_present(_DESK)],
            "frontdesk.xml",
        ),
    ]


def main() -> int:
    """Run all; return 0 only if every test passed."""
    install_packages()
    environment = Settings.read(os.environ).training_environment(os.environ)
    counts = [run.execute(environment) for run in runs()]
    passed, failed = sum(count.passed for count in counts), sum(count.failed for count in counts)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0


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
    path = REPORTS / report
    return Run(name, [*command, f"--junitxml={path}"], ROOT, path, count_junit)


def _present(folders: tuple[str, ...]) -> list[str]:
    return [folder for folder in folders if Path(ROOT / folder).is_dir()]


if __name__ == "__main__":
    sys.exit(main())
