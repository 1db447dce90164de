"""Reads a message: which questions it holds, each with its topic and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import log

import numpy as np

from needlewise.answer.follow_up import spoken_of
from needlewise.language.question import Clause, asks, split, stretches, trim
from needlewise.nlu.calibration import Calibration
from needlewise.nlu.judgement import Judgement, weigh_scores
from needlewise.nlu.topic_model import TopicModel, Vector

MOST_QUESTIONS = 3
_LEAST = 1e-6
_IT = re.compile(r"\b(?:it|that|this)\b(?!')")
# Said along with a question, they need no answer of their own.
COURTESIES = frozenset({"greet", "thanks", "goodbye", "affirm", "deny"})

# "I have sciatica" before a question is background: who wants advice asks for it.
ADVICE = "personal_medical_advice"

# "What is a trigger point, what does that mean?" asks one thing: its own topic is what to say more of.
DETAIL = "more_detail"


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
        places = stretches(clauses)
        parts = [(clauses[i].start, clauses[j].end) for i, j in places]
        whole, *judged = self.judge(wording, [(0, len(wording)), *parts])
        if last < 1:
            return Reading((whole,), whole)
        read = zip([(0, last), *places], [whole, *judged], strict=True)
        known = {place: _with_question(judgement, clauses, *place) for place, judgement in read}
        spans = _Spans(wording, known, self.judge)
        plans = [*self._plans(clauses, spans, 0, ())]
        if whole.topic in COURTESIES:
            plans.append(_Plan(log(whole.confidence), (whole,)))
        best = max(plans, key=lambda plan: plan.worth)
        return Reading(best.questions or (whole,), whole)

    def judge(self, wording: str, parts: list[tuple[int, int]]) -> list[Judgement]:
        """Return what each part (start, end) of `wording` is about, read as one question."""
        texts = [trim(wording[start:end]) for start, end in parts]
        vectors = np.stack([self._embed(text) for text in texts])
        scores, nearest = self._model.score(texts, vectors)
        weigh = partial(weigh_scores, self._calibration, self._model.topics)
        return [
            weigh(start, end, asks(text), scores[place], nearest[place])
            for place, ((start, end), text) in enumerate(zip(parts, texts, strict=True))
        ]

    def _plans(
        self,
        clauses: list[Clause],
        spans: _Spans,
        place: int,
        found: tuple[Judgement, ...],
    ) -> Iterator[_Plan]:
        if place == len(clauses):
            yield _Plan(0.0 if found else log(_LEAST), found)
            return
        for end in range(place, len(clauses)):
            judged = spans.read(place, end, found)
            if judged is not None:
                worth, questions = self._take(judged, found)
                if worth is not None:
                    for rest in self._plans(clauses, spans, end + 1, questions):
                        yield _Plan(worth + rest.worth, rest.questions)
        silence = self._leave_out(clauses[place], spans.alone(place), found)
        for rest in self._plans(clauses, spans, place + 1, found):
            yield _Plan(rest.worth - silence, rest.questions)

    def _take(
        self, judged: Judgement, found: tuple[Judgement, ...]
    ) -> tuple[float | None, tuple[Judgement, ...]]:
        if judged.topic in COURTESIES or len(found) == MOST_QUESTIONS:
            return None, found
        if judged.topic == DETAIL and found:
            return None, found
        if judged.topic == ADVICE and not judged.asks:
            return None, found
        if any(question.topic == judged.topic for question in found):
            return None, found
        asked = judged.asks and judged.topic != DETAIL
        gain = self._calibration.question_gain if asked else self._calibration.statement_gain
        return log(max(judged.confidence, _LEAST)) + gain, (*found, judged)

    def _leave_out(self, clause: Clause, judged: Judgement, found: tuple[Judgement, ...]) -> float:
        if judged.topic in COURTESIES or (judged.topic == DETAIL and found):
            return 0.0
        costs = self._calibration
        return costs.silence_cost if clause.asks else costs.background_cost


def _with_question(judged: Judgement, clauses: list[Clause], first: int, last: int) -> Judgement:
    """Return `judged` as asking where any of its clauses does: a story that ends in a question asks."""
    return replace(judged, asks=any(clause.asks for clause in clauses[first : last + 1]))


class _Spans:
    """What the stretches of one message are about, each read by itself or after another question."""

    def __init__(
        self,
        wording: str,
        known: dict[tuple[int, int], Judgement],
        judge: Callable[[str, list[tuple[int, int]]], list[Judgement]],
    ) -> None:
        self._wording, self._known, self._judge = wording, known, judge
        self._named: dict[tuple[int, int, str], Judgement] = {}

    def read(self, first: int, last: int, found: tuple[Judgement, ...]) -> Judgement | None:
        """Return the judgement of the clauses from `first` to `last`, None where they are too many.

        After a question about a condition, "it" is that condition: "what brings it on?".
        """
        judged = self._known.get((first, last))
        condition = spoken_of(found[-1].topic) if found else None
        if judged is None or condition is None:
            return judged
        return self._about(judged, condition)

    def alone(self, clause: int) -> Judgement:
        """Return the judgement of one clause by itself."""
        return self._known[clause, clause]

    def _about(self, judged: Judgement, condition: str) -> Judgement:
        key = (judged.start, judged.end, condition)
        if key not in self._named:
            said = self._wording[judged.start : judged.end]
            named = _IT.sub(condition, said, count=1)
            if named == said:
                return judged
            [read] = self._judge(named, [(0, len(named))])
            self._named[key] = replace(read, start=judged.start, end=judged.end, asks=judged.asks)
        return self._named[key]
