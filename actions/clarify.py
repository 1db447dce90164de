"""Asks back where the message was not understood; says "I don't know" where that did not help."""

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.content import load_library, load_wording
from actions.message import likeliest, read_questions
from actions.red_flag import ActionRedFlag, is_still_meant
from actions.slots import changes
from actions.turn import answer_questions, utter
from needlewise.answer.scope import clarification, unknown


class ActionClarify(Action):
    """Never asks back twice in a row. A choice or a follow-up is answered: it only looks unclear alone."""

    def name(self) -> str:
        return "action_clarify"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        library, wording = load_library(), load_wording()
        asked = [one for one in read_questions(tracker, library) if one.topic != "deny"]
        if is_still_meant(tracker, asked):
            return await ActionRedFlag().run(dispatcher, tracker, domain)
        if asked:
            return answer_questions(dispatcher, tracker, domain, asked)
        if tracker.get_slot("asked_to_clarify"):
            utter(dispatcher, domain, unknown(library, wording))
            return changes(tracker, {"asked_to_clarify": False, "offered_contact": True})
        message = clarification(library, wording, likeliest(tracker.latest_message, library))
        utter(dispatcher, domain, message)
        return changes(tracker, {"asked_to_clarify": True, "offered_contact": False})
