"""Follow-up questions that only name something ("and for back pain?") or point ("is that normal?")."""

import re

# What such a question says beside the condition; any other word of substance makes it one of its own.
_EMPTY = frozenset(
    """a about again also and any apply applies are be but can case could different do does else for
    go goes got had has have how i if in instead is it just let like me mine my now of ok okay on or
    out please question same say so sorry that the then there this those to too well what what's
    whats when with would you your have i'm i've im ive
    ache issue issues pain pains problem problems trouble""".split()
)
# Topics that are one question of two conditions.
_OF_SCIATICA = {"back_pain_causes": "sciatica_causes", "back_pain_symptoms": "sciatica_symptoms"}
_OF_BACK_PAIN = {sciatica: back_pain for back_pain, sciatica in _OF_SCIATICA.items()}
# What is felt for a time, and what is asked of it with no more than a word that points to it.
_FELT = frozenset({"soreness_after", "side_effects", "twitch_response"})
_POINTS = re.compile(
    r"(?:(?:and|so|but|ok|okay)[\s,]+)*"
    r"(?:(?:is|are) (?:it|that|this|they|these) (?:normal|usual|common|ok|okay|all right|bad|a good sign)"
    r"|how long (?:for|(?:will|does|do|should|might) (?:it|that|this|they) (?:last|go on|take)(?: for)?)"
    r"|when (?:will|does|do|should) (?:it|that|this|they) (?:stop|pass|go|go away|wear off)"
    r"|what (?:helps|eases)(?: (?:with )?(?:it|that|this|them))?)[\s?.!]*"
)
# What is asked after a red flag: the answer is still to get help.
_RED_FLAG = "red_flag"
_ASKS_WHAT_TO_DO = re.compile(
    r"(?:(?:and|so|but|ok|okay)[\s,]+)*what (?:do|should|can|shall|must) (?:i|we) do"
    r"(?: (?:now|then|next|first|about (?:it|that|this)))?[\s?.!]*"
)
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
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")


def names_only(text: str, start: int, end: int) -> bool:
    """Say whether `text` asks nothing beside the condition at `start:end`."""
    around = f"{text[:start]} {text[end:]}".lower().replace("\u2019", "'")
    return all(len(word) < 3 or word in _EMPTY for word in _WORD.findall(around))


def turn_to(topic: str, condition: str | None) -> str:
    """Return what `topic` is called for `condition`: the causes of back pain are, for sciatica, its own."""
    if condition == "sciatica":
        return _OF_SCIATICA.get(topic, topic)
    return _OF_BACK_PAIN.get(topic, topic) if condition == "back pain" else topic


def points_back(wording: str, topic: str) -> bool:
    """Say whether `wording` asks of what `topic`, the last one, told: "how long will it last?"."""
    if topic == _RED_FLAG:
        return _ASKS_WHAT_TO_DO.fullmatch(wording) is not None
    return topic in _FELT and _POINTS.fullmatch(wording) is not None


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


def carry_on(topic: str, condition: str | None) -> str:
    """Return what `topic` means where it names no condition and the conversation is about `condition`.

    "What causes it?" sounds like back pain; one about sciatica has said a word of sciatica.
    """
    return _OF_SCIATICA.get(topic, topic) if condition == "sciatica" else topic
