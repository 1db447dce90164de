"""What a turn is answered with, written into the tracker's bot events and read from them.

So a turn that is asked for again gets what was stored, to the letter.
"""

from collections.abc import Iterator
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from needlewise.answer.compose import say
from needlewise.answer.identity import answer_id
from needlewise.knowledge.library import Library

ANSWER = "answer"  # keyword of an action's dispatcher.utter_message: the contract's Answer
EFFECTS = "effects"  # keyword of the same: what the front desk shall do
_RANKED = 10  # intents that are passed on


class NothingSaid(Exception):
    """A turn that ended without a message."""


class UnknownMessage(Exception):
    """A bot message that is neither an action's Answer nor a response with kind and topics."""

    def __init__(self, response: object) -> None:
        super().__init__(
            f"The response {response} has no 'metadata: {{kind, topics}}' in domain.yml, and no action "
            "gave it an answer. Add one of them."
        )


def complete_answers(tracker: DialogueStateTracker, library: Library, model_version: str) -> None:
    """Complete the answers of the last turn inside its bot events: ids, versions, disclaimer.

    Raises NothingSaid, or UnknownMessage for a message that nobody could show.
    """
    message = _last_message(tracker)
    said = list(_said(tracker))
    if message is None or not said:
        raise NothingSaid("The turn ended without a message.")
    for position, event in enumerate(said):
        id = answer_id(tracker.sender_id, message.message_id, position)
        answer = {**_draft(event, library), "id": id, "model_version": model_version}
        event.text = answer["text"]
        event.metadata[ANSWER] = answer


def read_reply(tracker: DialogueStateTracker, message_id: str) -> dict[str, Any] | None:
    """Return the reply to `message_id` if that is the tracker's last message, else None."""
    message = _last_message(tracker)
    if message is None or message.message_id != message_id:
        return None
    said = list(_said(tracker))
    answers = [event.metadata[ANSWER] for event in said]
    return {
        "messages": answers,
        "nlu": _nlu(message),
        "effects": [effect for event in said for effect in event.metadata.get(EFFECTS, [])],
        "model_version": answers[0]["model_version"] if answers else None,
    }


def _last_message(tracker: DialogueStateTracker) -> UserUttered | None:
    return next(
        (event for event in reversed(tracker.events) if isinstance(event, UserUttered)), None
    )


def _said(tracker: DialogueStateTracker) -> Iterator[BotUttered]:
    """Yield what was said after the last message and has words to show."""
    events = list(tracker.events)
    last = max(
        (place for place, event in enumerate(events) if isinstance(event, UserUttered)), default=-1
    )
    for event in events[last + 1 :]:
        if isinstance(event, BotUttered) and (event.text or event.metadata.get(ANSWER)):
            yield event


def _draft(event: BotUttered, library: Library) -> dict[str, Any]:
    if ANSWER in event.metadata:
        return dict(event.metadata[ANSWER])
    described = event.metadata.get("metadata") or {}
    if not {"kind", "topics"} <= described.keys():
        raise UnknownMessage(event.metadata.get("utter_action"))
    return say(library, described["kind"], described["topics"], event.text).to_dict()


def _nlu(message: UserUttered) -> dict[str, Any]:
    parsed = message.parse_data
    ranking = parsed.get("intent_ranking") or [parsed["intent"]]
    return {
        "ranking": [
            {"name": one["name"], "confidence": one["confidence"]} for one in ranking[:_RANKED]
        ],
        "entities": [
            {"entity": one["entity"], "value": one["value"]} for one in parsed.get("entities", [])
        ],
        "red_flag": parsed.get("red_flag"),
    }
