"""Says what to do now where an emergency is reported, and leaves everything else."""

from collections.abc import Iterable

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.content import load_library
from actions.context import read_wording
from actions.slots import changes, leave_form
from actions.turn import utter
from needlewise.answer.follow_up import leans
from needlewise.answer.memory import MORE, Question
from needlewise.answer.red_flag import TOPIC, red_flag
from needlewise.answer.scope import OUT_OF_SCOPE
from needlewise.answer.topic import BOUNDARY

# What only goes on with what was said before: "should I have it?", "tell me more", "I don't want to".
_GOES_ON = frozenset({BOUNDARY, MORE, TOPIC, OUT_OF_SCOPE, "affirm", "deny", "feedback", "goodbye"})
# How likely the topic of a question has to be for it to leave an emergency: "can it wait?" leans on it.
_OWN, _OWN_THOUGH_IT_LEANS = 0.6, 0.97


class ActionRedFlag(Action):
    """The only message of its turn; a form that was under way ends."""

    def name(self) -> str:
        return "action_red_flag"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        utter(dispatcher, domain, red_flag(load_library(), _group(tracker)))
        nothing_open = {"asked_to_clarify": False, "offered_contact": False}
        return [
            *changes(tracker, {"topic": TOPIC} | nothing_open),
            *leave_form(tracker),
        ]


def is_still_meant(tracker: Tracker, questions: Iterable[Question]) -> bool:
    """Say whether `questions`, of the message after a red flag, ask nothing of their own: until one
    does, what to do now is the answer to "what should I do?" too."""
    asked = {question.topic for question in questions}
    return tracker.get_slot("topic") == TOPIC and (asked <= _GOES_ON or _is_vague(tracker))


def _is_vague(tracker: Tracker) -> bool:
    message = tracker.latest_message
    if message.get("entities") or not message.get("intent_ranking"):
        return False
    needed = _OWN_THOUGH_IT_LEANS if leans(read_wording(tracker)) else _OWN
    return bool(message["intent_ranking"][0]["confidence"] < needed)


def _group(tracker: Tracker) -> str | None:
    """Return the group of signs reported now, or last."""
    reported = ((event.get("parse_data") or {}).get("red_flag") for event in tracker.events)
    flags = [flag for flag in (*reported, tracker.latest_message.get("red_flag")) if flag]
    return flags[-1]["group"] if flags else None
