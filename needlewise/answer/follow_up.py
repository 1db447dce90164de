"""Follow-up questions that only name another condition: "and for back pain?"."""

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
