"""A message as the plain words that patterns are written in."""

import re
from itertools import zip_longest

# Marks that end a thought; a question mark matters only as an end.
STOPS = frozenset(".?!;…")
PAUSES = frozenset(",:()–—-/")
MARKS = STOPS | PAUSES

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[.?!;…,:()–—/]|(?<=\s)-(?=\s)")
_JOINERS = re.compile("[\u200c\u200d]")
_STARRED = re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])")  # "p*ss", "k*ll"
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")  # "soooo"
_CLITICS = {"m": "am", "ve": "have", "re": "are", "ll": "will"}
_PRONOUNS = frozenset(
    "he she it that this there what where who how when why everything something".split()
)
_NEGATED = {
    **{(word, "not"): f"{word}nt" for word in "are could did does do had has have is was were would".split()},
    **dict.fromkeys([("can", "not"), ("no", "can"), ("not", "can")], "cant"),
    ("will", "not"): "wont",
    ("dont", "can"): "cant",
}  # fmt: skip
_PEOPLE = frozenset("i he she we they".split())
_UNABLE = frozenset("cant couldnt dont doesnt havent".split())
_HAD_OR_WOULD = "'d"
_PARTICIPLES = frozenset(
    "been lost had gone got gotten felt done taken come left made put hurt better never".split()
)
_VARIANTS = {
    "feal": "feel",
    "cnt": "cant",
    "dnt": "dont",
    "wnt": "wont",
    "cudnt": "couldnt",
    "n": "and",
    "cannot": "cant",
    "aint": "isnt",
    "shant": "wont",
}


def words(text: str) -> list[str]:
    """Return the words and marks of `text`, in small letters and without apostrophes.

    Contractions are written out ("i've" -> i, have), negations are one word ("can not", "can't"
    and the second-language "no can" -> cant), possessives lose their ending.
    """
    text = _STARRED.sub("i", _JOINERS.sub("", text.lower()))
    text = _DRAWN_OUT.sub(r"\1\1", text)
    return _join_negations([part for word in _WORD.findall(text) for part in _parts(word)])


def _parts(word: str) -> list[str]:
    if word[0].isdigit():
        return [re.split("[.,]", word)[0]]  # 38.5 degrees are a fever as 38 are
    if "'" not in word or word.endswith("n't"):
        bare = word.replace("'", "")
        return [_VARIANTS.get(bare, bare)]
    head, _, clitic = word.rpartition("'")
    head = head.replace("'", "")
    if clitic == "s":
        return [head, "is"] if head in _PRONOUNS else [head]
    if clitic == "d":
        return [head, _HAD_OR_WOULD]
    return [head, _CLITICS[clitic]] if clitic in _CLITICS else [head + clitic]


def _join_negations(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part, following in zip_longest(parts, parts[1:], fillvalue=""):
        before, last = ["", "", *joined][-2:]
        if (last, part) in _NEGATED:
            joined[-1] = _NEGATED[last, part]
        elif part == _HAD_OR_WOULD:
            joined.append("had" if _is_participle(following) else "would")
        elif last in _UNABLE and part in _PEOPLE:  # "why can't I feel"
            joined[-1:] = [part, last]
        elif last in _PEOPLE and part == "not" and (before, part) in _NEGATED:
            joined[-2:] = [last, _NEGATED[before, part]]  # "why can I not feel"
        elif last in _PEOPLE and part in ("no", "not") and following != "longer":  # "I no feel"
            joined.append("dont")
        else:
            joined.append(part)
    return joined


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or (word.endswith("ed") and word not in ("need", "bleed", "feed"))
