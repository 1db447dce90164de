"""Apostrophes that patients leave out."""

import re

# Only words that mean nothing else without the apostrophe: "well", "its", "ill", "hell" and "were" stay.
_NEGATED = (
    "ain aren can couldn didn doesn don hadn hasn haven isn mustn needn shan shouldn wasn weren won wouldn"
).split()
_OTHERS = {
    "im": "i'm", "ive": "i've", "youre": "you're", "youve": "you've", "theyre": "they're",
    "theyve": "they've", "weve": "we've", "hes": "he's", "shes": "she's", "whats": "what's",
    "thats": "that's", "theres": "there's", "hows": "how's", "wheres": "where's", "whos": "who's",
    "whens": "when's", "itll": "it'll", "thatll": "that'll", "itd": "it'd", "youll": "you'll",
    "theyll": "they'll",
}  # fmt: skip
RESTORED = {f"{stem}t": f"{stem}'t" for stem in _NEGATED} | _OTHERS
# "wont" and "cant" are words of their own, but not ones that a patient uses.
_WORD = re.compile(
    r"(?<![\w'])(?:" + "|".join(sorted(RESTORED, key=len, reverse=True)) + r")(?![\w'])", re.I
)


def restore(text: str) -> str:
    """Return `text` with the apostrophes that its contractions lack: "cant feel" -> "can't feel".

    The capital at a word's start is kept. spaCy needs this first: it reads `cant` as `ca` + `nt`.
    """
    return _WORD.sub(lambda match: _like(match.group(), RESTORED[match.group().lower()]), text)


def _like(written: str, restored: str) -> str:
    if len(written) > 1 and written.isupper():
        return restored.upper()
    return restored[0].upper() + restored[1:] if written[0].isupper() else restored
