"""Which of the questions that a clarification offered the patient means."""

import re
from collections.abc import Sequence

from needlewise.answer.answer import Suggestion

_PLACES = {
    "first": 0,
    "1": 0,
    "one": 0,
    "second": 1,
    "2": 1,
    "two": 1,
    "third": 2,
    "3": 2,
    "three": 2,
    "last": -1,
}
_PLACE = re.compile(
    r"(?:(?:yes|and|ok|please),? )*(?:(?:tell me )?(?:more )?(?:about |on )|what about )?"
    rf"(?:the |number |option )?({'|'.join(_PLACES)})(?: one| option| question| part)?(?: please)?"
)


def choose(text: str, offered: Sequence[Suggestion]) -> str | None:
    """Return the topic that `text` picks by its place or by its title, None where it picks none."""
    plain = _plain(text)
    for suggestion in offered:
        if plain == _plain(suggestion.title):
            return suggestion.topic
    match = _PLACE.fullmatch(plain)
    place = _PLACES[match.group(1)] if match else len(offered)
    return offered[place].topic if offered and place < len(offered) else None


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .!?,“”\"'")
