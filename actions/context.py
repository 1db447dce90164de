"""What a message means after what was said last, where its own words leave that open."""

from rasa_sdk.interfaces import Tracker

from actions.slots import last_answers
from needlewise.answer.choice import choose
from needlewise.answer.follow_up import (
    adds,
    goes_on,
    is_short,
    leans,
    likelier,
    names_only,
    treated,
    turn_to,
)
from needlewise.answer.memory import MORE, Question
from needlewise.answer.pointing import point_back, wants_it_simpler
from needlewise.answer.scope import OUT_OF_SCOPE
from needlewise.answer.suggestion import titled
from needlewise.answer.topic import with_variant
from needlewise.knowledge.library import Library

_UNCLEAR = frozenset({OUT_OF_SCOPE, "nlu_fallback"})
_WISHES = frozenset({MORE, "feedback", "affirm", "capabilities", *_UNCLEAR})
_FAR = 0.8  # the chance of being out of scope of what is


def read_in_context(tracker: Tracker, library: Library) -> Question | None:
    """Return the one question that the message asks of what was said last; None where it asks its own."""
    if question := _chosen(tracker, library):
        return question
    last = tracker.get_slot("topic")
    if not last:
        return None
    wording = read_wording(tracker)
    if tracker.latest_message["intent"]["name"] in _WISHES and wants_it_simpler(wording):
        return Question(last, briefly=True)
    for told in dict.fromkeys([last, *reversed(_told(tracker))]):
        if topic := point_back(wording, told):
            return Question(topic, related=told if topic == MORE else None)
    return _named(tracker, library, last) or _leaning(tracker, library, last)


def read_wording(tracker: Tracker) -> str:
    """Return the message as put right, in small letters."""
    message = tracker.latest_message
    return str(message.get("wording") or message["text"].lower())


def _chosen(tracker: Tracker, library: Library) -> Question | None:
    """Return what the patient picks of what was said last, else None: more of one of its answers
    where it had several, or a question that it suggests."""
    text = tracker.latest_message["text"]
    suggested = [one["topic"] for answer in last_answers(tracker) for one in answer["suggestions"]]
    if (
        tracker.get_slot("asked_to_clarify")
        and tracker.latest_message["intent"]["name"] == "affirm"
    ):
        return Question(suggested[0]) if suggested else None
    told = _told(tracker)
    if len(told) > 1 and (topic := choose(text, titled(library, told))):
        return Question(MORE, related=topic)
    topic = choose(text, titled(library, suggested))
    return Question(topic) if topic else None


def _told(tracker: Tracker) -> list[str]:
    """Return the topics that the last turn answered, in order."""
    return [part["topic"] for answer in last_answers(tracker) for part in answer["parts"]]


def _named(tracker: Tracker, library: Library, last: str) -> Question | None:
    """Return the last topic, asked of the one thing that the message names: "and for my neck?"."""
    message = tracker.latest_message
    named = [entity for entity in message.get("entities", []) if goes_on(last, entity["entity"])]
    if len(named) != 1:
        return None
    if not names_only(read_wording(tracker), named[0]["start"], named[0]["end"]):
        return None
    kind, value = named[0]["entity"], named[0]["value"]
    if kind == "body_part":
        return Question(last, f"{value} pain")
    topic = treated(turn_to(last, value), value) if kind == "condition" else last
    return with_variant(library, Question(topic, value))


def _leaning(tracker: Tracker, library: Library, last: str) -> Question | None:
    """Return what is likelier than the NLU's verdict now that `last` has been told."""
    message, wording = tracker.latest_message, read_wording(tracker)
    chances = {one["name"]: one["confidence"] for one in message.get("intent_ranking", [])}
    chances.pop("nlu_fallback", None)
    if not chances or len(message["questions"]) > 1 or not is_short(wording):
        return None
    intent, topic = message["intent"]["name"], None
    if leans(wording):
        follow_ups = library.cards[last].follow_ups if last in library.cards else ()
        verdict = OUT_OF_SCOPE if intent == OUT_OF_SCOPE else next(iter(chances))
        topic = likelier(chances, verdict, last, follow_ups)
    if topic is None and intent in _UNCLEAR:
        topic = _unclear(wording, chances, last, intent)
    return Question(topic) if topic and topic in library.cards else None


def _unclear(wording: str, chances: dict[str, float], last: str, intent: str) -> str | None:
    """Return what a few unclear words ask in the middle of a conversation, None where that stays open."""
    if adds(wording) and chances.get(OUT_OF_SCOPE, 0.0) < _FAR:
        return last
    return next(iter(chances)) if intent == OUT_OF_SCOPE else None
