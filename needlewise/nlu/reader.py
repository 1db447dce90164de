"""Reads a message: which questions it holds, each with its topic and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, log

import numpy as np

from needlewise.language.question import Clause, asks, split, trim
from needlewise.nlu.calibration import Calibration
from needlewise.nlu.topic_model import TopicModel, Vector

MOST_QUESTIONS = 3
_LONGEST_SPAN = 3  # clauses that one question is looked for in, beside the message as a whole
_LEAST = 1e-6
# Said along with a question, they need no answer of their own.
COURTESIES = frozenset({"greet", "thanks", "goodbye", "affirm", "deny"})

# "I have sciatica" before a question is background: who wants advice asks for it.
ADVICE = "personal_medical_advice"


@dataclass(frozen=True)
class Judgement:
    """What one stretch of text is about: `chances` of each topic, and how sure the first is right."""

    start: int
    end: int
    asks: bool
    topic: str
    confidence: float
    chances: dict[str, float]


@dataclass(frozen=True)
class Reading:
    """The questions of a message in the order asked, at most three, and the judgement of the whole."""

    questions: tuple[Judgement, ...]
    whole: Judgement


@dataclass(frozen=True)
class _Plan:
    """One way to cut the message: its worth in log-probability and the questions it finds."""

    worth: float
    questions: tuple[Judgement, ...]


class Reader:
    """Judges the whole message together with every way to cut it into questions and background."""

    def __init__(
        self, model: TopicModel, calibration: Calibration, embed: Callable[[str], Vector]
    ) -> None:
        self._model, self._calibration, self._embed = model, calibration, embed

    def read(self, wording: str) -> Reading:
        """Return the reading of `wording`, a message as put right (small letters)."""
        clauses = split(wording)
        last = len(clauses) - 1
        places = [
            (i, j)
            for i in range(len(clauses))
            for j in range(i, min(i + _LONGEST_SPAN, len(clauses)))
            if (i, j) != (0, last)
        ]
        stretches = [(clauses[i].start, clauses[j].end) for i, j in places]
        whole, *parts = self.judge(wording, [(0, len(wording)), *stretches])
        if last < 1:
            return Reading((whole,), whole)
        spans = {(0, last): whole, **dict(zip(places, parts, strict=True))}
        best = max(self._plans(clauses, spans, 0, ()), key=lambda plan: plan.worth)
        return Reading(best.questions or (whole,), whole)

    def judge(self, wording: str, stretches: list[tuple[int, int]]) -> list[Judgement]:
        """Return what each stretch (start, end) of `wording` is about, read as one question."""
        texts = [trim(wording[start:end]) for start, end in stretches]
        vectors = np.stack([self._embed(text) for text in texts])
        scores, nearest = self._model.score(texts, vectors)
        return [
            self._weigh(start, end, asks(text), scores[place], nearest[place])
            for place, ((start, end), text) in enumerate(zip(stretches, texts, strict=True))
        ]

    def _weigh(
        self, start: int, end: int, asking: bool, scores: Vector, nearest: Vector
    ) -> Judgement:
        powers = np.exp(self._calibration.temperature * (scores - scores.max()))
        chances = (powers / powers.sum()).tolist()
        order = np.argsort(-scores)
        weights = self._calibration.confidence
        evidence = measure(scores, nearest, order)
        sure = weights[0] + sum(
            weight * value for weight, value in zip(weights[1:], evidence, strict=True)
        )
        topics = self._model.topics
        ranked = {topics[place]: chances[place] for place in order}
        return Judgement(start, end, asking, topics[order[0]], 1 / (1 + exp(-sure)), ranked)

    def _plans(
        self,
        clauses: list[Clause],
        spans: dict[tuple[int, int], Judgement],
        place: int,
        found: tuple[Judgement, ...],
    ) -> Iterator[_Plan]:
        if place == len(clauses):
            yield _Plan(0.0 if found else log(_LEAST), found)
            return
        for end in range(place, len(clauses)):
            judged = spans.get((place, end))
            if judged is not None:
                worth, questions = self._take(judged, found)
                if worth is not None:
                    for rest in self._plans(clauses, spans, end + 1, questions):
                        yield _Plan(worth + rest.worth, rest.questions)
        silence = self._leave_out(clauses[place], spans[place, place])
        for rest in self._plans(clauses, spans, place + 1, found):
            yield _Plan(rest.worth - silence, rest.questions)

    def _take(
        self, judged: Judgement, found: tuple[Judgement, ...]
    ) -> tuple[float | None, tuple[Judgement, ...]]:
        if judged.topic in COURTESIES or len(found) == MOST_QUESTIONS:
            return None, found
        if judged.topic == ADVICE and not judged.asks:
            return None, found
        if any(question.topic == judged.topic for question in found):
            return None, found
        gain = self._calibration.question_gain if judged.asks else self._calibration.statement_gain
        return log(max(judged.confidence, _LEAST)) + gain, (*found, judged)

    def _leave_out(self, clause: Clause, judged: Judgement) -> float:
        if judged.topic in COURTESIES:
            return 0.0
        costs = self._calibration
        return costs.silence_cost if clause.asks else costs.background_cost


def measure(scores: Vector, nearest: Vector, order: np.ndarray) -> tuple[float, ...]:
    """Return what tells a sure judgement from a doubtful one: the first topic's score, its lead over
    the second, its nearest training question, and how much nearer another topic's question is."""
    first, second = int(order[0]), int(order[1])
    return (
        float(scores[first]),
        float(scores[first] - scores[second]),
        float(nearest[first]),
        float(nearest.max() - nearest[first]),
    )
