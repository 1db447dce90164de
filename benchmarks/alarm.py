"""Finds how like a report a message must be to raise a red flag beside the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.questions import ROOT, training_questions
from needlewise.language.question import trim
from needlewise.language.wording import plain
from needlewise.nlu.report_model import ReportModel
from needlewise.nlu.topic_model import Mixture, Vector
from needlewise.safety.example import EXAMPLES, Example, load_examples
from needlewise.safety.gate import load_gate

FALSE_ALARMS = 0.01  # share of the ordinary examples, which sound alarming, that may raise one
_FOLDS = 5
_EACH = 4  # as in training


def find_alarm(mixture: Mixture, embed: Callable[[str], Vector]) -> float:
    """Return the strength above which no more than FALSE_ALARMS of the ordinary examples lie, each
    judged by a model that has not seen it."""
    strengths = np.array(list(_judge(mixture, embed)))
    alarm = float(np.quantile(strengths, 1 - FALSE_ALARMS))
    print(f"  likeness raises a red flag from {alarm:.3f} (of {len(strengths)} ordinary examples)")
    return alarm


def _judge(mixture: Mixture, embed: Callable[[str], Vector]) -> Iterator[float]:
    examples = load_examples(ROOT / EXAMPLES)
    asked = [question.text for question in training_questions() if question.topic != "red_flag"]
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(examples))
    for left_out in range(_FOLDS):
        learnt = [
            example for example, place in zip(examples, fold, strict=True) if place != left_out
        ]
        model = _fit(mixture, embed, [*learnt, *(Example(text, None) for text in asked[::_EACH])])
        for example, place in zip(examples, fold, strict=True):
            if place == left_out and example.group is None:
                yield _strength(model, embed, example.text)


def _fit(mixture: Mixture, embed: Callable[[str], Vector], examples: list[Example]) -> ReportModel:
    wordings = [trim(plain(example.text)) for example in examples]
    vectors = np.stack([embed(wording) for wording in wordings])
    return ReportModel.fit(mixture, [example.group for example in examples], wordings, vectors)


def _strength(model: ReportModel, embed: Callable[[str], Vector], text: str) -> float:
    suspicions = model.suspect(plain(text), embed)
    told = (part.strength for part in suspicions if not load_gate().dismisses(part.text))
    return next(told, -1.0)
