"""Takes the details of a patient who wants to be contacted, one at a time."""

from collections.abc import Callable

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions import contact
from actions.content import load_library
from needlewise.language.question import asks

_REPLIES = frozenset({"affirm", "deny"})
_UNKNOWN = "out_of_scope"  # what the NLU makes of most names


class ValidateContactForm(Action):
    """Fills the slot that was asked for; returns nothing where the message is about something else.

    Rasa then rejects the form for this turn: the message is answered by its own rule, and the form
    asks again, unless that rule ended it.
    """

    def name(self) -> str:
        return "validate_contact_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        requested = tracker.get_slot("requested_slot")
        if requested is None:
            return _take_unasked(tracker)
        if _interrupts(tracker, requested):
            return []
        if _leaves(tracker, requested):
            return [SlotSet("consent", False), SlotSet("requested_slot", None)]
        value = _READERS[requested](tracker)
        if value is None:
            dispatcher.utter_message(response=f"utter_unfit_{requested}")
        return [SlotSet(requested, value)]


def _take_unasked(tracker: Tracker) -> list[EventType]:
    """Take a number or an address that came with the wish to be contacted."""
    found = _read_contact(tracker)
    return [SlotSet("contact", found)] if found else []


def _interrupts(tracker: Tracker, requested: str) -> bool:
    message = tracker.latest_message
    if message.get("red_flag") or message["text"].startswith("/"):
        return True
    topics = {found["topic"] for found in message["questions"]} - _REPLIES
    if not topics or (topics == {_UNKNOWN} and not asks(message["text"].lower())):
        return False
    return not _is_plainly(tracker, requested)


def _is_plainly(tracker: Tracker, requested: str) -> bool:
    """Say whether the message is what was asked for, whatever the NLU makes of it."""
    text = tracker.latest_message["text"]
    if requested == "name":
        return contact.introduces(text) and contact.read_name(text) is not None
    if requested == "contact":
        return _read_contact(tracker) is not None
    if requested == "preferred_time":
        return contact.names_time(text) and not asks(text.lower())
    return contact.agrees(text)


def _leaves(tracker: Tracker, requested: str) -> bool:
    text = tracker.latest_message["text"]
    denied = tracker.latest_message["intent"]["name"] == "deny"
    unsure_when = requested == "preferred_time" and contact.names_time(text)
    return contact.wants_to_stop(text) or (denied and not unsure_when)


def _read_contact(tracker: Tracker) -> str | None:
    text = tracker.latest_message.get("text") or ""
    return contact.read_contact(text, load_library().clinic.country)


def _read_consent(tracker: Tracker) -> bool | None:
    return True if contact.agrees(tracker.latest_message["text"]) else None


_READERS: dict[str, Callable[[Tracker], str | bool | None]] = {
    "name": lambda tracker: contact.read_name(tracker.latest_message["text"]),
    "contact": _read_contact,
    "preferred_time": lambda tracker: contact.read_time(tracker.latest_message["text"]),
    "consent": _read_consent,
}
