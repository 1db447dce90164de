"""A patient's message from their own app through every process and back."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator

import desk_settings
import pytest
from correspondent import EVERYWHERE, Correspondent
from platform_apis import PlatformApis, Sent
from serving import Serving

from needlewise.language.sms import fits_one_sms, plain
from scripts.trial import Trial

QUESTION = "Does dry needling hurt?"
DISCLAIMER = "General information, not medical advice."
FLAG = "Since this morning I can't feel my groin and I lost control of my bladder"


Hears = Callable[[Correspondent, int], list[Sent]]


@pytest.fixture(scope="module")
def apis() -> Iterator[PlatformApis]:
    """The platforms' APIs where the assistant looks for them."""
    made = PlatformApis()
    serving = Serving(made, desk_settings.PLATFORM_PORT)
    serving.start()
    yield made
    serving.stop()


@pytest.fixture(scope="module")
def writes(assistant: Trial, apis: PlatformApis) -> Callable[[type[Correspondent]], Correspondent]:
    """Makes patients of a channel."""
    return lambda app: app(assistant.address, apis)


@pytest.fixture
def hears(assistant: Trial) -> Hears:
    """Returns what a patient gets after the first so many messages, once nothing more waits to be sent."""

    def hear(anna: Correspondent, before: int) -> list[Sent]:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if len(anna.got()) > before and not _waiting(assistant):
                return anna.got()[before:]
            time.sleep(0.05)
        raise AssertionError(f"{_waiting(assistant)} wait, got {anna.got()[before:]}")

    return hear


def _waiting(assistant: Trial) -> int:
    """Return how many messages and letters still wait."""
    with contextlib.closing(sqlite3.connect(assistant.settings.var / "frontdesk.db")) as database:
        query = (
            "SELECT (SELECT COUNT(*) FROM gateway_outgoing WHERE kind = 'deliver') + "
            "(SELECT COUNT(*) FROM conversations_turn WHERE state = 'waiting')"
        )
        return int(database.execute(query).fetchone()[0])


@pytest.mark.parametrize("app", EVERYWHERE, ids=lambda app: app.channel)
def test_conversation_in_the_patient_s_own_app(
    app: type[Correspondent],
    writes: Callable[[type[Correspondent]], Correspondent],
    assistant: Trial,
    hears: Hears,
) -> None:
    anna = writes(app)
    anna.says(QUESTION)
    notice, *answer = hears(anna, 0)
    assert "automated assistant" in notice.text
    assert any("Sources: " in one.text for one in answer)
    assert any(DISCLAIMER in one.text for one in answer)

    before = len(anna.got())
    if answer[-1].buttons:
        anna.presses(answer[-1].buttons[0])
    else:
        anna.says("1")
    assert any("Sources: " in one.text for one in hears(anna, before))

    before = len(anna.got())
    anna.says(FLAG)
    first, *rest = hears(anna, before)
    assert fits_one_sms(first.text) and "999" in first.text
    assert any("020 7946 0142" in one.text for one in rest)

    before = len(anna.got())
    anna.says("please forget everything I told you")
    assert hears(anna, before)
    assert not _holds(assistant, anna.me)


def test_question_is_answered_alike_on_every_channel(
    writes: Callable[[type[Correspondent]], Correspondent], hears: Hears
) -> None:
    everybody = [writes(app) for app in EVERYWHERE]
    for one in everybody:
        one.says(QUESTION)
    answers = [hears(one, 0)[1].text for one in everybody]
    said = {plain(answer).split("\n\nSources: ")[0] for answer in answers}
    assert len(said) == 1


def _holds(assistant: Trial, id: str) -> list[str]:
    """Return the databases that hold a platform's id, what waits in SQLite's journals written out."""
    for path in assistant.settings.var.glob("*.db"):
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = assistant.settings.var.glob("*.db*")
    return [path.name for path in files if id.encode() in path.read_bytes()]
