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
FLAG = "Since this morning I can't feel my groin and I lost control of my bladder"


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


def got(anna: Correspondent, number: int) -> list[Sent]:
    """Return what a patient got once it is so much."""
    until = time.monotonic() + 30
    while len(anna.got()) < number and time.monotonic() < until:
        time.sleep(0.05)
    assert len(anna.got()) == number, [one.text for one in anna.got()]
    return anna.got()


@pytest.mark.parametrize("app", EVERYWHERE, ids=lambda app: app.channel)
def test_conversation_in_the_patient_s_own_app(
    app: type[Correspondent],
    writes: Callable[[type[Correspondent]], Correspondent],
    assistant: Trial,
) -> None:
    anna = writes(app)
    anna.says(QUESTION)
    notice, answer = got(anna, 2)
    assert "automated assistant" in notice.text
    assert "Sources: " in answer.text
    assert "General information, not medical advice." in answer.text

    if answer.buttons:
        anna.presses(answer.buttons[0])
    else:
        anna.says("1")
    assert "Sources: " in got(anna, 3)[-1].text

    anna.says(FLAG)
    first, rest = got(anna, 5)[3:]
    assert fits_one_sms(first.text) and "999" in first.text
    assert "020 7946 0142" in rest.text

    anna.says("please forget everything I told you")
    got(anna, 6)
    assert not _holds(assistant, anna.me)


def test_question_is_answered_alike_on_every_channel(
    writes: Callable[[type[Correspondent]], Correspondent],
) -> None:
    everybody = [writes(app) for app in EVERYWHERE]
    for one in everybody:
        one.says(QUESTION)
    answers = [got(one, 2)[-1].text for one in everybody]
    said = {plain(answer).split("\n\nSources: ")[0] for answer in answers}
    assert len(said) == 1


def _holds(assistant: Trial, id: str) -> list[str]:
    """Return the databases that hold a platform's id, what waits in SQLite's journals written out."""
    for path in assistant.settings.var.glob("*.db"):
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = assistant.settings.var.glob("*.db*")
    return [path.name for path in files if id.encode() in path.read_bytes()]
