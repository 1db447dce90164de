"""A whole assistant for a test: its own ports, folder and processes, gone when the test ends."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.settings import RASA_PYTHON, ROOT, Settings, secret

START_SECONDS = 180  # a machine that tests much at once starts slowly
STOP_SECONDS = 60

# What a trial decides for itself, whatever the test run around it was told.
_OWN = frozenset(
    "DATABASE_URL DJANGO_SETTINGS_MODULE NEEDLEWISE_HOME NEEDLEWISE_RASA_URL NEEDLEWISE_SECRET "
    "NEEDLEWISE_TRACKER_DATABASE".split()
)


class TrialFailed(Exception):
    """The assistant did not start or stop; the message holds what it said."""


@dataclass(frozen=True)
class Trial:
    """A running assistant. `process`: its supervisor, which passes a SIGTERM on to the others."""

    settings: Settings
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes]"
    output: Path

    @property
    def address(self) -> str:
        """Where the front desk listens."""
        return f"http://127.0.0.1:{self.settings.desk_port}"

    def said(self) -> str:
        """Return what the supervisor has written so far."""
        return self.output.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Stop as Ctrl-C does and return the exit code. Raises TrialFailed if that takes too long."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise TrialFailed(
                f"Still running {STOP_SECONDS} s after SIGTERM:\n{self.said()}"
            ) from None


@contextlib.contextmanager
def trial(var: Path, environ: Mapping[str, str] = os.environ, root: Path = ROOT) -> Iterator[Trial]:
    """Run the assistant of the project in `root` with its data in `var`; needs a trained model.

    Raises TrialFailed.
    """
    environment = trial_environment(var, environ)
    output = var / "start.log"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [str(RASA_PYTHON), "-m", "scripts.start"],
            cwd=root,
            env=environment,
            stdout=log,
            stderr=log,
        )
    running = Trial(Settings.read(environment), environment, process, output)
    try:
        _wait(running)
        yield running
    finally:
        if process.poll() is None:
            running.stop()


def trial_environment(var: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return what an assistant of its own is told: its data in `var`, free ports, our model's key."""
    desk, rasa, actions, metrics = _free_ports(4)
    return {
        **{name: value for name, value in environ.items() if name not in _OWN},
        "NEEDLEWISE_PORT": str(desk),
        "NEEDLEWISE_RASA_PORT": str(rasa),
        "NEEDLEWISE_ACTIONS_PORT": str(actions),
        "NEEDLEWISE_METRICS": f"127.0.0.1:{metrics}",
        "NEEDLEWISE_VAR": str(var),
        "NEEDLEWISE_MODEL_KEY": environ.get("NEEDLEWISE_MODEL_KEY")
        or secret(ROOT / "var/model.key"),
    }


def _wait(running: Trial) -> None:
    until = time.monotonic() + START_SECONDS
    while "The assistant is ready" not in running.said():
        if running.process.poll() is not None or time.monotonic() > until:
            raise TrialFailed(f"The assistant did not become ready:\n{running.said()}")
        time.sleep(0.2)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
