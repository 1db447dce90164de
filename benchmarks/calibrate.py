"""Finds the classifier's weights and thresholds: `python -m benchmarks.calibrate`.

The mixture of views comes from leaving out each training question in turn (kernel ridge regression
has a closed form for it), everything after that from tests/nlu/tuning/ together with it. The
held-out questions of tests/nlu/questions/ are never read here.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy import linalg, optimize
from sklearn.linear_model import LogisticRegression

from benchmarks.alarm import find_alarm
from benchmarks.questions import (
    OUT_OF_SCOPE,
    Question,
    several_questions,
    single_questions,
    training_questions,
)
from needlewise.language.embedding import Embedding
from needlewise.language.spelling import load_common_words
from needlewise.language.wording import Wording, vocabulary
from needlewise.nlu.byte_rows import Vector
from needlewise.nlu.calibration import Calibration
from needlewise.nlu.judgement import Judgement, measure
from needlewise.nlu.mixture import Mixture
from needlewise.nlu.part import Part
from needlewise.nlu.reader import Reader
from needlewise.nlu.speller import Speller
from needlewise.nlu.topic_model import TopicModel, directions, kernel

FALSE_REJECTIONS = 0.02  # share of answerable tuning questions; of fresh, harder ones up to 3% then
LIKELIER_WRONG = 0.45  # a judgement less sure than this is asked back, strange question or not
EACH = 2  # every second question shows as well which mixture is best, at an eighth of the work
NOISE = 0.0025  # a difference of one or two messages in the tuning set says nothing
UNCALIBRATED = Calibration(
    Mixture(1.0, 0.15, 0.1, 0.08), 8.0, (0.0, 1.0, 1.0, 1.0, -1.0), 0, 1, 1, 1, 0, 0, 0, 0
)

Kept = dict[tuple[tuple[Any, ...], ...], list[Judgement]]  # judgements by the parts judged


class Lesson:
    """The training questions with what every fit of the model shares: words, vectors, topics."""

    def __init__(self, embedding: Embedding, questions: list[Question]) -> None:
        questions = sorted(questions, key=lambda question: question.topic)
        common = load_common_words()
        texts = [question.text for question in questions]
        self.wording = Wording(vocabulary(texts, common), common)
        self.embedding = embedding
        self.wordings = [self.wording.put_right(text) for text in texts]
        self.topics = [question.topic for question in questions]
        self.vectors = np.stack([embedding.embed(wording) for wording in self.wordings])
        self.directions = directions(self.vectors, self.vectors.mean(axis=0))
        self.names, self.owners = np.unique(self.topics, return_inverse=True)

    def fit(self, mixture: Mixture) -> TopicModel:
        return TopicModel.fit(mixture, self.wordings, self.vectors, self.topics)

    def leave_one_out(self, mixture: Mixture) -> Vector:
        """Return each question's scores, shape (questions, topics), by the model without it."""
        grams = Speller(mixture).learn(self.wordings)
        system = kernel(mixture, self.directions, grams)
        factor, _ = linalg.cho_factor(system, lower=True, overwrite_a=True, check_finite=False)
        one_hot = np.eye(len(self.names), dtype=np.float32)[self.owners]
        weights = linalg.cho_solve((factor, True), one_hot, check_finite=False)
        # The inverse is not needed, only its diagonal: the squares of the factor's inverse, summed.
        inverse, _ = linalg.lapack.strtri(factor, lower=1)
        diagonal = np.square(np.tril(inverse)).sum(axis=0)
        scores: Vector = one_hot - weights / diagonal[:, None]
        return scores


def find_mixture(lesson: Lesson) -> Mixture:
    """Return the mixture under which most training questions are recognised by the others."""
    best = UNCALIBRATED.mixture
    choices = {
        "sharpness": (0.7, 1.0, 1.5),
        "words": (0.1, 0.15, 0.2),
        "letters": (0.05, 0.1, 0.15),
        "ridge": (0.03, 0.05, 0.08, 0.12),
    }
    tried: dict[Mixture, float] = {}

    def right(mixture: Mixture) -> float:
        if mixture not in tried:
            scores = lesson.leave_one_out(mixture)
            tried[mixture] = float((scores.argmax(axis=1) == lesson.owners).mean())
            print(f"  {mixture}: {tried[mixture]:.4f} right", flush=True)
        return tried[mixture]

    for name, values in choices.items():
        best = max((replace(best, **{name: value}) for value in values), key=right)
    return best


