"""Reads a message: which questions it holds, each with its topic and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import log

import numpy as np

from needlewise.answer.follow_up import spoken_of
from needlewise.language.question import Clause, split, trim
from needlewise.nlu.byte_rows import Vector
from needlewise.nlu.calibration import Calibration
from needlewise.nlu.judgement import Judgement, weigh_scores
from needlewise.nlu.part import Part, cut
from needlewise.nlu.topic_model import TopicModel

MOST_QUESTIONS = 3
_LEAST = 1e-6
_IT = re.compile(r"\b(?:it|that|this|they|them|these|those)\b(?!')")
# Said along with a question, they need no answer of their own.
COURTESIES = frozenset({"greet", "thanks", "goodbye", "affirm", "deny"})

# Here "it" is what was said, whatever it was about.
_OF_THE_TALK = COURTESIES | {"ask_sources", "more_detail", "feedback", "forget_me", "handoff"}

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

    def read(self, wording: str, about: str | None = None) -> Reading:
        """Return the reading of `wording`, a message as put right (small letters).

        `about`: what "it" may mean, from the turn before, where the message is a single question.
        """
        clauses = split(wording)
        parts = cut(wording, clauses, self._embed)
        spans = _Spans(wording, parts, self.judge, self._embed)
        whole = spans.whole
        if len(clauses) < 2:
            clearest = spans.clearest(about) if about else whole
            return Reading((clearest,), clearest)
        plan = self._choose(clauses, spans)
        # What the best plan only guesses at is looked at properly, until it holds.
        while spans.make_sure(plan.questions):
            plan = self._choose(clauses, spans)
        return Reading(plan.questions or (whole,), whole)

    def judge(self, parts: list[Part]) -> list[Judgement]:
        """Return what each part of a message is about, read as one question."""
        meanings = np.stack([part.meaning for part in parts])
        scores, nearest = self._model.score([part.text for part in parts], meanings)
        weigh = partial(weigh_scores, self._calibration, self._model.topics)
        return [
            weigh(part.start, part.end, part.asks, scores[place], nearest[place])
            for place, part in enumerate(parts)
        ]

    def _choose(self, clauses: list[Clause], spans: _Spans) -> _Plan:
        """Return the plan of the greatest worth."""
        plans = [*self._plans(clauses, spans, 0, ())]
        if spans.whole.topic in COURTESIES:
            plans.append(_Plan(log(spans.whole.confidence), (spans.whole,)))
        return max(plans, key=lambda plan: plan.worth)

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


class _Spans:
    """What the stretches of one message are about, each read by itself or after another question."""

    def __init__(
        self,
        wording: str,
        parts: list[Part],
        judge: Callable[[list[Part]], list[Judgement]],
        embed: Callable[[str], Vector],
    ) -> None:
        self._wording, self._judge, self._embed = wording, judge, embed
        self._known = dict(zip([part.clauses for part in parts], judge(parts), strict=True))
        self._guessed = {(part.start, part.end): part for part in parts if not part.sure}
        self._named: dict[tuple[int, int, str], Judgement] = {}
        self.whole = self._known[parts[0].clauses]

    def make_sure(self, questions: tuple[Judgement, ...]) -> bool:
        """Judge anew, by their own meaning, those of `questions` that were guessed at; say if any were."""
        places = [(question.start, question.end) for question in questions]
        parts = [self._guessed.pop(place) for place in places if place in self._guessed]
        if not parts:
            return False
        judged = self._judge([part.made_sure(self._embed) for part in parts])
        self._known |= zip([part.clauses for part in parts], judged, strict=True)
        return True

    def read(self, first: int, last: int, found: tuple[Judgement, ...]) -> Judgement | None:
        """Return the judgement of the clauses from `first` to `last`, None where they are too many.

        After a question about a condition, "it" is that condition: "what brings it on?".
        """
        judged = self._known.get((first, last))
        condition = spoken_of(found[-1].topic) if found else None
        if judged is None or condition is None:
            return judged
        return self._about(judged, condition)

    def clearest(self, about: str) -> Judgement:
        """Return the judgement of the whole, with "it" read as `about` where that makes it surer."""
        if self.whole.topic in _OF_THE_TALK:  # "where did you get that?"
            return self.whole
        return max(self.whole, self._about(self.whole, about), key=lambda one: one.confidence)

    def alone(self, clause: int) -> Judgement:
        """Return the judgement of one clause by itself."""
        return self._known[clause, clause]

    def _about(self, judged: Judgement, noun: str) -> Judgement:
        key = (judged.start, judged.end, noun)
        if key not in self._named:
            said = self._wording[judged.start : judged.end]
            named = _IT.sub(noun, said, count=1)
            if named == said:
                return judged
            text = trim(named)
            part = Part((0, 0), judged.start, judged.end, judged.asks, text, self._embed(text))
            [self._named[key]] = self._judge([part])
        return self._named[key]
