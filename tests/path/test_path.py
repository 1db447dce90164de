"""A patient's message through every process and back."""

import contextlib
import socket
import sqlite3
import stat
import subprocess
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from scripts.settings import RASA_PYTHON, ROOT
from scripts.trial import Trial


class Patient:
    """Somebody who chats on the clinic's page."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=20)
        token = self._client.post("/chat/session", json={}).json()["token"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    def send(self, id: str | None = None, **body: str) -> dict[str, Any]:
        """Send a text or a choice and return the body of the answer."""
        response = self._client.post("/chat/messages", json={"id": id or str(uuid4()), **body})
        assert response.status_code == 200, response.text
        return response.json()

    def ask(self, text: str) -> list[dict[str, Any]]:
        """Ask and return the messages of the answer."""
        return self.send(text=text)["messages"]

    def history(self) -> list[dict[str, Any]]:
        """Return the conversation as the widget shows it after a reload."""
        return self._client.get("/chat/messages").json()["messages"]

    def leave(self) -> None:
        """Close the connections."""
        self._client.close()

    def forget(self) -> int:
        """Ask to be forgotten and return the status."""
        return self._client.delete("/chat/conversation").status_code


@pytest.fixture
def alice(assistant: Trial) -> Iterator[Patient]:
    patient = Patient(assistant.address)
    yield patient
    patient.leave()


def test_question_is_answered_from_the_documents(alice: Patient) -> None:
    (answer,) = alice.ask("Does dry needling hurt?")

    assert (answer["kind"], answer["topics"]) == ("answer", ["does_it_hurt"])
    assert answer["citations"]
    assert {citation["kind"] for citation in answer["citations"]} == {"document"}
    assert answer["disclaimer"] in answer["text"]
    assert answer["content_version"]
    assert answer["model_version"].startswith("needlewise-")


def test_follow_up_keeps_what_it_is_about(alice: Patient) -> None:
    alice.ask("Does dry needling hurt?")

    (answer,) = alice.ask("Tell me more")

    assert answer["topics"] == ["does_it_hurt"]


def test_suggestion_is_answered_when_pressed(alice: Patient) -> None:
    (first,) = alice.ask("Does dry needling hurt?")
    suggestion = first["suggestions"][0]

    messages = alice.send(choice=suggestion["choice"])["messages"]

    assert messages[0]["topics"] == [suggestion["topic"]]


def test_red_flag_is_answered_first_and_alone(alice: Patient) -> None:
    (answer,) = alice.ask(
        "Since this morning I can't feel my groin and I lost control of my bladder"
    )

    assert (answer["kind"], answer["topics"][0]) == ("red_flag", "red_flag")
    assert "999" in answer["text"]


def test_conversation_goes_on_after_a_red_flag(alice: Patient) -> None:
    alice.ask("Since this morning I can't feel my groin and I lost control of my bladder")

    (answer,) = alice.ask("How many sessions would I need?")

    assert answer["topics"] == ["number_of_sessions"]


def test_same_message_gets_the_same_answer(alice: Patient) -> None:
    id = str(uuid4())

    assert alice.send(id, text="Is it safe?") == alice.send(id, text="Is it safe?")

    assert [message["from"] for message in alice.history()].count("patient") == 1


def test_question_of_no_topic_is_not_answered(alice: Patient) -> None:
    (answer,) = alice.ask("Who won the football yesterday?")

    assert answer["kind"] in ("out_of_scope", "clarification")
    assert not answer["citations"]


def test_typed_command_is_text(alice: Patient) -> None:
    assert all(message["topics"] != ["restart"] for message in alice.ask("/restart"))


def test_long_conversation_stays_quick(alice: Patient) -> None:
    took = []
    for _ in range(24):  # more than two sessions
        began = time.monotonic()
        alice.ask("Does dry needling hurt?")
        took.append(time.monotonic() - began)

    assert sorted(took[-8:])[4] < 3 * sorted(took[:8])[4] + 0.2


def test_forgotten_patient_is_gone_from_every_database(assistant: Trial, alice: Patient) -> None:
    alice.ask("Does it hurt in Samarkand?")

    assert alice.forget() == 204

    until = time.monotonic() + 15
    while holds(assistant, b"Samarkand") and time.monotonic() < until:
        time.sleep(0.2)
    assert not holds(assistant, b"Samarkand")


def holds(assistant: Trial, words: bytes) -> list[str]:
    """Return the databases that hold `words`, what waits in SQLite's journals written out first."""
    for path in assistant.settings.var.glob("*.db"):
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [path for path in assistant.settings.var.glob("*.db*") if words in path.read_bytes()]
    return [path.name for path in files]


def test_words_of_a_patient_are_in_no_log(assistant: Trial, alice: Patient) -> None:
    alice.ask("My neighbour Zebedee says that it hurts, does it?")

    logs = [assistant.output, *assistant.settings.logs.iterdir()]
    assert not [path.name for path in logs if b"Zebedee" in path.read_bytes()]


def test_secrets_are_the_owner_s_alone(assistant: Trial) -> None:
    mode = (assistant.settings.var / "secret").stat().st_mode

    assert stat.S_IMODE(mode) == 0o600


def test_only_loopback_listens(assistant: Trial) -> None:
    settings = assistant.settings
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        own = "127.0.0.2"  # a machine without another address; loopback has many
    for port in (settings.desk_port, settings.rasa_port, settings.actions_port):
        with socket.socket() as probe:
            probe.settimeout(1)
            assert probe.connect_ex((own, port)) != 0


def test_chat_in_the_terminal_shows_answers(assistant: Trial) -> None:
    chat = subprocess.run(
        [str(RASA_PYTHON), "-m", "scripts.chat"],
        cwd=ROOT,
        env={"NEEDLEWISE_PORT": str(assistant.settings.desk_port)},
        input="Does it hurt?\n1\nquit\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert chat.returncode == 0, chat.stderr
    assert "Sources:" in chat.stdout


def test_second_start_says_which_port_is_taken(assistant: Trial) -> None:
    second = subprocess.run(
        [str(RASA_PYTHON), "-m", "scripts.start"],
        cwd=ROOT,
        env=assistant.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert second.returncode == 1
    assert "NEEDLEWISE_" in second.stderr
    assert "in use" in second.stderr
