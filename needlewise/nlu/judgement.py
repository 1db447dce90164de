"""What one stretch of text is about, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np

from needlewise.nlu.byte_rows import Vector
from needlewise.nlu.calibration import Calibration


@dataclass(frozen=True)
class Judgement:
    """What one stretch of text is about: `chances` of each topic, and how sure the first is right."""

    start: int
    end: int
    asks: bool
    topic: str
    confidence: float
    chances: dict[str, float]


def weigh_scores(
    calibration: Calibration,
    topics: list[str],
    start: int,
    end: int,
    asking: bool,
    scores: Vector,
    nearest: Vector,
) -> Judgement:
    """Return the judgement of the text at `start:end` whose `topics` score so (see TopicModel.score)."""
    powers = np.exp(calibration.temperature * (scores - scores.max()))
    chances = (powers / powers.sum()).tolist()
    order = np.argsort(-scores)
    weights = calibration.confidence
    evidence = measure(scores, nearest, order)
    sure = weights[0] + sum(
        weight * value for weight, value in zip(weights[1:], evidence, strict=True)
    )
    ranked = {topics[place]: chances[place] for place in order}
    return Judgement(start, end, asking, topics[order[0]], 1 / (1 + exp(-sure)), ranked)


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
