"""What the patient's last message says, as the NLU handed it down with the tracker."""

from dataclasses import replace
from typing import Any

from rasa_sdk.interfaces import Tracker

from needlewise.answer.choice import choose
from needlewise.answer.follow_up import carry_on, goes_on, names_only, points_back, turn_to
from needlewise.answer.memory import Question
from needlewise.answer.suggestion import titled
from needlewise.answer.topic import BOUNDARY
from needlewise.knowledge.library import Library

UNSURE = ("nlu_fallback", "out_of_scope", "red_flag", "personal_medical_advice")


class NotUnderstood(Exception):
    """A message that the NLU has not read: it has no questions. Check the pipeline in config.yml."""


def read_questions(tracker: Tracker, library: Library) -> list[Question]:
    """Return the questions that the message asks, in order; none where the NLU was unsure.

    Raises NotUnderstood for a message without the NLU's properties.
    """
    message = tracker.latest_message
    if (message.get("text") or "").startswith("/"):  # a button: the channel names its topic
        return [Question(message["intent"]["name"])]
    if topic := _chosen(tracker, library):
        return [Question(topic)]
    if question := _followed_up(tracker):
        return [question]
    if "questions" not in message:
        raise NotUnderstood
    asked = [_question(found, tracker.get_slot("condition")) for found in message["questions"]]
    related = related_topic(message, library)
    if related in [question.topic for question in asked]:
        return asked
    return [replace(one, related=related) if one.topic == BOUNDARY else one for one in asked]


def likeliest(message: dict[str, Any], library: Library) -> list[str]:
    """Return the topics with a card in the order of their chances."""
    names = (found["name"] for found in message.get("intent_ranking", []))
    return [name for name in names if name in library.cards and name not in UNSURE]


def related_topic(message: dict[str, Any], library: Library) -> str | None:
    """Return what a request for personal advice is about: the runner-up, if it has a clinical card.

    The ranking is that of the message's first question, so only there can it tell.
    """
    first, *others = [found["name"] for found in message.get("intent_ranking", [])] or [""]
    card = library.cards.get(others[0]) if first == BOUNDARY and others else None
    return card.topic if card and card.area != "clinic" else None


def last_user_event(tracker: Tracker) -> dict[str, Any]:
    """Return the event of the patient's last message."""
    return next(event for event in reversed(tracker.events) if event["event"] == "user")


def _chosen(tracker: Tracker, library: Library) -> str | None:
    """Return what the patient picks of what was offered last, else None."""
    if not tracker.get_slot("asked_to_clarify"):
        return None
    offered = titled(library, tracker.get_slot("choices") or [])
    if tracker.latest_message["intent"]["name"] == "affirm" and offered:
        return offered[0].topic
    return choose(tracker.latest_message["text"], offered)


def _followed_up(tracker: Tracker) -> Question | None:
    """Return the last topic, asked of what the message only names or points to, else None."""
    message, last = tracker.latest_message, tracker.get_slot("topic")
    wording = message.get("wording") or message["text"].lower()
    if not last:
        return None
    if points_back(wording, last):
        return Question(last)
    named = [entity for entity in message.get("entities", []) if goes_on(last, entity["entity"])]
    if len(named) != 1 or not names_only(wording, named[0]["start"], named[0]["end"]):
        return None
    kind, value = named[0]["entity"], named[0]["value"]
    if kind == "body_part":
        return Question(last, f"{value} pain")
    return Question(turn_to(last, value) if kind == "condition" else last)


def _question(found: dict[str, Any], remembered: str | None) -> Question:
    if found["condition"]:
        return Question(found["topic"], found["condition"])
    return Question(carry_on(found["topic"], remembered))
