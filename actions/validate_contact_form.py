"""Takes the details of a patient who wants to be contacted, one at a time."""

from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions import contact, contact_time, wish
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
        if requested and _asks_what_for(tracker):
            dispatcher.utter_message(response="utter_contact_purpose")
            return [SlotSet(requested, None)]
        if _interrupts(tracker, requested):
            return []
        if requested and _leaves(tracker, requested):
            return [SlotSet("consent", False), SlotSet("requested_slot", None)]
        found = _read_details(tracker, requested)
        if requested and not found:
            dispatcher.utter_message(response=f"utter_unfit_{requested}")
            return [SlotSet(requested, None)]
        return [SlotSet(name, value) for name, value in found.items()]


def _asks_what_for(tracker: Tracker) -> bool:
    message = tracker.latest_message
    return not message.get("red_flag") and wish.asks_what_for(message["text"])


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
    misread = message.get("wording", text.lower()) != text.lower()  # "Omar" put right to "more"
    guessed = sure < _SURELY_ASKED or misread
    return len(words) <= _NAME_WORDS and (written_as_name or guessed)


def _is_plainly(text: str, requested: str) -> bool:
    """Say whether `text` is a detail, whatever the NLU makes of it."""
    if contact.read_contact(text, load_library().clinic.country) or contact_time.is_time(text):
        return True
    if contact.introduces(text) or contact.corrects(text) or wish.wants_to_stop(text):
        return True
    if requested in ("preferred_time", "consent") and not asks(text.lower()):
        return contact_time.names_time(text) or wish.agrees(text)
    return False


def _leaves(tracker: Tracker, requested: str) -> bool:
    text = tracker.latest_message["text"]
    says_when = requested == "preferred_time" and contact_time.names_time(text)
    return wish.wants_to_stop(text) and not says_when


def _read_details(tracker: Tracker, requested: str | None) -> dict[str, str | bool]:
    """Return the detail that was asked for, and others that came unasked or put earlier ones right."""
    text = tracker.latest_message["text"]
    reached = contact.read_contact(text, load_library().clinic.country)
    read: dict[str, str | bool | None] = {"contact": reached}
    read["preferred_time"] = _read_time(tracker, requested, reached)
    if requested == "name" or _puts_name_right(text, requested):
        read["name"] = contact.read_name(text) if read["preferred_time"] != text else None
    if requested == "consent" and not any(read.values()):
        read["consent"] = wish.agrees(text) or None
    return {name: value for name, value in read.items() if value is not None}


def _read_time(tracker: Tracker, requested: str | None, reached: str | None) -> str | None:
    text = tracker.latest_message["text"]
    if requested == "preferred_time" and not reached and not contact.introduces(text):
        return contact_time.read_time(text)
    if (
        requested == "consent"
        and contact_time.names_time(text)
        and not (reached or wish.agrees(text))
    ):
        return contact_time.read_time(text)
    return contact_time.read_time_aside(text)


def _puts_name_right(text: str, requested: str | None) -> bool:
    if requested is None:  # "I'm pregnant and would like to book" tells no name
        return contact.introduces(text) and (contact.read_name(text) or "") in text
    return contact.introduces(text) or (requested == "contact" and contact.corrects(text))
