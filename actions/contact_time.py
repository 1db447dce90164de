"""When a patient would like to be contacted, read from what they typed."""

import re

from actions.contact import LED
from actions.wish import agrees

_LONGEST_TIME = 200  # characters
_NO_PREFERENCE = re.compile(
    r"(?:no|none|nope|no preference|not really|(?:i )?don'?t mind)[.! ]*", re.I
)
_TIME = re.compile(
    r"\b(?:\d{1,2}\s*(?:am|pm|o'?clock)|\d{1,2}[:.]\d\d|any ?time|when ?ever|flexible|soon|asap"
    r"|before|after|between|morning|afternoon|evening|lunch|noon|night|today|tomorrow|week|mon|tues?|wed|thu(?:rs)?"
    r"|fri|sat|sun|\w+day)s?\b",
    re.I,
)

_INSTEAD = re.compile(
    rf"^{LED}(?:(?:can|could) (?:you|we) (?:please )?)?"
    r"(?:make (?:it|that)|(?:change|move) (?:it|that|the time) to|i meant?)\s+",
    re.I,
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun|week)days?"
_TIME_WORDS = re.compile(
    rf"(?:(?:{_WEEKDAY}|today|tomorrow|weekends?|mornings?|afternoons?|evenings?|lunchtimes?|noon|any ?time"
    r"|asap|any|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|o'?clock)?|after|before|between|around|about|from|until|till"
    r"|at|on|in|the|next|this|early|late|and|or|to|work|best|is|are|please)(?:[\s,.!-]+|$))+",
    re.I,
)


def read_time(text: str) -> str | None:
    """Return when the patient wants to be called, as typed; None where it is empty or too long."""
    if _NO_PREFERENCE.fullmatch(text.strip()):
        return "any time"
    if agrees(text):
        return None  # "yes" is no time
    time = " ".join(_INSTEAD.sub("", text.strip()).split())
    return time if 0 < len(time) <= _LONGEST_TIME else None


def names_time(text: str) -> bool:
    """Say whether `text` names a day or a time."""
    return _TIME.search(text) is not None or _NO_PREFERENCE.fullmatch(text.strip()) is not None


def is_time(text: str) -> bool:
    """Say whether `text` is a day or a time and nothing else: "Friday morning" is nobody's name."""
    return names_time(text) and _TIME_WORDS.fullmatch(text.strip()) is not None


def read_time_aside(text: str) -> str | None:
    """Return the time that stands apart from other details: "Ann, 020 7946 0958, mornings"."""
    return next((part.strip() for part in re.split(r"[,;\n]", text) if is_time(part)), None)
