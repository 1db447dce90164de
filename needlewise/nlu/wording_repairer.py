"""Graph component: the message's words put right, for the components after it."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from needlewise.language.spelling import load_common_words
from needlewise.language.wording import Wording, vocabulary

WORDING = "wording"  # message property: the text as understood; the tracker keeps what was typed


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class WordingRepairer(GraphComponent):
    """Learns the vocabulary of the training questions and repairs misspelt words towards it."""

    def __init__(self, storage: ModelStorage, resource: Resource, wording: Wording | None) -> None:
        self._storage, self._resource, self._wording = storage, resource, wording

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordingRepairer:
        """Return a component that has learnt nothing yet."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> WordingRepairer:
        """Return the component as trained."""
        with model_storage.read_from(resource) as folder:
            words = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        return cls(model_storage, resource, Wording(words, load_common_words()))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the vocabulary of all training questions and keep it."""
        common = load_common_words()
        texts = [example.get(TEXT) for example in training_data.intent_examples]
        self._wording = Wording(vocabulary(texts, common), common)
        with self._storage.write_to(self._resource) as folder:
            (folder / "vocabulary.json").write_text(
                json.dumps(self._wording.words), encoding="utf-8"
            )
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Put the words of every training question right."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `wording` on each message that has text."""
        assert self._wording is not None, "trained or loaded before it processes"
        for message in messages:
            if message.get(TEXT):
                wording = self._wording.put_right(message.get(TEXT))
                message.set(WORDING, wording, add_to_output=True)  # entities count in it
        return messages
