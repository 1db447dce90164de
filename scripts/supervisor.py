"""Keeps services running: starts them, starts one again that died, stops them together."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from scripts.service import Service

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds before a dead service is started again
_STEADY = 60.0  # seconds after which a service counts as having recovered


class Supervisor:
    """`tell` is given one short line for the person at the terminal at each event."""

    def __init__(self, services: Sequence[Service], tell: Callable[[str], None]) -> None:
        self._services = services
        self._tell = tell

    async def start(self) -> None:
        """Start all services and return once all are ready. Raises StartFailed; then all are stopped."""
        for service in self._services:
            await service.start()
        waits = [asyncio.create_task(self._wait(service)) for service in self._services]
        try:
            await asyncio.gather(*waits)
        except BaseException:
            for wait in waits:
                wait.cancel()
            await self.stop()
            raise

    async def keep(self) -> None:
        """Start again what dies, until cancelled."""
        await asyncio.gather(*(self._keep(service) for service in self._services))

    async def stop(self) -> None:
        """Stop all services, those that depend on others first."""
        for service in reversed(self._services):
            await service.stop()

    async def _wait(self, service: Service) -> None:
        await service.wait_until_ready()
        if service.ready:
            self._tell(f"{service.name} is ready")

    async def _keep(self, service: Service) -> None:
        pause = _FIRST_PAUSE
        while service.process is not None:
            since = asyncio.get_running_loop().time()
            code = await service.process.wait()
            if asyncio.get_running_loop().time() - since > _STEADY:
                pause = _FIRST_PAUSE
            self._tell(
                f"{service.name} ended (exit {code}; see {service.log}); again in {pause:.0f} s"
            )
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
            with suppress(OSError):
                await service.start()
