"""`make start`: the whole assistant in one terminal, until Ctrl-C."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any

from needlewise.dialogue.manifest import ManifestError
from scripts import assistant
from scripts.service import Service, StartFailed
from scripts.settings import Settings
from scripts.supervisor import Supervisor


def main() -> int:
    """Run until stopped. Return 0 after an orderly stop, 1 if the assistant could not start."""
    try:
        settings = Settings.read(os.environ)
        return asyncio.run(_run(settings))
    except (StartFailed, ManifestError, ValueError) as error:
        print(f"The assistant did not start. {error}", file=sys.stderr)
        return 1


async def _run(settings: Settings) -> int:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    environment = settings.environment(os.environ)
    services = assistant.services(settings, environment)
    for service in services:
        service.check_port(assistant.PORT_VARIABLES.get(service.name, ""))
    tell = _teller(time.monotonic())
    tell(f"starting {len(services)} processes; what they say goes to {settings.logs}")
    if any(service.name == "front desk" for service in services):
        await _finish(assistant.migrate(settings, environment))
    supervisor = Supervisor(services, tell)
    if await _or_stopped(supervisor.start(), stopped):
        tell(f"The assistant is ready: http://127.0.0.1:{settings.desk_port}  (Ctrl-C stops it)")
        tell(f"Staff sign in at {settings.console_url}  ('make staff' makes the first account)")
        await _or_stopped(supervisor.keep(), stopped)
    tell("stopping")
    await supervisor.stop()
    return 0


async def _or_stopped(work: Coroutine[Any, Any, None], stopped: asyncio.Event) -> bool:
    """Return True once `work` is done, False if stopped before; raise what it raises."""
    task, stop = asyncio.ensure_future(work), asyncio.ensure_future(stopped.wait())
    await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if task.done():
        task.result()
        return True
    task.cancel()
    await asyncio.wait({task})
    return False


async def _finish(service: Service) -> None:
    await service.start()
    if service.process is None or await service.process.wait():
        raise StartFailed(f"{service.name} failed. The end of {service.log}:\n{service.tail()}")


def _teller(began: float) -> Callable[[str], None]:
    def tell(line: str) -> None:
        print(f"[{time.monotonic() - began:5.1f} s] {line}", flush=True)

    return tell


if __name__ == "__main__":
    sys.exit(main())
