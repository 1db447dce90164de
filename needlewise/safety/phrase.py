"""The small language in which patterns are written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from needlewise.safety.wording import words

Sets = Mapping[str, Sequence[str]]

_VOWELS = "aeiou"
# One-syllable verbs double their last letter; the others here end in a weak syllable.
_NOT_DOUBLED = ("en", "er", "it", "el", "w", "x", "y")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


@dataclass(frozen=True)
class Place:
    """One place of a phrase: the wordings that fit it, each of one or more words."""

    wordings: tuple[tuple[str, ...], ...]
    optional: bool


Phrase = tuple[Place, ...]


def parse(phrase: str, sets: Sets) -> Phrase:
    """Return the places of `phrase`.

    Places are separated by blanks; `|` gives alternatives, `_` joins the words of one alternative,
    `?` at the end makes a place optional, `~pee` stands for pee, pees, peed and peeing, and `$my`
    for the alternatives of the set `my`. Raises PhraseError for an unknown set, and for a phrase
    that could be empty.
    """
    places = tuple(_place(place, sets) for place in phrase.split())
    if all(place.optional for place in places):
        raise PhraseError(f"{phrase!r} has no word that must be there; drop a '?'")
    return places


def _place(written: str, sets: Sets) -> Place:
    alternatives = written.removesuffix("?").split("|")
    wordings = {
        tuple(words(plain)) for alternative in alternatives for plain in _plain(alternative, sets)
    }
    return Place(tuple(sorted(wordings - {()})), optional=written.endswith("?"))


def _plain(alternative: str, sets: Sets) -> Iterator[str]:
    if alternative.startswith("~"):
        yield from inflect(alternative[1:])
    elif not alternative.startswith("$"):
        yield alternative.replace("_", " ")
    elif alternative[1:] in sets:
        for member in sets[alternative[1:]]:
            for part in member.split("|"):
                yield from _plain(part, sets)
    else:
        raise PhraseError(
            f"unknown set {alternative!r}; define it under 'sets:' or correct the name"
        )


def inflect(verb: str) -> tuple[str, ...]:
    """Return the regular forms of an English verb or noun: itself, -s, -ed, -ing."""
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("ee"):
        return verb, f"{verb}s", f"{verb}d", f"{verb}ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    stem = verb + verb[-1] if _doubles(verb) else verb
    return verb, plural, f"{stem}ed", f"{stem}ing"


def _doubles(verb: str) -> bool:
    if len(verb) < 3 or verb.endswith(_NOT_DOUBLED):
        return False
    before, vowel, last = verb[-3], verb[-2], verb[-1]
    return before not in _VOWELS and vowel in _VOWELS and last not in _VOWELS and last not in "sh"
