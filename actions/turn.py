"""One turn: the questions of a message answered, and the conversation's memory brought up to date."""

from collections.abc import Sequence

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.content import load_library, load_wording
from actions.slots import changes, leave_form, read_memory, remember
from actions.wish import stops_first
from needlewise.answer.answer import Answer
from needlewise.answer.memory import Question
from needlewise.answer.reply import Reply, Response

# Topics that a form or another action takes up, and the kind of request that each makes.
REQUESTS = {"handoff": "callback", "book_appointment": "booking"}
FORGET = "forget_me"
_OFFERING = frozenset({"not_covered", "out_of_scope", "advice_boundary"})


class MissingResponse(Exception):
    """A topic that neither a card nor a response of domain.yml has words for."""

    def __init__(self, topic: str) -> None:
        super().__init__(
            f"'{topic}' has no words. "
            f"Add knowledge/cards/<area>/{topic}.yml, or 'utter_{topic}' to domain.yml."
        )


def answer_questions(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    domain: DomainDict,
    questions: Sequence[Question],
) -> list[EventType]:
    """Say the answers to `questions`; return the events that remember them and start what they ask for."""
    leaves = bool(tracker.active_loop.get("name")) and stops_first(tracker.latest_message["text"])
    if leaves:
        dispatcher.utter_message(response="utter_request_dropped")
    reply = Reply(load_library(), load_wording(), read_memory(tracker))
    reply.take(question for question in questions if question.topic not in ("handoff", FORGET))
    for message in reply.messages:
        utter(dispatcher, domain, message)
    last = reply.messages[-1] if reply.messages else None
    offers = isinstance(last, Answer) and last.kind in _OFFERING
    return [
        *remember(tracker, reply.memory),
        *changes(tracker, {"asked_to_clarify": False, "offered_contact": offers}),
        *(leave_form(tracker) if leaves else _take_up(tracker, questions)),
    ]


def utter(dispatcher: CollectingDispatcher, domain: DomainDict, message: Answer | Response) -> None:
    """Say a message: an answer with its structure, or a response of domain.yml. Raises MissingResponse."""
    if isinstance(message, Answer):
        dispatcher.utter_message(text=message.text, answer=message.to_dict())
        return
    name = f"utter_{message.topic}"
    if name not in domain.get("responses", {}):
        raise MissingResponse(message.topic)
    dispatcher.utter_message(response=name)


def _take_up(tracker: Tracker, questions: Sequence[Question]) -> list[EventType]:
    asked = [question.topic for question in questions]
    if FORGET in asked:
        return [FollowupAction("action_forget")]
    kinds = [REQUESTS[topic] for topic in asked if topic in REQUESTS]
    if not kinds or tracker.active_loop.get("name"):
        return []
    return [SlotSet("request_kind", kinds[0]), FollowupAction("contact_form")]
