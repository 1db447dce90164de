from dataclasses import replace

import pytest
from rasa.shared.nlu.training_data.message import Message

from needlewise.nlu.calibration import Calibration
from needlewise.nlu.red_flag_detector import RedFlagDetector
from needlewise.safety.gate import Gate


@pytest.fixture(scope="module")
def detector():
    return RedFlagDetector(Gate.load(), replace(Calibration.load(), red_flag_above=0.9))


def understood(text, questions, metadata=None):
    """A message as the classifier leaves it; `questions`: (topic, confidence, part of the text)."""
    first = questions[0]
    return Message(
        data={
            "text": text,
            "metadata": metadata or {},
            "intent": {"name": first[0], "confidence": first[1]},
            "intent_ranking": [{"name": first[0], "confidence": first[1]}],
            "questions": [
                {"topic": topic, "confidence": sure, "text": part, "condition": None}
                for topic, sure, part in questions
            ],
        }
    )


def test_detector_puts_a_report_before_the_questions(detector):
    text = "does it hurt? i can't feel when i wipe"
    message = understood(text, [("does_it_hurt", 0.99, "does it hurt?")])
    detector.process([message])
    assert message.get("intent")["name"] == "red_flag"
    assert message.get("red_flag") == {"group": "cauda_equina", "by": "gate"}
    assert message.get("questions") == []


def test_detector_trusts_the_channels_verdict(detector):
    message = understood(
        "does it hurt", [("does_it_hurt", 0.99, "does it hurt")], {"red_flag": {"group": "lung"}}
    )
    detector.process([message])
    assert message.get("red_flag") == {"group": "lung", "by": "gate"}


def test_detector_adds_what_the_intent_is_sure_of(detector):
    message = understood(
        "everything went dark and wrong", [("red_flag", 0.95, "everything went dark")]
    )
    detector.process([message])
    assert message.get("red_flag") == {"group": None, "by": "intent"}


def test_detector_lets_the_gate_dismiss_a_denial(detector):
    text = "no numbness and no fever, how many sessions do i need"
    message = understood(
        text,
        [
            ("red_flag", 0.999, "no numbness and no fever"),
            ("number_of_sessions", 0.99, "how many sessions do i need"),
        ],
    )
    detector.process([message])
    assert message.get("red_flag") is None
    assert message.get("intent")["name"] == "number_of_sessions"
    assert [asked["topic"] for asked in message.get("questions")] == ["number_of_sessions"]


def test_detector_leaves_a_weak_suspicion_unsure(detector):
    message = understood("my neck is stiff", [("red_flag", 0.6, "my neck is stiff")])
    detector.process([message])
    assert message.get("intent")["name"] == "nlu_fallback"
    assert message.get("questions") == []
