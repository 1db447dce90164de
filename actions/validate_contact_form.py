"""Takes the details of a patient who wants to be contacted, one at a time."""

from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions import contact
from actions.content import load_library
from needlewise.language.question import asks

_REPLIES = frozenset({"affirm", "deny"})
_UNKNOWN = "out_of_scope"  # what the NLU makes of most names
_NAME_WORDS = 4
_SURELY_ASKED = 0.9  # "cost" or "side effects" in the middle of a form are questions


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
        if _interrupts(tracker, requested):
            return []
        if requested and _leaves(tracker, requested):
            return [SlotSet("consent", False), SlotSet("requested_slot", None)]
        found = _read_details(tracker, requested)
        if requested and not found:
            dispatcher.utter_message(response=f"utter_unfit_{requested}")
            return [SlotSet(requested, None)]
        return [SlotSet(name, value) for name, value in found.items()]


def _interrupts(tracker: Tracker, requested: str | None) -> bool:
    """Say whether the message is about something else than the detail that was asked for."""
    message = tracker.latest_message
    text = message["text"]
    if message.get("red_flag") or text.startswith("/"):
        return True
    topics = {found["topic"] for found in message["questions"]} - _REPLIES
    if requested is None or not topics:
        return False
    is_guess = topics == {_UNKNOWN} and not asks(text.lower())
    if requested == "name" and _may_be_name(message):
        return False
    return not is_guess and not _is_plainly(text, requested)


def _may_be_name(message: dict[str, Any]) -> bool:
    """Say whether a name is likelier than a question: the NLU guesses at names, but seldom surely."""
    text = message["text"]
    if asks(text.lower()) or contact.read_name(text) is None or message.get("entities"):
        return False
    words = text.split()
    written_as_name = len(words) > 1 and all(word[0].isupper() for word in words)
    sure = max(found["confidence"] for found in message["questions"])
    return len(words) <= _NAME_WORDS and (written_as_name or sure < _SURELY_ASKED)


def _is_plainly(text: str, requested: str) -> bool:
    """Say whether `text` is a detail, whatever the NLU makes of it."""
    if contact.read_contact(text, load_library().clinic.country) or contact.is_time(text):
        return True
    if requested == "name":
        return contact.introduces(text)
    if requested == "preferred_time":
        return contact.names_time(text) and not asks(text.lower())
    return requested == "consent" and contact.agrees(text)


def _leaves(tracker: Tracker, requested: str) -> bool:
    text = tracker.latest_message["text"]
    says_when = requested == "preferred_time" and contact.names_time(text)
    return contact.wants_to_stop(text) and not says_when


def _read_details(tracker: Tracker, requested: str | None) -> dict[str, str | bool]:
    """Return the detail that was asked for, and a number, an address or a time that came unasked."""
    text = tracker.latest_message["text"]
    read: dict[str, str | bool | None] = {}
    if requested == "contact" or tracker.get_slot("contact") is None:
        read["contact"] = contact.read_contact(text, load_library().clinic.country)
    if requested == "preferred_time" or (requested and contact.is_time(text)):
        read["preferred_time"] = contact.read_time(text)
    elif requested == "name":
        read["name"] = contact.read_name(text)
    elif requested == "consent":
        read["consent"] = contact.agrees(text) or None
    return {name: value for name, value in read.items() if value is not None}
