"""Processes killed under load: every acknowledged message is answered, once."""

import json
import os
import signal
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field

import httpx
import pytest
from patient import Patient
from processes import Processes

pytestmark = pytest.mark.faults

# One of each here; `make faults` sets more.
KILLS = int(os.environ.get("NEEDLEWISE_KILLS", "3"))
PATIENTS = 8
PAUSE = PATIENTS / 20  # seconds, for twenty messages a second in all
PATIENCE = 180  # seconds; a busy machine starts a process slowly
OFTEN = 20  # messages a patient sends before another comes


@dataclass
class Load:
    """Patients who send and send again under the same id until they are answered with 200."""

    address: str
    stopped: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[tuple[Patient, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Send until stopped."""
        number = 0
        while not self.stopped.is_set():
            if number % OFTEN == 0:
                patient = self._arrive()
            number += 1
            self._send(patient, str(uuid.uuid4()))
            time.sleep(PAUSE)

    def _arrive(self) -> Patient:
        while True:
            try:
                return Patient(self.address)
            except httpx.HTTPError:
                time.sleep(0.1)

    def _send(self, patient: Patient, id: str) -> None:
        last = ""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = patient.post(id=id, text=f"question {id}")
            except httpx.HTTPError as error:
                last = type(error).__name__
                time.sleep(0.1)
                continue
            last = f"{answer.status_code} {answer.text}"
            if answer.status_code == 200:
                self.acknowledged.append((patient, id))
                return
            if answer.status_code not in (429, 503):
                self.problems.append(last)
            time.sleep(0.2)
        self.problems.append(f"never acknowledged: {last}")


def test_kills_lose_and_double_nothing(processes: Processes) -> None:
    load = Load(processes.address)
    threads = [threading.Thread(target=load.run) for _ in range(PATIENTS)]
    for thread in threads:
        thread.start()
    for number in range(KILLS):
        time.sleep(2)
        processes.kill(("desk", "rasa", "worker")[number % 3])
        processes.wait_until_ready()
    load.stopped.set()
    for thread in threads:
        thread.join()
    assert load.problems == []
    assert len(load.acknowledged) > 20
    unanswered = wait_for_answers(load)
    assert unanswered == []
    turns = [json.loads(line) for line in processes.kept.read_text().splitlines()]
    ran = Counter(turn["message_id"] for turn in turns)
    assert {id for _, id in load.acknowledged} == set(ran)
    assert max(ran.values()) == 1
    print(f"{KILLS} kills, {len(ran)} messages: 0 lost, 0 doubled")


def wait_for_answers(load: Load) -> list[str]:
    """Return which acknowledged messages have no answer, or not one of their own."""
    deadline = time.monotonic() + PATIENCE
    waiting = list(load.acknowledged)
    while waiting and time.monotonic() < deadline:
        waiting = [one for one in waiting if not is_answered(*one)]
    return [id for _, id in waiting]


def is_answered(patient: Patient, id: str) -> bool:
    """Say whether a message is answered once, by its own answer."""
    said = patient.say(f"question {id}", id)
    return not said["pending"] and said["messages"][0]["text"] == f"You asked: question {id}"


def test_rasa_that_is_down_gets_its_turn_within_five_seconds_of_its_start(
    processes: Processes,
) -> None:
    alice, id = Patient(processes.address), str(uuid.uuid4())
    processes.stop("rasa", signal.SIGKILL)
    began = time.monotonic()
    late = alice.say("does it hurt?", id)
    assert late["pending"]
    assert time.monotonic() - began < 9
    processes.start("rasa")
    processes.wait_until_ready()
    began = time.monotonic()
    while not any(
        one["from"] == "assistant" and one["kind"] == "answer" for one in alice.history()
    ):
        assert time.monotonic() - began < 5
        time.sleep(0.1)


def test_frozen_rasa_leaves_red_flags_and_health_answering(processes: Processes) -> None:
    alice = Patient(processes.address)
    processes.freeze("rasa", True)
    began = time.monotonic()
    said = alice.say("I can't feel my legs and I can't pee")
    assert said["messages"][0]["kind"] == "red_flag"
    assert httpx.get(f"{processes.address}/health/live", trust_env=False).status_code == 200
    assert time.monotonic() - began < 2
    assert (
        httpx.get(f"{processes.address}/health/ready", timeout=10, trust_env=False).status_code
        == 503
    )
    processes.freeze("rasa", False)
    assert not alice.say("does it hurt?")["pending"]


def test_stop_in_mid_turn_loses_nothing(processes: Processes) -> None:
    alice, id = Patient(processes.address), str(uuid.uuid4())
    processes.freeze("rasa", True)
    alice.hang_up_on("does it hurt?", id, 0.5)
    processes.stop("desk", signal.SIGTERM)
    processes.freeze("rasa", False)
    processes.start("desk")
    processes.wait_until_ready()
    assert alice.say("does it hurt?", id)["messages"][0]["text"] == "You asked: does it hurt?"
