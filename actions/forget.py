"""Has the conversation forgotten: the front desk erases it, Rasa's tracker too."""

from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.message import last_user_event
from actions.slots import clinic_slots
from needlewise.answer.identity import effect_id


class ActionForget(Action):
    """Confirms, and asks the front desk for the effect `forget`."""

    def name(self) -> str:
        return "action_forget"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        effect = dict.fromkeys(("name", "phone", "email", "preferred_time", "consent", "topic"))
        id = effect_id(last_user_event(tracker)["message_id"], "forget")
        effects = [effect | {"id": id, "kind": "forget"}]
        dispatcher.utter_message(response="utter_forget_me", effects=effects)
        return [ActiveLoop(None), AllSlotsReset(), *clinic_slots()]
