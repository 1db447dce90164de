"""Graph component: the message's words put right, for the components after it."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from needlewise.language.spelling import load_common_words
from needlewise.language.wording import Wording, vocabulary
from needlewise.nlu.learner import Learner

WORDING = "wording"  # message property: the text as understood; the tracker keeps what was typed


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class WordingRepairer(Learner[Wording]):
    """Learns the vocabulary of the training questions and repairs misspelt words towards it."""

    learns = Wording

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the vocabulary of all training questions and keep it."""
        common = load_common_words()
        texts = [example.get(TEXT) for example in training_data.intent_examples]
        return self.keep(Wording(vocabulary(texts, common), common))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Put the words of every training question right."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `wording` on each message that has text."""
        for message in messages:
            if message.get(TEXT):
                wording = self.model.put_right(message.get(TEXT))
                message.set(WORDING, wording, add_to_output=True)  # entities count in it
        return messages
