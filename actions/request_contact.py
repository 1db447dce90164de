"""Passes a patient's wish to be contacted on, or drops it."""

from typing import Any

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.message import last_user_event
from actions.slots import changes, clear_contact
from needlewise.answer.identity import effect_id


class ActionRequestContact(Action):
    """Asks the front desk for the effect `callback` or `booking`; this process calls nobody.

    The details leave the slots either way.
    """

    def name(self) -> str:
        return "action_request_contact"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        if tracker.get_slot("consent"):
            dispatcher.utter_message(response="utter_request_noted", effects=[_effect(tracker)])
        else:
            dispatcher.utter_message(response="utter_request_dropped")
        return [*clear_contact(tracker), *changes(tracker, {"offered_contact": False})]


def _effect(tracker: Tracker) -> dict[str, Any]:
    kind: str = tracker.get_slot("request_kind") or "callback"
    contact: str = tracker.get_slot("contact") or ""
    is_address = "@" in contact
    return {
        "id": effect_id(last_user_event(tracker)["message_id"], kind),
        "kind": kind,
        "name": tracker.get_slot("name"),
        "phone": None if is_address else contact,
        "email": contact if is_address else None,
        "preferred_time": tracker.get_slot("preferred_time"),
        "consent": True,
        "topic": tracker.get_slot("topic"),
    }
