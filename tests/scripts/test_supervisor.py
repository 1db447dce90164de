"""The supervisor, with small servers of Python's own."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import async_timeout
import pytest

from scripts import supervisor as supervisor_module
from scripts.service import Service, StartFailed, answers, free_port
from scripts.supervisor import Supervisor

SERVER = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1"]


def service(folder: Path, name: str = "server", command: list[str] | None = None) -> Service:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    made = command or [*SERVER, str(port)]
    return Service(name, made, folder, dict(os.environ), folder / f"{name}.log", port, address)


async def test_start_returns_when_all_are_ready(tmp_path: Path) -> None:
    told: list[str] = []
    services = [service(tmp_path, "one"), service(tmp_path, "two")]
    supervisor = Supervisor(services, told.append)

    await supervisor.start()

    assert all(answers(each.ready or "") for each in services)
    assert sorted(told) == ["one is ready", "two is ready"]
    await supervisor.stop()
    assert not any(answers(each.ready or "") for each in services)


async def test_service_that_cannot_start_is_told_with_its_last_words(tmp_path: Path) -> None:
    broken = service(
        tmp_path, "broken", [sys.executable, "-c", "raise SystemExit('no card for it')"]
    )
    good = service(tmp_path, "good")

    with pytest.raises(StartFailed, match="no card for it"):
        await Supervisor([good, broken], lambda line: None).start()

    assert not answers(good.ready or "")


async def test_dead_service_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor_module, "_FIRST_PAUSE", 0.1)
    told: list[str] = []
    one = service(tmp_path)
    supervisor = Supervisor([one], told.append)
    await supervisor.start()
    keeping = asyncio.create_task(supervisor.keep())
    first = one.process
    assert first is not None

    first.send_signal(signal.SIGKILL)
    async with async_timeout.timeout(20):
        while one.process is first:
            await asyncio.sleep(0.01)
        await one.wait_until_ready()

    assert one.process is not first
    assert "ended (exit -9" in told[-1]
    keeping.cancel()
    await supervisor.stop()


async def test_process_that_ignores_a_stop_is_ended_by_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.service.STOP_SECONDS", 0.5)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    one = service(tmp_path, "stubborn", [sys.executable, "-c", deaf])
    await one.start()
    while "up" not in one.tail():
        await asyncio.sleep(0.05)

    await one.stop()

    assert one.process is not None
    assert one.process.returncode == -signal.SIGKILL


def test_port_in_use_is_named_with_its_variable(tmp_path: Path) -> None:
    one = service(tmp_path, "front desk")
    one.check_port("NEEDLEWISE_PORT")

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", one.port or 0))
        taken.listen()
        with pytest.raises(
            StartFailed, match=rf"front desk needs port {one.port}.*NEEDLEWISE_PORT"
        ):
            one.check_port("NEEDLEWISE_PORT")
