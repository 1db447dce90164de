"""Who a patient is and how to reach them, read from what they typed; what is not surely that is refused."""

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from actions.wish import agrees

_LONGEST_NAME = 80  # characters
_WHOLE = phonenumbers.ValidationResult.IS_POSSIBLE  # not a number without its area code
LED = (
    r"(?:(?:hi|hello|hey|ok|okay|yes|yeah|sure|fine|right|well|oh|sorry|actually|no|wait|hang on|um|er)"
    r"[\s,.!]+)*"
)
_INTRODUCED = re.compile(
    rf"(?P<before>[^,.;!]{{2,40}}[,.;!]\s*)??{LED}"
    r"(?:my name(?:'s| is)|i am|i'm|im|it's|its|this is|call me|name:?)\s+",
    re.I,
)
_ADDED = re.compile(
    rf"^\*|^{LED}|[\s,]+(?:then|here|please|speaking|thanks?(?: you)?)[.! ]*$", re.I
)
_REST = re.compile(r"\s+and\b|[,;0-9+]|\.\s")  # ends the name in "my name is Sam and my number is"
_OTHERS = re.compile(r"[,;0-9+(<]")  # begins other details: "Sam Jones, 020 7946 0958"
_NAME = re.compile(r"[^\W\d_][^\W\d_.'\u2019-]*(?:[ .'\u2019-]+[^\W\d_][^\W\d_.'\u2019-]*){0,5}\.?")
_SPOKEN_AT = re.compile(r"\s+at\s+(?=\S+\s+dot\s)", re.I)  # "sam at example dot org"
_SPOKEN_DOT = re.compile(r"(?<=\S)\s+dot\s+(?=\S)", re.I)
_ADDRESS = re.compile(r"[^\s<>,;:@]{1,64}@[^\s<>,;:@]{1,190}")


def read_name(text: str) -> str | None:
    """Return the name given, without "my name is"; None where it is none."""
    told = _INTRODUCED.match(text.strip())
    name = (_REST if told else _OTHERS).split(text.strip()[told.end() if told else 0 :])[0]
    name = _ADDED.sub("", name).strip(" ,")
    if told and told["before"] and not name[:1].isupper():
        return None  # "call after five, I'm at work"
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name) or agrees(name):
        return None  # "yes" answers another question than "What is your name?"
    return name.title() if name.islower() else name


def introduces(text: str) -> bool:
    """Say whether `text` says outright that a name follows, and one does."""
    return _INTRODUCED.match(text.strip()) is not None and read_name(text) is not None


def corrects(text: str) -> bool:
    """Say whether `text` puts right what was typed last: "*Jane Doe"."""
    return text.lstrip().startswith("*")


def read_contact(text: str, country: str) -> str | None:
    """Return the first e-mail address or phone number in `text`, in its usual form.

    `country` (ISO 3166) is where a number without a country code belongs. No network is asked.
    """
    return _read_address(text) or _read_number(text, country)


def _read_address(text: str) -> str | None:
    for found in _ADDRESS.findall(_SPOKEN_DOT.sub(".", _SPOKEN_AT.sub("@", text))):
        try:
            address = found.strip(".!?()\"'")
            return str(validate_email(address, check_deliverability=False).normalized)
        except EmailNotValidError:
            continue
    return None


def _read_number(text: str, country: str) -> str | None:
    possible = phonenumbers.Leniency.POSSIBLE
    for match in phonenumbers.PhoneNumberMatcher(text, country, leniency=possible):
        if phonenumbers.is_possible_number_with_reason(match.number) == _WHOLE:
            form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
            return str(phonenumbers.format_number(match.number, form))
    return None
