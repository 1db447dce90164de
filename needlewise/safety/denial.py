"""Whether a symptom is denied: "no fever", "fever: none"; but not "no feeling"."""

from collections.abc import Sequence, Set

from needlewise.safety.lexicon import Mention
from needlewise.safety.wording import MARKS

_NEGATORS = frozenset(
    "no not never without dont doesnt didnt havent hasnt hadnt isnt arent wasnt werent neither nor none "
    "nothing zero nil".split()
)
NEGATIVE = _NEGATORS | frozenset("cant couldnt unable barely hardly wont".split())
# What may stand between a negator and what it negates: "haven't had any signs of a fever".
_SEE_THROUGH = frozenset(
    "any a an the my of or nor have had has got get getting having been being feel feeling felt experienced "
    "experiencing noticed seen real actual signs sign symptoms even in with much at all problems problem "
    "issues trouble changes change difficulty other kind sort like to going want wanting trying planning "
    ", /".split()
)
_ALTERNATIVES = frozenset(["or", "nor"])
_NEW_SUBJECTS = frozenset("my i it the he she his her we they".split())
_ALSO_NEVER = frozenset("before like this such so until till".split())
_ANSWERS = frozenset("no none nope nil negative".split())
_FARTHEST = 14  # words between a negator and the last symptom of its list


def is_denied(words: Sequence[str], symptom: Sequence[Mention], listed: Set[int]) -> bool:
    """Return whether the symptom that the mentions of `symptom` make up is denied in `words`.

    `listed`: the places of all symptoms, which a denial reaches across ("no numbness or fever").
    A mention that says "no" itself ("no feeling", "can't pee") is never denied.
    """
    own = (word for mention in symptom for word in words[mention.start : mention.end])
    if not NEGATIVE.isdisjoint(own):
        return False
    return any(
        _is_denied_before(words, mention, listed) or _is_denied_after(words, mention)
        for mention in symptom
    )


def _is_denied_before(words: Sequence[str], mention: Mention, listed: Set[int]) -> bool:
    for index in range(mention.start - 1, max(mention.start - _FARTHEST, -1), -1):
        if words[index] in _NEGATORS:
            return not _denies_something_else(words, index, mention)
        if words[index] not in _SEE_THROUGH and index not in listed:
            return False
    return False


def _denies_something_else(words: Sequence[str], index: int, mention: Mention) -> bool:
    negator, following = words[index], words[index + 1]
    if following in MARKS or (negator == "no" and following in _NEW_SUBJECTS):
        return True  # "No, I lost control"
    around = words[index : mention.end + 4]
    if "," in words[index : mention.start] and _ALTERNATIVES.isdisjoint(around):
        return True  # "no fever, numb legs" may well report the legs
    later = words[mention.start : mention.end + 6]  # "never felt it like this before"
    return negator in ("never", "havent", "not") and not _ALSO_NEVER.isdisjoint(later)


def _is_denied_after(words: Sequence[str], mention: Mention) -> bool:
    mark, answer, end = [*words[mention.end : mention.end + 3], ".", ".", "."][:3]
    return mark in (":", "?", "-", "–", "—") and answer in _ANSWERS and end in MARKS
