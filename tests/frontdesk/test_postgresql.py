"""The same tests with PostgreSQL underneath, in a cluster of their own."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.service

PAGES = (
    "door", "safety", "callbacks", "person", "audit", "review", "improve", "poisoned", "members", "measures",
    "export",
)  # fmt: skip
CONSOLE = tuple(f"console_{page}" for page in PAGES)
STAFF = ("search", "counts", "demo")
CHANNELS = ("outbox", "channel_conversation", "channel_intake", "tidying")
SAME = (
    "messages", "order", "conversation", "red_flag", "worker", "retention", "hostile", *CONSOLE, *STAFF,
    *CHANNELS,
)  # fmt: skip
TESTS = Path(__file__).parent
ROOT = TESTS.parents[1]


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """The address of an empty database; the server's programs must be installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert programs, (
        "Install PostgreSQL (apt-get install postgresql) or leave these out: -m 'not service'."
    )
    folder = Path(tempfile.mkdtemp(prefix="needlewise-postgresql-"))
    account = "postgres" if os.geteuid() == 0 else getpass.getuser()  # it refuses to run as root
    shutil.chown(folder, account)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs[-1] / program), *arguments]
        subprocess.run(command, user=account, check=True, capture_output=True, cwd=folder)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    run("initdb", "-D", "data", "-A", "trust", "-U", "desk")
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-D", "data", "-o", settings, "-l", "log", "-w", "start")
    try:
        run("createdb", "-h", "127.0.0.1", "-p", port, "-U", "desk", "desk")
        yield f"postgres://desk@127.0.0.1:{port}/desk"
    finally:
        run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_desk_does_the_same_on_postgresql(postgresql: str) -> None:
    chosen = [str(TESTS / f"test_{name}.py") for name in SAME]
    command = [sys.executable, "-m", "pytest", "-q", "-c", "frontdesk/pytest.ini", "--rootdir", "."]
    # The whole cluster goes; that its database can't be dropped while threads end is of no interest.
    command += ["-W", "ignore:Error when trying to teardown:pytest.PytestWarning"]
    ended = subprocess.run(
        [*command, *chosen],
        cwd=ROOT, env={**os.environ, "NEEDLEWISE_TEST_DATABASE": postgresql},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-4000:]
