"""Which symptoms a message denies."""

import pytest

from needlewise.safety.gate import Gate


def is_denied(gate: Gate, message: str, *concepts: str) -> bool:
    reading = gate.read(message)
    return reading.is_denied([reading.mentions(concept)[0] for concept in concepts])


@pytest.mark.parametrize(
    "message",
    [
        "no fever",
        "I don't have a fever",
        "haven't had any signs of a fever",
        "no numbness, tingling or fever",
        "without any numbness or fever",
        "fever: no",
        "Fever? None.",
    ],
)
def test_denial_reaches_the_symptom(gate: Gate, message: str) -> None:
    assert is_denied(gate, message, "fever")


@pytest.mark.parametrize(
    "message",
    [
        "I have a fever",
        "No, a fever",
        "no I have a fever",
        "no numbness. Fever since Monday",
        "no numbness, fever since Monday",
        "never had a fever like this before",
        "no idea why I have a fever",
        "fever? no idea",
    ],
)
def test_denial_of_something_else_does_not(gate: Gate, message: str) -> None:
    assert not is_denied(gate, message, "fever")


def test_denial_is_no_part_of_a_symptom_that_says_no(gate: Gate) -> None:
    assert not is_denied(gate, "no feeling in my legs", "numb", "legs")
