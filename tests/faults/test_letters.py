"""The worker killed in the middle of a letter: each piece arrives, twice only what it did not hear of."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import desk_settings
import pytest
from correspondent import OnSms
from platform_apis import PlatformApis, Reply
from processes import Processes, wait_until
from serving import Serving

pytestmark = pytest.mark.faults

WORKER = "front desk's worker"
SENTENCES = [f"This is sentence {number:02} of a long question." for number in range(1, 46)]


@pytest.fixture
def apis() -> Iterator[PlatformApis]:
    """The platforms' APIs, where the desk looks for them."""
    made = PlatformApis()
    serving = Serving(made, desk_settings.PLATFORM_PORT)
    serving.start()
    yield made
    made.frozen = False
    serving.stop()


@pytest.mark.parametrize("is_taken", [True, False], ids=["taken", "not taken"])
def test_letter_goes_on_where_the_worker_was_killed(
    is_taken: bool, apis: PlatformApis, processes: Processes, tmp_path: Path
) -> None:
    anna = OnSms(processes.address, apis)
    _freeze_after(apis, 2)  # the notice, and the first piece of the answer
    anna.says(" ".join(SENTENCES))
    wait_until(lambda: apis.calls == 3)
    processes.stop(WORKER, signal.SIGKILL)
    apis.failures = [] if is_taken else [Reply(503)]
    apis.frozen = False
    _end_leases(tmp_path / "frontdesk.db")
    processes.start(WORKER)
    wait_until(lambda: not _waiting(tmp_path / "frontdesk.db"))
    notice, *answer = anna.got()
    assert "automated assistant" in notice.text
    assert [one.text for one in answer[2:]] == [answer[1].text] * is_taken
    said = answer[0].text + answer[1].text
    assert [said.count(sentence) for sentence in SENTENCES] == [1] * len(SENTENCES)


def _freeze_after(apis: PlatformApis, messages: int) -> None:
    """Take so many messages, then answer nothing."""
    answer = apis._answer

    def then_freeze(scope: object, body: bytes) -> Reply:
        reply = answer(scope, body)
        apis.frozen = len(apis.sent) == messages
        return reply

    apis._answer = then_freeze  # type: ignore[method-assign]


def _end_leases(database: Path) -> None:
    """End the dead worker's leases, as time would."""
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.execute("UPDATE gateway_outgoing SET next_attempt = 0")


def _waiting(database: Path) -> int:
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        query = "SELECT COUNT(*) FROM gateway_outgoing WHERE kind = 'deliver'"
        return int(connection.execute(query).fetchone()[0])
