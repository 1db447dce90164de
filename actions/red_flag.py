"""Says what to do now where an emergency is reported, and leaves everything else."""

from collections.abc import Iterable

from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.content import load_library
from actions.slots import changes, clear_contact
from actions.turn import utter
from needlewise.answer.memory import Question
from needlewise.answer.red_flag import TOPIC, red_flag
from needlewise.answer.reply import MORE
from needlewise.answer.topic import BOUNDARY

# What only goes on with what was said before: "should I have it?", "tell me more".
_GOES_ON = frozenset({BOUNDARY, MORE, TOPIC})


class ActionRedFlag(Action):
    """The only message of its turn; a form that was under way ends."""

    def name(self) -> str:
        return "action_red_flag"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        flag = tracker.latest_message.get("red_flag") or {}
        utter(dispatcher, domain, red_flag(load_library(), flag.get("group")))
        return [
            *changes(
                tracker,
                {
                    "topic": TOPIC,
                    "asked_to_clarify": False,
                    "offered_contact": False,
                    "choices": None,
                },
            ),
            *clear_contact(tracker),
            SlotSet("requested_slot", None),
            ActiveLoop(None),
        ]


def is_still_meant(tracker: Tracker, questions: Iterable[Question]) -> bool:
    """Say whether `questions`, of the message after a red flag, ask nothing of their own: until one
    does, what to do now is the answer to "what should I do?" too."""
    asked = {question.topic for question in questions}
    return tracker.get_slot("topic") == TOPIC and asked <= _GOES_ON
