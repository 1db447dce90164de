"""Graph component: which questions the message asks, each a topic with its confidence."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from needlewise.answer.follow_up import carry_on, noun_of
from needlewise.language.embedding import FOLDER, load_embedding
from needlewise.nlu.calibration import Calibration
from needlewise.nlu.judgement import Judgement
from needlewise.nlu.learner import Learner
from needlewise.nlu.reader import Reader, Reading
from needlewise.nlu.sentence_featurizer import sentence_vector
from needlewise.nlu.topic_model import TopicModel
from needlewise.nlu.wording_repairer import WORDING

QUESTIONS = "questions"  # output property: [{"topic", "text", "confidence", "condition"}], in order
UNSURE = "nlu_fallback"
RANKED = 10  # topics in the ranking


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(Learner[TopicModel], IntentClassifier):
    """Learns the topics of the training questions and reads a message with them."""

    learns = TopicModel

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._embedding = load_embedding(config["folder"])
        self._calibration = Calibration.load()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`folder`: where the sentence embedding stands."""
        return {"folder": FOLDER}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the topics of all training questions and keep the model."""
        examples = training_data.intent_examples
        wordings = [example.get(WORDING) for example in examples]
        vectors = np.stack([sentence_vector(example) for example in examples])
        intents = [example.get(INTENT) for example in examples]
        mixture = self._calibration.mixture
        return self.keep(TopicModel.fit(mixture, wordings, vectors, intents))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and questions on each message that has text and no intent yet."""
        reader = Reader(self.model, self._calibration, self._embedding.embed)
        for message in messages:
            if message.get(WORDING) and not message.get(INTENT):
                told = (message.get("metadata") or {}).get("topic")
                self._set(message, reader.read(message.get(WORDING), noun_of(told)))
        return messages

    def _set(self, message: Message, reading: Reading) -> None:
        asked = [question for question in reading.questions if self._is_sure(question)]
        first = asked[0] if asked else reading.whole
        name = self._scoped(first) if asked else UNSURE
        ranked = sorted(first.chances.items(), key=lambda item: -item[1])
        ranking = [{"name": topic, "confidence": chance} for topic, chance in ranked[:RANKED]]
        intent = {"name": name, "confidence": first.confidence}
        message.set(INTENT, intent, add_to_output=True)
        message.set(
            INTENT_RANKING_KEY, ranking if asked else [intent, *ranking], add_to_output=True
        )
        questions = [self._describe(question, message) for question in asked]
        message.set(QUESTIONS, questions, add_to_output=True)

    def _is_sure(self, question: Judgement) -> bool:
        return (
            question.confidence >= self._calibration.unsure_below
            or self._scoped(question) == "out_of_scope"
        )

    def _scoped(self, question: Judgement) -> str:
        beyond = question.chances.get("out_of_scope", 0.0)
        return "out_of_scope" if beyond > self._calibration.beyond_scope_above else question.topic

    def _describe(self, question: Judgement, message: Message) -> dict[str, Any]:
        named = [
            (entity["start"], entity["value"])
            for entity in message.get(ENTITIES, [])
            if entity["entity"] == "condition" and entity["start"] < question.end
        ]
        condition = named[-1][1] if named else None
        own = bool(named) and named[-1][0] >= question.start
        topic = self._scoped(question)
        return {
            # "What are the symptoms of sciatica, and what causes it?": the second means the first's.
            "topic": topic if own else carry_on(topic, condition),
            "text": message.get(WORDING)[question.start : question.end],
            "confidence": question.confidence,
            "condition": condition,
        }
