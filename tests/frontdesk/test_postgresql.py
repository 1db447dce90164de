"""The same tests with PostgreSQL underneath, in a cluster of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.postgresql import postgresql
from scripts.service import free_port

pytestmark = pytest.mark.service

PAGES = (
    "door", "safety", "callbacks", "person", "audit", "review", "improve", "poisoned", "members", "measures",
    "export", "faults", "field",
)  # fmt: skip
CONSOLE = tuple(f"console_{page}" for page in PAGES)
STAFF = ("search", "counts", "demo")
CHANNELS = (
    "outbox", "channel_conversation", "channel_intake", "channel_delivery", "channel_forgery",
    "channels_command", "tidying",
)  # fmt: skip
STRANGERS = ("bad_input", "hijack", "openapi", "rate", "redaction")
SAME = (
    "messages", "order", "conversation", "red_flag", "worker", "retention", "hostile", *CONSOLE, *STAFF,
    *CHANNELS, *STRANGERS,
)  # fmt: skip
TESTS = Path(__file__).parent
ROOT = TESTS.parents[1]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of an empty database; the server's programs must be installed."""
    assert Path("/usr/lib/postgresql").is_dir(), (
        "Install PostgreSQL (apt-get install postgresql) or leave these out: -m 'not service'."
    )
    with postgresql(free_port()) as served:
        yield served


def test_desk_does_the_same_on_postgresql(address: str) -> None:
    chosen = [str(TESTS / f"test_{name}.py") for name in SAME]
    command = [sys.executable, "-m", "pytest", "-q", "-c", "frontdesk/pytest.ini", "--rootdir", "."]
    # The whole cluster goes; that its database can't be dropped while threads end is of no interest.
    command += ["-W", "ignore:Error when trying to teardown:pytest.PytestWarning"]
    ended = subprocess.run(
        [*command, *chosen],
        cwd=ROOT, env={**os.environ, "NEEDLEWISE_TEST_DATABASE": address},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-4000:]
