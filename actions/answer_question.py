"""Answers what the message asks."""

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.clarify import ActionClarify
from actions.content import load_library
from actions.message import read_questions
from actions.red_flag import ActionRedFlag, is_still_meant
from actions.turn import answer_questions


class ActionAnswerQuestion(Action):
    """Every question of the message, in the order asked."""

    def name(self) -> str:
        return "action_answer_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        questions = read_questions(tracker, load_library())
        if is_still_meant(tracker, questions):
            return await ActionRedFlag().run(dispatcher, tracker, domain)
        if not questions:  # no word in it
            return await ActionClarify().run(dispatcher, tracker, domain)
        return answer_questions(dispatcher, tracker, domain, questions)
