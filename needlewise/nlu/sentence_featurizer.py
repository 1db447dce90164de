"""Graph component: the meaning of the message as one dense vector."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from needlewise.language.embedding import FOLDER, load_embedding
from needlewise.nlu.wording_repairer import WORDING


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Adds MiniLM's sentence vector of the repaired wording as a dense sentence feature."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._alias = config.get(FEATURIZER_CLASS_ALIAS) or "SentenceFeaturizer"
        self._embedding = load_embedding(config["folder"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`folder`: where the embedding stands."""
        return {"folder": FOLDER, FEATURIZER_CLASS_ALIAS: None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Return the component, its embedding loaded and checked."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vector to every training question."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector, shape (1, 384), to each message that has text."""
        for message in messages:
            if message.get(TEXT):
                vector = self._embedding.embed(message.get(WORDING) or message.get(TEXT))
                message.add_features(
                    Features(vector[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, self._alias)
                )
        return messages


def sentence_vector(message: Message) -> NDArray[np.float32]:
    """Return the vector that the featurizer gave `message`. Raises ValueError without one."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        raise ValueError(
            "A training question has no sentence vector. Put SentenceFeaturizer before what learns from it."
        )
    vector: NDArray[np.float32] = sentence.features[0]
    return vector
