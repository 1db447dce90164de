"""A PostgreSQL server for tests: its own cluster in its own folder, gone when the tests end."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_USER = "postgres"  # Debian's; the server refuses to run as root


@contextlib.contextmanager
def postgresql(port: int) -> Iterator[str]:
    """Serve on loopback and yield the address of an empty database. Raises CalledProcessError."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    with tempfile.TemporaryDirectory(prefix="needlewise-postgresql-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        cluster = f"{folder}/cluster"
        _run(
            programs / "initdb",
            "--auth=trust",
            f"--username={_USER}",
            "--encoding=UTF8",
            "-D",
            cluster,
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        _run(
            programs / "pg_ctl", "-D", cluster, "-l", f"{folder}/log", "-w", "-o", options, "start"
        )
        try:
            yield f"postgresql://{_USER}@127.0.0.1:{port}/{_USER}"
        finally:
            _run(programs / "pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop")


def _run(program: Path, *arguments: str) -> None:
    user = _USER if os.geteuid() == 0 else None
    subprocess.run(
        [str(program), *arguments], user=user, cwd="/", check=True, stdout=subprocess.DEVNULL
    )
