"""`make check`: what must hold before every commit, in under a minute."""

import subprocess
import sys
import time
from collections.abc import Sequence

from scripts.settings import DESK_PYTHON, RASA_PYTHON, ROOT

_DESK = DESK_PYTHON.parent
_FAST = ("tests/language", "tests/safety", "tests/knowledge", "tests/answer", "tests/actions")
_CHECKS: dict[str, Sequence[str]] = {
    "format": [str(_DESK / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(_DESK / "ruff"), "check", "--quiet", "."],
    "types": [str(_DESK / "mypy")],
    "imports": [str(_DESK / "lint-imports")],
    "content": [str(RASA_PYTHON), "-m", "needlewise.knowledge", "check"],
    "fast tests": [str(RASA_PYTHON), "-m", "pytest", "-q", *_FAST],
}


def main() -> int:
    """Run all checks side by side; show the output of those that fail. Return 1 if any did."""
    began = time.monotonic()
    running = {
        name: subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for name, command in _CHECKS.items()
    }
    failed = []
    for name, process in running.items():
        output, _ = process.communicate()
        print(f"{'ok    ' if process.returncode == 0 else 'FAILED'}  {name}", flush=True)
        if process.returncode:
            failed.append(name)
            print(output.rstrip())
    print(f"{len(failed)} of {len(_CHECKS)} checks failed in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
