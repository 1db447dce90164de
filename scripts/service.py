"""A process that the assistant consists of: how it is started, stopped and known to be ready."""

import asyncio
import contextlib
import os
import signal
import socket
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 20  # a turn in progress may take eight
_TAIL = 15  # lines of a log worth showing


class StartFailed(Exception):
    """A service that could not start; the message says which, why and what to do."""


@dataclass
class Service:
    """`ready`: address that answers 200 once the service works; None where there is nothing to ask."""

    name: str
    command: Sequence[str]
    cwd: Path
    environment: Mapping[str, str]
    log: Path
    port: int | None = None
    ready: str | None = None
    process: asyncio.subprocess.Process | None = field(default=None, init=False)

    def check_port(self, variable: str) -> None:
        """Raise StartFailed if somebody listens on the port already."""
        if self.port is None:
            return
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", self.port))
            except OSError:
                raise StartFailed(
                    f"{self.name} needs port {self.port}, which is in use. Stop what uses it "
                    f"(ss -ltnp 'sport = :{self.port}' names it) or set {variable} to another."
                ) from None

    async def start(self) -> None:
        """Start the process, apart from the terminal so that Ctrl-C reaches it only through stop()."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                cwd=self.cwd,
                env=dict(self.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def wait_until_ready(self) -> None:
        """Return once the service works. Raises StartFailed if it ends before that."""
        while self.ready is not None and not await asyncio.to_thread(answers, self.ready):
            if self.process is None or self.process.returncode is not None:
                raise StartFailed(
                    f"{self.name} did not start. The end of {self.log}:\n{self.tail()}"
                )
            await asyncio.sleep(0.3)

    async def stop(self) -> None:
        """Ask the process to end; end it and its children by force if it takes too long."""
        process = self.process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except asyncio.TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    def tail(self) -> str:
        """Return the last lines of the log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"  {line}" for line in lines[-_TAIL:])


def free_port() -> int:
    """Return a port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Whether a GET of `address` answers 200 within two seconds."""
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False
