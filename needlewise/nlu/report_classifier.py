"""Graph component: which parts of the message are like reports of a red flag, and how much."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from needlewise.language.embedding import FOLDER, load_embedding, sha256
from needlewise.language.question import trim
from needlewise.language.wording import plain
from needlewise.nlu.calibration import Calibration
from needlewise.nlu.learner import Learner
from needlewise.nlu.report_model import ReportModel
from needlewise.nlu.sentence_featurizer import sentence_vector
from needlewise.nlu.wording_repairer import WORDING
from needlewise.safety.example import EXAMPLES, load_examples

SUSPICIONS = (
    "suspicions"  # message property, not in the output: a Suspicion of each part, strongest first
)
RED_FLAG = "red_flag"  # the intent
_EACH = 4  # every fourth of the training questions will do for what is ordinary


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ReportClassifier(Learner[ReportModel]):
    """Learns from the examples of reports beside the training questions, and suspects messages."""

    learns = ReportModel

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._embed = load_embedding(config["folder"]).embed

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`folder`: where the sentence embedding stands; `examples`: the file of reports."""
        return {"folder": FOLDER, "examples": EXAMPLES}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Return the digest of the examples: Rasa would not notice that they changed."""
        return sha256(Path(config.get("examples", EXAMPLES)))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the examples of reports, and what is ordinary from the training questions too."""
        asked = [
            question
            for question in training_data.intent_examples
            if question.get(INTENT) != RED_FLAG
        ][::_EACH]
        examples = load_examples(Path(self._config["examples"]))
        told = [trim(plain(example.text)) for example in examples]
        model = ReportModel.fit(
            Calibration.load().mixture,
            [example.group for example in examples] + [None] * len(asked),
            told + [question.get(WORDING) for question in asked],
            np.stack([*map(self._embed, told), *map(sentence_vector, asked)]),
        )
        return self.keep(model)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the suspicions on each message that has text."""
        for message in messages:
            if message.get(WORDING):
                message.set(SUSPICIONS, self.model.suspect(message.get(WORDING), self._embed))
        return messages
