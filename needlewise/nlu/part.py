"""The parts of a message in which one question may stand, and what each means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from needlewise.language.question import Clause, stretches, trim
from needlewise.nlu.byte_rows import Vector


@dataclass(frozen=True)
class Part:
    """The `clauses` (the first and the last) at `start:end` of a message.

    `asks`: one of them looks like a question; `text`: its words but for those that only lead up to it;
    `meaning`: their unit vector, a guess unless `sure`.
    """

    clauses: tuple[int, int]
    start: int
    end: int
    asks: bool
    text: str
    meaning: Vector
    sure: bool = True

    def made_sure(self, embed: Callable[[str], Vector]) -> Part:
        """Return the part with what its text means by itself."""
        return replace(self, meaning=embed(self.text), sure=True)


def cut(wording: str, clauses: list[Clause], embed: Callable[[str], Vector]) -> list[Part]:
    """Return `wording` as a whole and each stretch of its `clauses` where one question may stand.

    The meaning of several clauses together is guessed from each: embedding all would take three times
    as long, and few of them come to be the question.
    """

    def part(first: int, last: int) -> Part:
        joined = clauses[first : last + 1]
        start, end = joined[0].start, joined[-1].end
        asks, text = any(clause.asks for clause in joined), trim(wording[start:end])
        if first == last:
            return Part((first, last), start, end, asks, text, embed(text))
        alone = [trim(wording[clause.start : clause.end]) for clause in joined]
        return Part((first, last), start, end, asks, text, _blend(alone, embed), sure=False)

    text, asks = trim(wording), any(clause.asks for clause in clauses)
    whole = Part((0, len(clauses) - 1), 0, len(wording), asks, text, embed(text))
    return [whole, *(part(first, last) for first, last in stretches(clauses))]


def _blend(texts: list[str], embed: Callable[[str], Vector]) -> Vector:
    """Return the direction between the meanings of `texts`, the nearer to one the more words it has."""
    words = [len(text.split()) + 1 for text in texts]
    between: Vector = np.array(words, dtype=np.float32) @ np.stack([embed(text) for text in texts])
    return between / (np.linalg.norm(between) or 1)
