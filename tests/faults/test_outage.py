"""Rasa down or frozen, the desk stopped: patients are told, and nothing is lost."""

import signal
import time
import uuid

import httpx
import pytest
from patient import Patient
from processes import Processes

pytestmark = pytest.mark.faults


def test_rasa_that_is_down_gets_its_turn_within_five_seconds_of_its_start(
    processes: Processes,
) -> None:
    alice, id = Patient(processes.address), str(uuid.uuid4())
    processes.stop("Rasa", signal.SIGKILL)
    began = time.monotonic()
    late = alice.say("does it hurt?", id)
    assert late["pending"]
    assert time.monotonic() - began < 9
    processes.start("Rasa")
    processes.wait_until_ready()
    began = time.monotonic()
    while not any(
        one["from"] == "assistant" and one["kind"] == "answer" for one in alice.history()
    ):
        assert time.monotonic() - began < 5
        time.sleep(0.1)


def test_frozen_rasa_leaves_red_flags_and_health_answering(processes: Processes) -> None:
    alice = Patient(processes.address)
    processes.freeze("Rasa", True)
    began = time.monotonic()
    said = alice.say("I can't feel my legs and I can't pee")
    assert said["messages"][0]["kind"] == "red_flag"
    assert httpx.get(f"{processes.address}/health/live", trust_env=False).status_code == 200
    assert time.monotonic() - began < 2
    assert (
        httpx.get(f"{processes.address}/health/ready", timeout=10, trust_env=False).status_code
        == 503
    )
    processes.freeze("Rasa", False)
    assert not alice.say("does it hurt?")["pending"]


def test_stop_in_mid_turn_loses_nothing(processes: Processes) -> None:
    alice, id = Patient(processes.address), str(uuid.uuid4())
    processes.freeze("Rasa", True)
    deadline = time.monotonic() + 20
    with alice.asking("does it hurt?", id):
        while not alice.history() and time.monotonic() < deadline:
            time.sleep(0.05)
    processes.stop("front desk", signal.SIGTERM)
    processes.freeze("Rasa", False)
    processes.start("front desk")
    processes.wait_until_ready()
    assert alice.say("does it hurt?", id)["messages"][0]["text"] == "You asked: does it hurt?"