class Evidence:
    """Scores of questions whose topic is known, by models that did not see them."""

    def __init__(self, lesson: Lesson, model: TopicModel, singles: list[Question]) -> None:
        self.names = np.array(model.topics)
        left_out = lesson.leave_one_out(model.mixture)
        cosines = lesson.directions @ lesson.directions.T
        np.fill_diagonal(cosines, -1)
        starts = np.searchsorted(lesson.owners, np.arange(len(lesson.names)))
        near_left_out = np.maximum.reduceat(cosines, starts, axis=1)
        judged = [self._score(lesson, model, question.text) for question in singles]
        self.scores = np.concatenate([left_out, np.stack([scores for scores, _ in judged])])
        self.nearest = np.concatenate([near_left_out, np.stack([near for _, near in judged])])
        self.topics = np.array(lesson.topics + [question.topic for question in singles])
        self.tuning = np.arange(len(self.topics)) >= len(lesson.topics)
        self.first = self.names[self.scores.argmax(axis=1)]

    @staticmethod
    def _score(lesson: Lesson, model: TopicModel, text: str) -> tuple[Vector, Vector]:
        wording = lesson.wording.put_right(text)
        scores, nearest = model.score([wording], lesson.embedding.embed(wording)[np.newaxis])
        return scores[0], nearest[0]

    def chances(self, temperature: float) -> Vector:
        powers: Vector = np.exp(
            temperature * (self.scores - self.scores.max(axis=1, keepdims=True))
        )
        powers /= powers.sum(axis=1, keepdims=True)
        return powers

    def temperature(self) -> float:
        """Return the temperature under which the right topics are likeliest."""
        right = np.array([int(np.flatnonzero(self.names == topic)[0]) for topic in self.topics])
        rows = np.arange(len(right))

        def surprise(temperature: float) -> float:
            return float(-np.log(self.chances(temperature)[rows, right] + 1e-9).mean())

        return float(optimize.minimize_scalar(surprise, bounds=(1, 40), method="bounded").x)

    def confidence(self) -> tuple[tuple[float, ...], Vector]:
        """Return the weights of `measure` and the confidence that they give each question."""
        order = np.argsort(-self.scores, axis=1)
        features = np.array(list(map(measure, self.scores, self.nearest, order)))
        right = self.first == self.topics
        # The tuning questions are the likes of what comes; the others teach by their number.
        weight = np.where(self.tuning, 5.0, 1.0)
        learnt = LogisticRegression(C=10, max_iter=1000).fit(features, right, weight)
        weights = (float(learnt.intercept_[0]), *map(float, learnt.coef_[0]))
        return weights, learnt.predict_proba(features)[:, 1]


def set_thresholds(calibration: Calibration, evidence: Evidence, sure: Vector) -> Calibration:
    """Return the calibration with the thresholds that turn away most strange questions while no more
    than FALSE_REJECTIONS of the answerable tuning questions are turned away; of thresholds as good, those
    that turn away fewest of the latter."""
    chances = evidence.chances(calibration.temperature)
    beyond = chances[:, np.flatnonzero(evidence.names == OUT_OF_SCOPE)[0]]
    strange = evidence.tuning & (evidence.topics == OUT_OF_SCOPE)
    own = evidence.tuning & (evidence.topics != OUT_OF_SCOPE)
    tried = {(0.0, 1.0): (0.0, 0.0)}
    for unsure, scope in itertools.product(
        np.linspace(LIKELIER_WRONG, 0.9, 35), np.geomspace(0.005, 0.5, 29)
    ):
        away = (sure < unsure) | (beyond > scope)
        if away[own].mean() <= FALSE_REJECTIONS:
            tried[float(unsure), float(scope)] = (away[strange].mean(), away[own].mean())
    # One or two strange questions more say nothing: of what catches as many, the kindest to our own.
    enough = max(caught for caught, _ in tried.values()) - 2 / strange.sum()
    best = min(
        (pair for pair in tried if tried[pair][0] >= enough), key=lambda pair: tried[pair][1]
    )
    print(f"  thresholds {best}: {tried[best][0]:.3f} of strange questions caught")
    return replace(calibration, unsure_below=best[0], beyond_scope_above=best[1])


