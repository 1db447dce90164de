"""The conversation's memory, kept in Rasa's slots and in what was said last."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.interfaces import Tracker

from actions.content import load_library
from needlewise.answer.answer import Citation
from needlewise.answer.memory import Memory
from needlewise.answer.sourcing import cited

CONTACT = ("name", "contact", "preferred_time", "consent", "request_kind")


def read_memory(tracker: Tracker) -> Memory:
    """Return what the conversation remembers."""
    condition = tracker.get_slot("condition")
    last = _last_cited(tracker.events)
    return Memory(
        topic=tracker.get_slot("topic"),
        condition=condition[-1] if isinstance(condition, list) else condition,
        step=int(tracker.get_slot("more_step") or 0),
        guided=bool(tracker.get_slot("guidance_shown")),
        said=[topic for answer in last for topic in answer["topics"]],
        cited=cited(Citation(**citation) for answer in last for citation in answer["citations"]),
    )


def remember(tracker: Tracker, memory: Memory) -> list[EventType]:
    """Return the events that keep `memory`."""
    kept = {"topic": memory.topic, "more_step": float(memory.step), "guidance_shown": memory.guided}
    return changes(tracker, kept)


def changes(tracker: Tracker, values: Mapping[str, Any]) -> list[EventType]:
    """Return an event for each slot whose value is another than now."""
    return [
        SlotSet(name, value) for name, value in values.items() if tracker.get_slot(name) != value
    ]


def clear_contact(tracker: Tracker) -> list[EventType]:
    """Return the events that forget a patient's contact details."""
    return changes(tracker, dict.fromkeys(CONTACT))


def leave_form(tracker: Tracker) -> list[EventType]:
    """Return the events that end the contact form and forget what it was told."""
    return [*clear_contact(tracker), SlotSet("requested_slot", None), ActiveLoop(None)]


def clinic_slots() -> list[EventType]:
    """Return the events that let responses of domain.yml name the clinic."""
    clinic = load_library().clinic
    return [SlotSet("clinic_name", clinic.name), SlotSet("clinic_phone", clinic.phone)]


def last_answers(tracker: Tracker) -> list[Mapping[str, Any]]:
    """Return the answers of the turn before this one, in the order said."""
    found: list[Mapping[str, Any]] = []
    turns = 0
    for event in reversed(tracker.events):
        turns += event["event"] == "user"
        if turns == 2:
            break
        answer = _answer(event)
        if turns and answer:
            found.insert(0, answer)
    return found


def _last_cited(events: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the answers of the last turn that cited anything, in the order said."""
    found: list[Mapping[str, Any]] = []
    for event in reversed(events):
        if found and event["event"] == "user":
            break
        answer = _answer(event)
        if answer and answer["citations"]:
            found.insert(0, answer)
    return found


def _answer(event: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return (event.get("metadata") or {}).get("answer") if event["event"] == "bot" else None
