"""Says what to do now where an emergency is reported, and leaves everything else."""

from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.content import load_library
from actions.slots import changes, clear_contact
from actions.turn import utter
from needlewise.answer.red_flag import red_flag


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
                tracker, {"asked_to_clarify": False, "offered_contact": False, "choices": None}
            ),
            *clear_contact(tracker),
            SlotSet("requested_slot", None),
            ActiveLoop(None),
        ]
