"""Rasa down or frozen, the desk stopped: patients are told, and nothing is lost."""

import signal
import uuid

import httpx
import pytest
from patient import Patient
from processes import Processes, wait_until

pytestmark = pytest.mark.faults


def test_rasa_that_was_down_gets_its_turn_when_it_is_back(processes: Processes) -> None:
    alice = Patient(processes.address)
    processes.stop("Rasa", signal.SIGKILL)
    assert alice.say("does it hurt?")["pending"]
    processes.start("Rasa")
    wait_until(lambda: any(one.get("kind") == "answer" for one in alice.history()))


def test_frozen_rasa_leaves_red_flags_and_health_answering(processes: Processes) -> None:
    alice = Patient(processes.address)
    processes.freeze("Rasa", True)
    said = alice.say("I can't feel my legs and I can't pee")
    assert said["messages"][0]["kind"] == "red_flag"
    assert httpx.get(f"{processes.address}/health/live", trust_env=False).status_code == 200
    assert (
        httpx.get(f"{processes.address}/health/ready", timeout=10, trust_env=False).status_code
        == 503
    )
    processes.freeze("Rasa", False)
    assert not alice.say("does it hurt?")["pending"]


def test_stop_in_mid_turn_loses_nothing(processes: Processes) -> None:
    alice, id = Patient(processes.address), str(uuid.uuid4())
    processes.freeze("Rasa", True)
    with alice.asking("does it hurt?", id):
        wait_until(alice.history)
    processes.stop("front desk", signal.SIGTERM)
    processes.freeze("Rasa", False)
    processes.start("front desk")
    processes.wait_until_ready()
    assert alice.say("does it hurt?", id)["messages"][0]["text"] == "You asked: does it hurt?"
