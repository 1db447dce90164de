"""`python -m benchmarks.console`: the staff console over a million turns, on SQLite and PostgreSQL.

Everything is made in a temporary folder, some 9 GB for each database. Prints server times with the
targets of the project, and every statement that reads a whole table.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from benchmarks.questions import ROOT
from scripts.postgresql import postgresql
from scripts.service import free_port

_DATABASES = ("sqlite", "postgresql")


def main() -> int:
    """Measure the named databases. Return 1 if a page of one reads a whole table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", help=f"of {', '.join(_DATABASES)}; all")
    parser.add_argument("--turns", type=int, default=1_000_000)
    options = parser.parse_args()
    chosen = options.databases or _DATABASES
    if unknown := set(chosen) - set(_DATABASES):
        parser.error(f"no such database: {', '.join(sorted(unknown))}.")
    return max(_measure(database, options.turns) for database in chosen)


def _measure(database: str, turns: int) -> int:
    with tempfile.TemporaryDirectory(prefix="needlewise-console-") as folder:
        if database == "sqlite":
            return _run(f"sqlite:///{folder}/frontdesk.db", folder, turns)
        with postgresql(free_port()) as address:
            return _run(address, folder, turns)


def _run(address: str, folder: str, turns: int) -> int:
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "NEEDLEWISE_HOME": str(ROOT),
        "NEEDLEWISE_VAR": folder,
        "NEEDLEWISE_SECRET": "of-a-benchmark-that-nobody-reaches",
    }
    command = [sys.executable, "-m", "benchmarks.console.database", "--turns", str(turns)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
