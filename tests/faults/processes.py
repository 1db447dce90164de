"""The desk's processes, for real: started, killed without warning, and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
_STAND_IN = """
import sys
from pathlib import Path
import uvicorn
from stand_in import StandIn
uvicorn.run(
    StandIn(sys.argv[1], delay=0.02, kept=Path(sys.argv[3])),
    port=int(sys.argv[2]), log_level="critical",
)
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Processes:
    """`desk`, `worker` and `rasa` (the stand-in); each restarted after a kill as a supervisor does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._desk, self._rasa = free_port(), free_port()
        self.kept = folder / "turns.jsonl"
        self.address = f"http://127.0.0.1:{self._desk}"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        secret = "kJ8-of-the-faults-" * 3
        path = os.pathsep.join([str(ROOT), str(ROOT / "tests/frontdesk")])
        self._environment = {
            **os.environ,
            "PYTHONPATH": path,
            "DJANGO_SETTINGS_MODULE": "frontdesk.settings",
            "NEEDLEWISE_HOME": str(ROOT),
            "NEEDLEWISE_VAR": str(folder),
            "NEEDLEWISE_SECRET": secret,
            "NEEDLEWISE_METRICS": "",
            "NEEDLEWISE_RASA_URL": f"http://127.0.0.1:{self._rasa}/webhooks/frontdesk",
            "DATABASE_URL": f"sqlite:///{folder / 'desk.db'}",
        }
        self._commands = {
            "rasa": ["-c", _STAND_IN, secret, str(self._rasa), str(self.kept)],
            "worker": ["frontdesk/manage.py", "work"],
            "desk": [
                "-m", "uvicorn", "frontdesk.asgi:application", "--port", str(self._desk),
                "--no-access-log", "--timeout-graceful-shutdown", "5",
            ],
        }  # fmt: skip

    def start_all(self) -> None:
        """Migrate and start everything. Return once the desk is ready."""
        migrate = [sys.executable, "frontdesk/manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=self._environment, check=True)
        for name in self._commands:
            self.start(name)
        self.wait_until_ready()

    def start(self, name: str) -> None:
        """Start one process."""
        with (self._folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, *self._commands[name]],
                cwd=ROOT, env=self._environment, stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self, name: str) -> None:
        """Kill a process as the kernel would, and start it again."""
        self.stop(name, signal.SIGKILL)
        self.start(name)

    def stop(self, name: str, by: signal.Signals) -> None:
        """Send a process a signal and wait for its end."""
        process = self._running.pop(name)
        process.send_signal(by)
        process.wait(30)

    def freeze(self, name: str, is_frozen: bool) -> None:
        """Stop a process in its tracks, or let it go on."""
        self._running[name].send_signal(signal.SIGSTOP if is_frozen else signal.SIGCONT)

    def wait_until_ready(self, seconds: float = 90) -> float:
        """Return how many seconds it took until all was ready."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                if httpx.get(f"{self.address}/health/ready", timeout=5, trust_env=False).is_success:
                    return time.monotonic() - began
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise AssertionError((self._folder / "desk.log").read_text()[-2000:])

    def stop_all(self) -> None:
        """End everything."""
        for name in list(self._running):
            self.stop(name, signal.SIGKILL)