def set_costs(calibration: Calibration, lesson: Lesson, model: TopicModel) -> Calibration:
    """Return the calibration with the gain and costs under which most messages are read exactly."""
    messages = several_questions("tuning") + [
        question
        for question in single_questions("tuning")
        if question.style in ("long", "emotional")
    ]
    wordings = [lesson.wording.put_right(message.text) for message in messages]
    kept: Kept = {}
    embed = cache(lesson.embedding.embed)
    tried: dict[Calibration, float] = {}
    for gain, statement, silence, background in itertools.product(
        (0.05, 0.1, 0.15, 0.2), (-0.2, -0.1), (0.6, 2.0), (0.1, 0.15, 0.25)
    ):
        costs = replace(
            calibration,
            question_gain=gain,
            statement_gain=statement,
            silence_cost=silence,
            background_cost=background,
        )
        reader = CachedReader(model, costs, kept, embed=embed)
        exact = [
            tuple(asked.topic for asked in reader.read(wording).questions) == message.topics
            for wording, message in zip(wordings, messages, strict=True)
        ]
        tried[costs] = float(np.mean(exact))
        print(f"  {gain=} {statement=} {silence=} {background=}: {tried[costs]:.3f}", flush=True)
    # What is within the noise of the best is as good; its middle is furthest from what is worse.
    near = [costs for costs, right in tried.items() if right >= max(tried.values()) - NOISE]
    return sorted(near, key=_willingness)[len(near) // 2]


def _willingness(costs: Calibration) -> float:
    """How readily one more question is heard rather than a clause left unanswered."""
    gains = costs.question_gain + costs.statement_gain
    return gains + costs.silence_cost + costs.background_cost


class CachedReader(Reader):
    """A reader whose judgements are kept: costs change what is chosen, not what is judged."""

    def __init__(self, model: TopicModel, calibration: Calibration, kept: Kept, **rest: Any):
        super().__init__(model, calibration, **rest)
        self._kept = kept

    def judge(self, parts: list[Part]) -> list[Judgement]:
        key = tuple((part.text, part.start, part.end, part.asks, part.sure) for part in parts)
        if key not in self._kept:
            self._kept[key] = super().judge(parts)
        return self._kept[key]


def main() -> None:
    """Find every value and keep it in needlewise/nlu/calibration.json."""
    embedding, questions = Embedding.load(Path("build/embedding")), training_questions()
    mixture = find_mixture(Lesson(embedding, questions[::EACH]))
    lesson = Lesson(embedding, questions)
    print(f"{len(lesson.topics)} training questions of {len(lesson.names)} topics")
    model = lesson.fit(mixture)
    singles = [
        question for question in single_questions("tuning") if question.topic in model.topics
    ]
    evidence = Evidence(lesson, model, singles)
    tuned = (evidence.first == evidence.topics)[evidence.tuning].mean()
    print(f"  {mixture}: {tuned:.4f} of {len(singles)} tuning questions right")
    weights, sure = evidence.confidence()
    calibration = replace(
        UNCALIBRATED, mixture=mixture, temperature=evidence.temperature(), confidence=weights
    )
    calibration = set_thresholds(calibration, evidence, sure)
    calibration = set_costs(calibration, lesson, model)
    alarm, near = find_alarm(mixture, lesson.embedding.embed)
    calibration = replace(calibration, red_flag_above=alarm, red_flag_near=near)
    calibration.save()
    print(calibration)


if __name__ == "__main__":
    main()
