from dataclasses import replace

import pytest
from rasa.shared.nlu.training_data.message import Message

from needlewise.nlu.calibration import Calibration
from needlewise.nlu.red_flag_detector import RedFlagDetector
from needlewise.nlu.report_model import Suspicion
from needlewise.safety.gate import Gate


@pytest.fixture(scope="module")
def detector():
    return RedFlagDetector(
        Gate.load(), replace(Calibration.load(), red_flag_above=0.3, red_flag_near=0.0)
    )


def understood(text, questions, metadata=None, suspicions=()):
    """A message as the classifiers leave it; `questions`: (topic, confidence, part of the text);
    `suspicions`: (part, group, strength)."""
    first = questions[0]
    return Message(
        data={
            "text": text,
            "metadata": metadata or {},
            "intent": {"name": first[0], "confidence": first[1]},
            "intent_ranking": [{"name": first[0], "confidence": first[1]}],
            "suspicions": [Suspicion(*suspicion) for suspicion in suspicions],
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


def test_detector_adds_what_is_very_like_a_report(detector):
    message = understood(
        "everything went dark and wrong",
        [("soreness_after", 0.95, "everything went dark")],
        suspicions=[("everything went dark", "nerve_bleeding_faint", 0.6)],
    )
    detector.process([message])
    assert message.get("red_flag") == {"group": "nerve_bleeding_faint", "by": "likeness"}
    assert message.get("intent")["name"] == "red_flag"


def test_detector_ranks_what_nearly_raised_one_last(detector):
    text = "something in there went wrong"
    message = understood(
        text, [("soreness_after", 0.95, text)], suspicions=[(text, "nerve_bleeding_faint", 0.2)]
    )
    detector.process([message])
    assert message.get("red_flag") is None
    assert message.get("intent")["name"] == "soreness_after"
    assert message.get("intent_ranking")[1:] == [{"name": "red_flag", "confidence": 0.6}]


@pytest.mark.parametrize(
    ("text", "strength"), [("where are you", -0.4), ("no numbness and no fever", 0.2)]
)
def test_detector_ranks_nothing_that_is_ordinary_or_denied(detector, text, strength):
    asked = [("location", 0.9, text), ("red_flag", 0.3, text)]
    message = understood(text, asked, suspicions=[(text, "infection", strength)])
    message.set("intent_ranking", [{"name": name, "confidence": sure} for name, sure, _ in asked])
    detector.process([message])
    assert [one["name"] for one in message.get("intent_ranking")] == ["location"]


def test_detector_lets_the_gate_dismiss_a_denial(detector):
    text = "no numbness and no fever, how many sessions do i need"
    message = understood(
        text,
        [
            ("red_flag", 0.999, "no numbness and no fever"),
            ("number_of_sessions", 0.99, "how many sessions do i need"),
        ],
        suspicions=[("no numbness and no fever", "infection", 0.9)],
    )
    detector.process([message])
    assert message.get("red_flag") is None
    assert message.get("intent")["name"] == "number_of_sessions"
    assert [asked["topic"] for asked in message.get("questions")] == ["number_of_sessions"]


def test_detector_leaves_a_weak_suspicion_unsure(detector):
    message = understood(
        "my neck is stiff",
        [("red_flag", 0.6, "my neck is stiff")],
        suspicions=[("my neck is stiff", "lung", 0.2)],
    )
    detector.process([message])
    assert message.get("intent")["name"] == "nlu_fallback"
    assert message.get("questions") == []
