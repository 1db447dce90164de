"""Finds how like a report a message must be to raise a red flag beside the gate, or to be shown to staff."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.questions import ROOT, training_questions
from needlewise.language.embedding import FOLDER, Embedding
from needlewise.language.question import trim
from needlewise.language.wording import plain
from needlewise.nlu.byte_rows import Vector
from needlewise.nlu.calibration import Calibration
from needlewise.nlu.mixture import Mixture
from needlewise.nlu.report_model import ReportModel
from needlewise.safety.example import EXAMPLES, Example, load_examples
from needlewise.safety.gate import load_gate

FALSE_ALARMS = 0.003  # share of ordinary messages that may raise one; the gate's own come on top
# The same, of those that staff look at. Nine of ten reports that the model has not seen lie above it,
# three of four above the alarm; of the training questions it is one in a hundred.
LOOKED_AT = 0.03
_FOLDS = 5
_EACH = 4  # as in training


def find_alarm(mixture: Mixture, embed: Callable[[str], Vector]) -> tuple[float, float]:
    """Return the strengths above which no more than FALSE_ALARMS, and LOOKED_AT, of the ordinary
    examples and the training questions lie, each judged by a model that has not seen it."""
    strengths = np.array(list(_judge(mixture, embed)))
    alarm, near = np.quantile(strengths, [1 - FALSE_ALARMS, 1 - LOOKED_AT]).tolist()
    print(
        f"  likeness raises a red flag from {alarm:.3f}, staff look from {near:.3f} "
        f"({len(strengths)} ordinary messages)"
    )
    return alarm, near


def _judge(mixture: Mixture, embed: Callable[[str], Vector]) -> Iterator[float]:
    examples = np.array(load_examples(ROOT / EXAMPLES))
    asked = [question.text for question in training_questions() if question.topic != "red_flag"]
    seen = [Example(text, None) for text in asked[::_EACH]]
    unseen = [text for place, text in enumerate(asked) if place % _EACH]
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(examples))
    for left_out in range(_FOLDS):
        model = _fit(mixture, embed, [*examples[fold != left_out], *seen])
        ordinary = [example.text for example in examples[fold == left_out] if not example.group]
        for text in ordinary + unseen[left_out::_FOLDS]:
            yield _strength(model, embed, text)


def _fit(mixture: Mixture, embed: Callable[[str], Vector], examples: list[Example]) -> ReportModel:
    wordings = [trim(plain(example.text)) for example in examples]
    vectors = np.stack([embed(wording) for wording in wordings])
    return ReportModel.fit(mixture, [example.group for example in examples], wordings, vectors)


def _strength(model: ReportModel, embed: Callable[[str], Vector], text: str) -> float:
    suspicions = model.suspect(plain(text), embed)
    told = (part.strength for part in suspicions if not load_gate().dismisses(part.text))
    return next(told, -1.0)


def main() -> None:
    """Measure the alarm anew and keep the rest of the calibration: enough where only the examples of
    `data/red_flags.yml` or the gate changed."""
    calibration = Calibration.load()
    alarm, near = find_alarm(calibration.mixture, Embedding.load(Path(FOLDER)).embed)
    replace(calibration, red_flag_above=alarm, red_flag_near=near).save()


if __name__ == "__main__":
    main()
