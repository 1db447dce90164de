"""A sign: concepts that together say one symptom, and whether a message reports it."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from needlewise.safety.clause import Mood
from needlewise.safety.lexicon import Mention
from needlewise.safety.reading import Reading

_LINK = re.compile(r"\s*([>~])(\d*)\s*")
_NEAR = {">": 4, "~": 5}  # words that may stand between two concepts
_ACROSS = 3  # the same, where a clause ends between them


class FormError(ValueError):
    """A form that cannot be read; the message says why."""


@dataclass(frozen=True)
class Form:
    """Concepts close to each other: in this order, or (two only) in either."""

    concepts: tuple[str, ...]
    gaps: tuple[int, ...]
    ordered: bool

    @classmethod
    def parse(cls, text: str) -> "Form":
        """Read "inability > urinate" (in this order), "numb ~ saddle" (in either) or one concept.

        A number after the mark is the most words between. Raises FormError if the two marks are mixed.
        """
        concepts = _LINK.split(text.strip())
        links = concepts[1::3]
        if len(set(links)) > 1 or (links and links[0] == "~" and len(links) > 1):
            raise FormError(f"{text!r} mixes '~' with another link; '~' joins two concepts alone")
        gaps = [
            int(gap) if gap else _NEAR[link]
            for link, gap in zip(links, concepts[2::3], strict=True)
        ]
        return cls(tuple(concepts[::3]), tuple(gaps), "~" not in links)

    def find(self, reading: Reading) -> Iterator[tuple[Mention, ...]]:
        """Yield the mentions that make up the form, each time that it occurs."""
        for first in reading.mentions(self.concepts[0]):
            yield from self._follow((first,), reading)

    def _follow(
        self, found: tuple[Mention, ...], reading: Reading
    ) -> Iterator[tuple[Mention, ...]]:
        if len(found) == len(self.concepts):
            yield found
            return
        gap = self.gaps[len(found) - 1]
        for mention in reading.near(
            self.concepts[len(found)], found[-1], gap, before=not self.ordered
        ):
            if _belong_together(found[-1], mention, reading):
                yield from self._follow((*found, mention), reading)


def _belong_together(one: Mention, other: Mention, reading: Reading) -> bool:
    former, latter = sorted((one, other), key=lambda mention: mention.start)
    if reading.thought(former.end - 1) != reading.thought(latter.start):
        return False
    clause = reading.clause(latter.start)
    crossing = reading.clause(former.end - 1) != clause
    return not crossing or clause.loose or latter.start - former.end <= _ACROSS


@dataclass(frozen=True)
class Sign:
    """A symptom or circumstance. `unless`: concepts that explain it away where it is said.
    `even`: moods besides TOLD in which it counts."""

    forms: tuple[Form, ...]
    unless: tuple[str, ...] = ()
    even: frozenset[Mood] = frozenset()

    def is_reported(self, reading: Reading) -> bool:
        """Whether somebody in the message has it."""
        return any(
            self._counts(found, reading) for form in self.forms for found in form.find(reading)
        )

    def is_named(self, reading: Reading) -> bool:
        """Whether the message speaks of it at all: tells, asks about, fears or denies it."""
        return any(found for form in self.forms for found in form.find(reading))

    def _counts(self, found: Sequence[Mention], reading: Reading) -> bool:
        if reading.is_denied(found) or self._is_explained(found, reading):
            return False
        mood = reading.mood(found)
        return mood is Mood.TOLD or mood in self.even or self._counts_asked(mood)

    def _counts_asked(self, mood: Mood) -> bool:
        return mood is Mood.CHECKED and Mood.ASKED in self.even

    def _is_explained(self, found: Sequence[Mention], reading: Reading) -> bool:
        scope = reading.scope(found)
        return any(
            excuse.start in scope for concept in self.unless for excuse in reading.mentions(concept)
        )


@dataclass(frozen=True)
class Flag:
    """What raises a red flag: `all` of these signs reported and `none` of those."""

    all: frozenset[str]
    none: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> "Flag":
        """Read "fever + back_pain" or "chest_tight + not needled"."""
        parts = [part.strip() for part in text.split("+")]
        absent = {part.removeprefix("not ") for part in parts if part.startswith("not ")}
        return cls(
            frozenset(part for part in parts if not part.startswith("not ")), frozenset(absent)
        )

    def is_raised_by(self, reported: Set[str]) -> bool:
        """Whether the signs `reported` are those that it takes."""
        return self.all <= reported and self.none.isdisjoint(reported)
