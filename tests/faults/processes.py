"""Services for real: started, killed without warning, and started again as a supervisor does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

from scripts import assistant
from scripts.service import Service, free_port
from scripts.settings import ROOT, Settings
from scripts.trial import trial_environment

_STAND_IN = """
import sys
from pathlib import Path
import django
import uvicorn
django.setup()
from stand_in import StandIn
uvicorn.run(
    StandIn(sys.argv[1], delay=0.02, kept=Path(sys.argv[3])),
    port=int(sys.argv[2]), log_level="critical",
)
"""


class Processes:
    """`address`: where the front desk listens; `migrate` runs before the others are started."""

    def __init__(self, address: str, migrate: Service, services: Sequence[Service]) -> None:
        self.address = address
        self._migrate = migrate
        self._services = {service.name: service for service in services}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def names(self) -> list[str]:
        """The services, in the order in which they are needed."""
        return list(self._services)

    def start_all(self) -> None:
        """Start everything. Return once the desk is ready."""
        assert _start(self._migrate).wait(60) == 0, self._migrate.tail()
        for name in self._services:
            self.start(name)
        self.wait_until_ready()

    def start(self, name: str) -> None:
        """Start one process."""
        self._running[name] = _start(self._services[name])

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

    def wait_until_ready(self, seconds: float = 180) -> float:
        """Return how many seconds it took until all was ready."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                if httpx.get(f"{self.address}/health/ready", timeout=5, trust_env=False).is_success:
                    return time.monotonic() - began
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise AssertionError("\n".join(service.tail() for service in self._services.values()))

    def stop_all(self) -> None:
        """End everything."""
        for name in list(self._running):
            self.stop(name, signal.SIGKILL)


def wait_until(is_so: Callable[[], object], seconds: float = 60) -> None:
    """Return once something is so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "It is not so, and it took too long."
        time.sleep(0.05)


def whole_assistant(folder: Path) -> Processes:
    """Return the assistant as `make start` runs it, its data in `folder`."""
    told = trial_environment(folder)
    settings = Settings.read(told)
    environment = settings.environment(told)
    address = f"http://127.0.0.1:{settings.desk_port}"
    services = assistant.services(settings, environment)
    return Processes(address, assistant.migrate(settings, environment), services)


def desk_with_stand_in(folder: Path) -> Processes:
    """Return the front desk and a stand-in for Rasa: quick to start, and failing on request."""
    rasa = free_port()
    told = trial_environment(folder)
    told["NEEDLEWISE_RASA_URL"] = f"http://127.0.0.1:{rasa}/webhooks/frontdesk"
    settings = Settings.read(told)
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests/frontdesk")])
    django = {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "frontdesk.settings"}
    environment = settings.environment({**told, **django})
    secret, turns = environment["NEEDLEWISE_SECRET"], str(folder / "turns.jsonl")
    command = [sys.executable, "-c", _STAND_IN, secret, str(rasa), turns]
    stand_in = Service("Rasa", command, ROOT, environment, folder / "rasa.log")
    desk = [
        service
        for service in assistant.services(settings, environment)
        if service.name.startswith("front desk")
    ]
    address = f"http://127.0.0.1:{settings.desk_port}"
    return Processes(address, assistant.migrate(settings, environment), [stand_in, *desk])


def _start(service: Service) -> subprocess.Popen[bytes]:
    with service.log.open("ab") as log:
        return subprocess.Popen(
            service.command, cwd=service.cwd, env=dict(service.environment), stdout=log, stderr=log
        )
