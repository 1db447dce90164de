"""What a process of this machine has spent and holds, read from Linux."""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from scripts.settings import RASA_PYTHON


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of all threads of a process, those that ended included."""
    clock = (~pid << 3) | 2  # how clock_getcpuclockid(3) names a process's scheduler clock
    return time.clock_gettime(clock)


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process in MB (1,000,000 bytes)."""
    return _resident(Path(f"/proc/{pid}/status").read_text())


def has_loaded(pid: int, library: str) -> bool:
    """Whether a file whose path contains `library` is mapped into the process."""
    return library in Path(f"/proc/{pid}/maps").read_text()


def bare_rasa_mb(environment: Mapping[str, str], cwd: Path) -> float:
    """Return the resident memory of a process that did nothing but import Rasa's server."""
    code = "import rasa.server; print(open('/proc/self/status').read())"
    process = subprocess.run(
        [RASA_PYTHON, "-W", "ignore", "-c", code],
        cwd=cwd,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return _resident(process.stdout)


def _resident(status: str) -> float:
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / 1e6
