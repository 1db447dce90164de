"""The numbers that a text gives, in figures or in words."""

import re

from needlewise.language.normalisation import normalise

_WORDS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_VALUES = {word: str(value) for value, word in enumerate(_WORDS)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "thousand": "1000", "once": "1", "twice": "2",
}  # fmt: skip
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"(?<![\w-])(?:" + "|".join(_VALUES) + r")(?![\w])")
_PLACEHOLDER = re.compile(r"\{\w+\}")
# "One" counts before a measure or another number; "no one", "a lasting one", "at once" count nothing.
_UNCOUNTED = re.compile(
    r"\bone\b(?! (?:or|to|and a half|session|visit|appointment|treatment|time|needle|person|patient|study"
    r"|trial|in|second|minute|hour|day|week|month|year)s?\b)|\bat once\b|\bonce again\b"
)
# "A day or two", "a week or two": the first of them is one.
_OR_TWO = re.compile(r"\ban? (\w+ or two)\b")


def numbers(text: str) -> frozenset[str]:
    """Return the numbers in `text` as figures: "One or two, at 7,629" -> {"1", "2", "7629"}.

    Placeholders such as {phone} give none; the ends of a range are two numbers.
    """
    plain = _PLACEHOLDER.sub(" ", normalise(text).lower())
    plain = _OR_TWO.sub(r"one \1", _UNCOUNTED.sub(" ", plain))
    figures = (match.group().rstrip(",").replace(",", "") for match in _FIGURE.finditer(plain))
    return frozenset(figures) | {_VALUES[match.group()] for match in _WORD.finditer(plain)}
