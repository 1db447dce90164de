"""Begins a session of Rasa, which is only a part of a conversation: what matters goes on."""

from rasa_sdk.events import ActionExecuted, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.slots import clinic_slots

_KEPT = ("condition", "topic", "more_step", "guidance_shown")


class ActionSessionStart(Action):
    """One event per slot to keep, so that sessions stay short; a form is left."""

    def name(self) -> str:
        return "action_session_start"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        values = {name: tracker.get_slot(name) for name in _KEPT}
        kept = [SlotSet(name, value) for name, value in values.items() if value is not None]
        return [SessionStarted(), *kept, *clinic_slots(), ActionExecuted("action_listen")]
