"""Graph component: what the patient names (condition, body part, treatment, severity, duration)."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from needlewise.nlu.wording_repairer import WORDING


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False, model_from="SpacyNLP"
)
class EntityExtractor(GraphComponent, EntityExtractorMixin):
    """Reads the entities off the project's spaCy pipeline, with the pattern's id as the value.

    Rasa's SpacyEntityExtractor keeps the words as typed; a slot needs one value for "lumbago",
    "my bad back" and "lower bck pain". Positions count in the repaired wording.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityExtractor:
        """Return the component; it needs no settings."""
        return cls()

    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        """Add the entities of each message to those it has."""
        for message in messages:
            wording = message.get(WORDING) or message.get(TEXT) or ""
            found = [
                {
                    "entity": span.label_,
                    "value": span.ent_id_ or span.text,
                    "start": span.start_char,
                    "end": span.end_char,
                    "confidence": None,
                }
                for span in model.model(wording).ents
            ]
            entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
