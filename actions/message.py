"""What the patient's last message says, as the NLU handed it down with the tracker."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rasa_sdk.interfaces import Tracker

from actions.context import read_in_context
from needlewise.answer.follow_up import carry_on, treated
from needlewise.answer.memory import Question
from needlewise.answer.topic import BOUNDARY, with_variant
from needlewise.knowledge.library import Library

UNSURE = ("nlu_fallback", "out_of_scope", "red_flag", "personal_medical_advice")


_COURTESIES = frozenset({"greet", "thanks", "goodbye"})
_SURELY_COURTEOUS = 0.9
# A message without a word is a sign or nothing.
_WORD = re.compile(r"\w")
_SIGNS = {
    "\N{THUMBS UP SIGN}": "affirm", "\N{OK HAND SIGN}": "affirm", "\N{WHITE HEAVY CHECK MARK}": "affirm",
    "\N{PERSON WITH FOLDED HANDS}": "thanks", "\N{HEAVY BLACK HEART}": "thanks",
    "\N{THUMBS DOWN SIGN}": "deny",
}  # fmt: skip


class NotUnderstood(Exception):
    """A message that the NLU has not read: it has no questions. Check the pipeline in config.yml."""


def read_questions(tracker: Tracker, library: Library) -> list[Question]:
    """Return the questions that the message asks, in order; none where the NLU was unsure.

    Raises NotUnderstood for a message without the NLU's properties.
    """
    message = tracker.latest_message
    if (message.get("text") or "").startswith("/"):  # a button: the channel names its topic
        return [Question(message["intent"]["name"])]
    if "questions" not in message:
        raise NotUnderstood
    if question := read_in_context(tracker, library):
        return [question]
    if not _WORD.search(message["text"]) and message["intent"]["name"] in UNSURE:
        return [Question(_SIGNS[sign]) for sign in message["text"] if sign in _SIGNS][:1]
    asked = _once(_question(found, tracker, library) for found in message["questions"])
    if not asked and (courtesy := _courtesy(message)):
        return [Question(courtesy)]
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


def _once(questions: Iterable[Question]) -> list[Question]:
    """Return `questions` without those of a topic that an earlier one asks too."""
    first: dict[str, Question] = {}
    for question in questions:
        first.setdefault(question.topic, question)
    return list(first.values())


def _courtesy(message: dict[str, Any]) -> str | None:
    """Return the courtesy that the NLU was unsure of beside another: "ok thank you, goodbye"."""
    ranking = [one for one in message.get("intent_ranking", []) if one["name"] != "nlu_fallback"]
    likely = sum(one["confidence"] for one in ranking if one["name"] in _COURTESIES)
    return str(ranking[0]["name"]) if ranking and likely > _SURELY_COURTEOUS else None


def _question(found: dict[str, Any], tracker: Tracker, library: Library) -> Question:
    topic, condition = found["topic"], found["condition"]
    if condition:
        return Question(treated(topic, condition), condition)
    entities = tracker.latest_message.get("entities", [])
    for treatment in (one["value"] for one in entities if one["entity"] == "treatment"):
        if (question := with_variant(library, Question(topic, treatment))).condition:
            return question
    return Question(carry_on(topic, tracker.get_slot("condition")))
