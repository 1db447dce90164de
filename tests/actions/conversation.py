"""A conversation as the action server sees it, made by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk.interfaces import Action, Tracker

ROOT = Path(__file__).parents[2]
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
MESSAGE_ID = "m-1"
Run = Callable[[Action, Tracker], tuple[list[dict[str, Any]], list[dict[str, Any]]]]


def understood(*topics: str, condition: str | None = None) -> list[dict[str, Any]]:
    """Return the NLU's `questions` for topics that it is sure of."""
    return [
        {"topic": topic, "text": topic, "confidence": 0.9, "condition": condition}
        for topic in topics
    ]


def named(text: str, condition: str, words: str) -> dict[str, Any]:
    """Return the entity for `words` in `text`."""
    start = text.index(words)
    return {
        "entity": "condition", "value": condition, "start": start, "end": start + len(words),
    }  # fmt: skip


def tracker(
    text: str,
    *topics: str,
    intent: str | None = None,
    ranking: tuple[tuple[str, float], ...] = (),
    entities: tuple[dict[str, Any], ...] = (),
    slots: dict[str, Any] | None = None,
    events: tuple[dict[str, Any], ...] = (),
    loop: str | None = None,
    **properties: Any,
) -> Tracker:
    """Return the tracker after a message; without topics the NLU was unsure of it."""
    name = intent or (topics[0] if topics else "nlu_fallback")
    message: dict[str, Any] = {
        "text": text,
        "intent": {"name": name, "confidence": 0.9},
        "intent_ranking": [{"name": one, "confidence": chance} for one, chance in ranking],
        "entities": list(entities),
        "questions": understood(*topics),
        "red_flag": None,
    }
    user = {"event": "user", "text": text, "message_id": MESSAGE_ID, "metadata": {}}
    known = dict.fromkeys(DOMAIN["slots"]) | {"requested_slot": None}
    return Tracker(
        sender_id="c-1",
        slots=known | {"asked_to_clarify": False, "offered_contact": False} | (slots or {}),
        latest_message=message | properties,
        events=[*events, user],
        paused=False,
        followup_action=None,
        active_loop={"name": loop} if loop else {},
        latest_action_name="action_listen",
    )


def button(topic: str, **fields: Any) -> Tracker:
    """Return the tracker after a button was chosen: Rasa reads its intent without the NLU."""
    made = tracker(f"/{topic}", intent=topic, **fields)
    del made.latest_message["questions"], made.latest_message["red_flag"]
    return made


def offered(*topics: str, parts: tuple[str, ...] = ()) -> tuple[dict[str, Any], ...]:
    """Return the events of a turn before, whose answer told `parts` and suggested `topics`."""
    answer = {
        "topics": list(parts), "citations": [],
        "parts": [{"topic": part} for part in parts],
        "suggestions": [{"topic": topic} for topic in topics],
    }  # fmt: skip
    said = {"event": "bot", "text": "…", "metadata": {"answer": answer}}
    return {"event": "user", "text": "…", "metadata": {}}, said


def slots(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the values that `events` give to slots."""
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}
