"""How much a message is like those that report a red flag: the gate's second pair of eyes.

The gate knows phrases, and a frightened patient may find one that nobody thought of. This model goes
by likeness to whole messages, reports and ordinary ones, with the kernel that names topics.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from needlewise.language.question import split
from needlewise.nlu.byte_rows import Vector
from needlewise.nlu.mixture import Mixture
from needlewise.nlu.part import Part, cut
from needlewise.nlu.topic_model import TopicModel
from needlewise.safety.flag import GROUPS

_ORDINARY = "ordinary"
# What is guessed to be stronger is looked at properly: no report of tests/safety/ then goes lost, and one
# ordinary stretch in fifteen is embedded.
_NEAR = -0.4


@dataclass(frozen=True)
class Suspicion:
    """`strength` that a text reports a red flag, likeliest one of `group`: about -1 if it is as ordinary
    as the ordinary examples, about 1 if it is like the reports."""

    text: str
    group: str
    strength: float

    @property
    def share(self) -> float:
        """The strength from 0, ordinary, to 1, a report."""
        return min(max((1 + self.strength) / 2, 0.0), 1.0)


class ReportModel:
    """Says how strongly a text is to be suspected of a report."""

    def __init__(self, model: TopicModel) -> None:
        """Use `fit` or `load`. `model`: its topics are the groups of red flags, and one for the rest."""
        self._model = model
        self._ordinary = model.topics.index(_ORDINARY)
        self._groups = [model.topics.index(group) for group in GROUPS]

    @classmethod
    def fit(
        cls, mixture: Mixture, groups: Sequence[str | None], wordings: list[str], vectors: Vector
    ) -> ReportModel:
        """Return the model of examples: the group that each reports, or None; their words put right;
        and their meanings, of shape (n, 384)."""
        topics = [group or _ORDINARY for group in groups]
        return cls(TopicModel.fit(mixture, wordings, vectors, topics))

    def suspect(self, wording: str, embed: Callable[[str], Vector]) -> list[Suspicion]:
        """Return the suspicion of `wording`, a message as put right, and of its parts, the strongest
        first."""
        parts = cut(wording, split(wording), embed)
        suspicions = self._weigh(parts)
        for place, part in enumerate(parts):
            if not part.sure and suspicions[place].strength > _NEAR:
                [suspicions[place]] = self._weigh([part.made_sure(embed)])
        return sorted(suspicions, key=lambda suspicion: -suspicion.strength)

    def _weigh(self, parts: list[Part]) -> list[Suspicion]:
        meanings = np.stack([part.meaning for part in parts])
        scores, _ = self._model.score([part.text for part in parts], meanings)
        reported = scores[:, self._groups]
        strengths = reported.sum(axis=1) - scores[:, self._ordinary]
        groups = [GROUPS[place] for place in reported.argmax(axis=1)]
        found = zip(parts, groups, strengths.tolist(), strict=True)
        return [Suspicion(part.text, group, strength) for part, group, strength in found]

    def save(self, folder: Path) -> None:
        """Write the model as `TopicModel.save` does."""
        self._model.save(folder)

    @classmethod
    def load(cls, folder: Path) -> ReportModel:
        """Return the model that `save` wrote."""
        return cls(TopicModel.load(folder))
