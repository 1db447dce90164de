"""What a patient wants of the contact form: to go on, to stop, to know what it is for."""

import re

# What stops the form; what may stand beside it.
_ENDS = (
    r"(?:no,? (?:it|that)(?:'s| is) (?:fine|ok(?:ay)?|all ?right)"
    r"|no|nope|nah|stop|cancel|quit|exit|never ?mind|forget|leave|drop|scrap|no thank(?:s| you)|not now"
    r"|(?:maybe )?(?:later|another time)|i(?:'d| would) rather not|i don'?t want (?:to|this|that|it)"
    r"|don'?t (?:bother|worry|call(?: me)?|contact me)|no need"
    r"|(?:i(?:'ve| have)? )?changed? my mind)"
)
_BESIDE = (
    r"(?:actually|please|sorry|ok|okay|wait|oh|thanks?|thank you|it|this|that|then|for now"
    r"|about (?:it|this|that))"
)
_STOP = re.compile(rf"(?:{_BESIDE}[\s,]+)*{_ENDS}(?:[\s,.!]+(?:{_BESIDE}|{_ENDS}))*[.!\s]*", re.I)
_STOP_FIRST = re.compile(
    rf"(?:{_BESIDE}[\s,]+)*(?!no\b|not now){_ENDS}(?:\s+{_BESIDE})*\s*[,.!;]\s*(?=\S)", re.I
)
# Each word ends before the next, and none is two others: what matches in two ways takes twice as long to
# refuse, and again at each repeat.
_YES = re.compile(
    r"(?:(?:yes|yep|yeah|yup|y|ok(?:ay)?|sure|certainly|of course|absolutely|go ahead|correct"
    r"|that(?:'s| is|s) (?:fine|right|ok(?:ay)?|correct)|i (?:do|agree|consent)|you (?:may|can)|do(?: it)?"
    r"|please|thanks?(?: you)?|pass it on|all good|fine)(?:[\s,.!]+|$))+",
    re.I,
)
_WHAT_FOR = re.compile(
    r"\bwhy (?:do|would|are|is|must)\b.*\b(?:my|need|want|ask\w*)\b|\bwhat (?:for|do you need)\b"
    r"|\bwho(?: else)? (?:sees|gets|will see|can see|reads|has)\b|\bwhat (?:will|do|happens|are)\b.*\bmy\b"
    r"|\bdo (?:you|i) (?:need|(?:have|need) to (?:have|give|know|leave)) (?:you )?my\b"
    r"|\b(?:private|confidential|secure|gdpr)\b"
    r"|\bis (?:that|this|it|my \w+) safe\b.*\b(?:details|here|you)\b",
    re.I,
)


def agrees(text: str) -> bool:
    """Say whether `text` is a clear yes and nothing else."""
    return _YES.fullmatch(text.strip()) is not None


def wants_to_stop(text: str) -> bool:
    """Say whether the patient no longer wants to be called."""
    return _STOP.fullmatch(text.strip()) is not None


def stops_first(text: str) -> bool:
    """Say whether the patient no longer wants to be called and goes on to something else."""
    return _STOP_FIRST.match(text.strip()) is not None


def asks_what_for(text: str) -> bool:
    """Say whether the patient asks what becomes of their details."""
    return _WHAT_FOR.search(text) is not None
