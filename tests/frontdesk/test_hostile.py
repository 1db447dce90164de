"""Hostile messages: each gets what it should, and the desk goes on."""

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from patient import Patient
from stand_in import StandIn

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("hostile.yml").read_text(encoding="utf-8")
)


def test_hostile_messages_are_two_hundred_and_differ() -> None:
    assert len(CASES) >= 200
    assert len({json.dumps({**case, "why": ""}) for case in CASES}) == len(CASES)


def test_hostile_message_gets_its_status_and_stops_nobody(
    patient: Callable[[], Patient], rasa: StandIn
) -> None:
    wrong = []
    for number, case in enumerate(CASES):
        if number % 20 == 0:
            alice = patient()
        answer = alice.send(body(case))
        told = answer.json()
        is_told = told.keys() == (
            {"messages", "pending"} if answer.status_code == 200 else {"error"}
        )
        if answer.status_code != case["status"] or not is_told or told.get("pending"):
            wrong.append((case["why"], answer.status_code, str(told)[:100]))
    assert wrong == []
    assert all("\x00" not in text and text == text.strip() for text in rasa.asked())
    assert not any("topic" in turn for turn in rasa.turns)
    assert patient().say("does it hurt?")["pending"] is False


def body(case: dict[str, Any]) -> bytes:
    """Return a case's request body, with an id of its own."""
    id, times = str(uuid.uuid4()), case.get("times", 1)
    if "body" in case:
        return (case["body"] * times).replace("%s", id).encode()
    return f'{{"id": "{id}", "text": "{case["text"] * times}"}}'.encode()
