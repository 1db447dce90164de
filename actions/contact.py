"""How to reach a patient, read from what they typed. A detail that is not surely one is refused."""

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

_LONGEST_NAME, _LONGEST_TIME = 80, 200  # characters
_WHOLE = phonenumbers.ValidationResult.IS_POSSIBLE  # not a number without its area code
_INTRODUCED = re.compile(
    r"(?:hi|hello|hey)?[\s,]*(?:my name(?:'s| is)|i am|i'm|im|it's|its|this is|call me|name:?)\s+",
    re.I,
)
_REST = re.compile(r"\s+and\b|[,;0-9+]|\.\s")  # ends the name in "my name is Sam and my number is"
_NAME = re.compile(r"[^\W\d_][^\W\d_.'\u2019-]*(?:[ .'\u2019-]+[^\W\d_][^\W\d_.'\u2019-]*){0,5}\.?")
_ADDRESS = re.compile(r"[^\s<>,;:@]{1,64}@[^\s<>,;:@]{1,190}")
_STOP = re.compile(
    r"(?:(?:no|nope|nah|actually|please|sorry)[\s,]+)*"
    r"(?:no|nope|nah|stop|cancel|quit|exit|never ?mind|forget (?:it|about it)|leave it|no thank(?:s| you)"
    r"|not now|(?:maybe )?(?:later|another time)|i(?:'d| would) rather not|i don'?t want (?:to|this|that)"
    r"|don'?t (?:bother|call(?: me)?|contact me)|i(?:'ve| have)? changed my mind)"
    r"(?: it| this| that| please| thanks)*[.! ]*",
    re.I,
)
_YES = re.compile(
    r"(?:(?:yes|yep|yeah|yup|y|ok(?:ay)?|sure|certainly|of course|absolutely|go ahead|please do|correct"
    r"|that(?:'s| is|s) (?:fine|right|ok(?:ay)?|correct)|i (?:do|agree|consent)|you may|you can|do it|please"
    r"|thanks?(?: you)?|pass it on|all good|fine)[\s,.!]*)+",
    re.I,
)
_NO_PREFERENCE = re.compile(
    r"(?:no|none|nope|no preference|not really|(?:i )?don'?t mind)[.! ]*", re.I
)
_TIME = re.compile(
    r"\b(?:\d{1,2}\s*(?:am|pm|o'?clock)|\d{1,2}[:.]\d\d|any ?time|when ?ever|flexible|soon|asap"
    r"|before|after|between|morning|afternoon|evening|lunch|noon|night|today|tomorrow|week|mon|tues?|wed|thu(?:rs)?"
    r"|fri|sat|sun|\w+day)s?\b",
    re.I,
)

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun|week)days?"
_TIME_WORDS = re.compile(
    rf"(?:(?:{_WEEKDAY}|today|tomorrow|weekends?|mornings?|afternoons?|evenings?|lunchtimes?|noon|any ?time"
    r"|asap|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|o'?clock)?|after|before|between|around|about|from|until|till"
    r"|at|on|in|the|next|this|early|late|and|or|to|work|best|is|are|please)(?:[\s,.!-]+|$))+",
    re.I,
)


def read_name(text: str) -> str | None:
    """Return the name given, without "my name is"; None where it is none."""
    told = _INTRODUCED.match(text.strip())
    name = _REST.split(text.strip()[told.end() :])[0] if told else text
    name = name.strip(" ,")
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name) or agrees(name):
        return None  # "yes" answers another question than "What is your name?"
    return name.title() if name.islower() else name


def introduces(text: str) -> bool:
    """Say whether `text` says outright that a name follows, and one does."""
    return _INTRODUCED.match(text.strip()) is not None and read_name(text) is not None


def read_contact(text: str, country: str) -> str | None:
    """Return the first e-mail address or phone number in `text`, in its usual form.

    `country` (ISO 3166) is where a number without a country code belongs. No network is asked.
    """
    return _read_address(text) or _read_number(text, country)


def read_time(text: str) -> str | None:
    """Return when the patient wants to be called, as typed; None where it is empty or too long."""
    if _NO_PREFERENCE.fullmatch(text.strip()):
        return "any time"
    time = " ".join(text.split())
    return time if 0 < len(time) <= _LONGEST_TIME else None


def names_time(text: str) -> bool:
    """Say whether `text` names a day or a time."""
    return _TIME.search(text) is not None or _NO_PREFERENCE.fullmatch(text.strip()) is not None


def is_time(text: str) -> bool:
    """Say whether `text` is a day or a time and nothing else: "Friday morning" is nobody's name."""
    return names_time(text) and _TIME_WORDS.fullmatch(text.strip()) is not None


def agrees(text: str) -> bool:
    """Say whether `text` is a clear yes and nothing else."""
    return _YES.fullmatch(text.strip()) is not None


def wants_to_stop(text: str) -> bool:
    """Say whether the patient no longer wants to be called."""
    return _STOP.fullmatch(text.strip()) is not None


def _read_address(text: str) -> str | None:
    for found in _ADDRESS.findall(text):
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
