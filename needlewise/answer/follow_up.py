"""Follow-up questions that only name something ("and for back pain?") or hardly that ("and driving?")."""

import re
from collections.abc import Mapping, Sequence

# What such a question says beside the condition; any other word of substance makes it one of its own.
_EMPTY = frozenset(
    """a about again also and any apply applies are be but can case could different do does else for
    go goes got had has have how i if in instead is it just let like me mine my now of ok okay on or
    out please question same say so sorry that the then there this those to too well what what's
    general just normal only ordinary plain regular usual
    whats when with would you your have i'm i've im ive
    ache issue issues pain pains problem problems trouble""".split()
)
# Topics that are one question of two conditions.
_OF_SCIATICA = {"back_pain_causes": "sciatica_causes", "back_pain_symptoms": "sciatica_symptoms"}
_OF_BACK_PAIN = {sciatica: back_pain for back_pain, sciatica in _OF_SCIATICA.items()}
# Topics that hold several treatments, and the one that holds all parts of the body.
_OF_TREATMENTS = frozenset(
    {
        "combining_treatments",
        "compared_to_other_treatments",
        "conventional_treatments",
        "medication",
    }
)
_OF_BODY_PARTS = "conditions_treated"
# What "it" may mean after a topic that is about a thing of its own.
_NOUNS = {
    "back_pain_causes": "back pain", "back_pain_symptoms": "back pain",
    "sciatica_causes": "sciatica", "sciatica_symptoms": "sciatica",
    "trigger_points": "a trigger point", "twitch_response": "the twitch", "needles": "the needles",
    "soreness_after": "the soreness", "side_effects": "side effects",
    "blood_flow": "better blood flow", "inflammation": "inflammation", "posture": "posture",
    "exercise_and_stretching": "the exercise", "prolonged_sitting": "sitting",
    "heat_or_ice": "heat or ice", "healthy_weight": "my weight", "medication": "my medicine",
    "skin_infection": "a skin infection", "acupuncture_difference": "acupuncture",
}  # fmt: skip
# A few words that lean on what was said last, and how much likelier that makes its topic and those that
# follow from it. A guess below the least chance stays one.
_LEANS = re.compile(
    r"(?:and|or|but|so|also|plus|what about|how about)\b|.*\b(?:it|that|this|they|them|these|those|ones?)\b"
)
# What only adds to the question before: "and at work?", "for lifting?", "and coffee?".
_LINKS = re.compile(r"(?:(?:and|or|but|ok|okay|what about|how about)\b[\s,]*)*")
_WHERE = re.compile(r"(?:at|for|with|in|on|during|from|by|when|while)\b")
_MOST_ADDED = 3
_MOST_WORDS = 7
_LAST, _NEXT = 6.0, 3.0
_LEAST = 0.04
_DEFINES = re.compile(r"\s*what(?:'s|\u2019s| is| are)(?: an?| the)?\s*")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")


def names_only(text: str, start: int, end: int) -> bool:
    """Say whether `text` asks nothing beside the condition at `start:end`, not even what that is."""
    if _DEFINES.fullmatch(text[:start].lower()) and not _WORD.search(text, end):
        return False
    around = f"{text[:start]} {text[end:]}".lower().replace("\u2019", "'")
    return all(len(word) < 3 or word in _EMPTY for word in _WORD.findall(around))


def turn_to(topic: str, condition: str | None) -> str:
    """Return what `topic` is called for `condition`: the causes of back pain are, for sciatica, its own."""
    if condition == "sciatica":
        return _OF_SCIATICA.get(topic, topic)
    return _OF_BACK_PAIN.get(topic, topic) if condition == "back pain" else topic


def treated(topic: str, condition: str) -> str:
    """Return the topic that tells whether `condition` is helped: the studies are of backs and legs."""
    beyond = topic == "effectiveness" and condition not in ("sciatica", "back pain")
    return _OF_BODY_PARTS if beyond else topic


def goes_on(topic: str, entity: str) -> bool:
    """Say whether a message that only names an `entity` ("and massage?") asks the last `topic` of it."""
    if entity == "treatment":
        return topic in _OF_TREATMENTS
    return entity == "condition" or (entity == "body_part" and topic == _OF_BODY_PARTS)


def spoken_of(topic: str) -> str | None:
    """Return the condition that `topic` is about, and that "it" means right after it; None for others."""
    if topic in _OF_SCIATICA:
        return "back pain"
    return "sciatica" if topic in _OF_BACK_PAIN else None


def noun_of(topic: str | None) -> str | None:
    """Return what "it" or "they" may mean in the turn after `topic` was told, None where only needling."""
    return _NOUNS.get(topic or "")


def carry_on(topic: str, condition: str | None) -> str:
    """Return what `topic` means where it names no condition and the conversation is about `condition`.

    "What causes it?" sounds like back pain; one about sciatica has said a word of sciatica.
    """
    return _OF_SCIATICA.get(topic, topic) if condition == "sciatica" else topic


def is_short(wording: str) -> bool:
    """Say whether `wording` is a few words, as follow-ups are."""
    return len(wording.split()) <= _MOST_WORDS


def leans(wording: str) -> bool:
    """Say whether `wording`, a message in small letters, may mean little without what was said last."""
    return is_short(wording) and _LEANS.match(wording) is not None


def adds(wording: str) -> bool:
    """Say whether `wording` is no question but a few words more for the one before: "and at work?"."""
    links = _LINKS.match(wording)
    rest = wording[links.end() if links else 0 :]
    begins = rest != wording or _WHERE.match(rest) is not None
    return begins and 0 < len(_WORD.findall(rest)) <= _MOST_ADDED


def likelier(
    chances: Mapping[str, float], verdict: str, last: str, follow_ups: Sequence[str]
) -> str | None:
    """Return the topic that is likelier than `verdict`, the NLU's, once `last` was told, else None.

    `last` and what follows from it gain on the verdict.
    """
    weights = dict.fromkeys(follow_ups, _NEXT) | {last: _LAST}
    near = {one: weight * chances.get(one, 0.0) for one, weight in weights.items()}
    best = max(near, key=lambda one: near[one])
    known = best != verdict and chances.get(best, 0.0) >= _LEAST
    return best if known and near[best] > chances.get(verdict, 0.0) else None
