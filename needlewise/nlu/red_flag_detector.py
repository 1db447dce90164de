"""Graph component: a reported emergency comes first, whatever else the message says."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from needlewise.nlu.calibration import Calibration
from needlewise.nlu.report_classifier import RED_FLAG, SUSPICIONS
from needlewise.nlu.report_model import Suspicion
from needlewise.nlu.topic_classifier import QUESTIONS, UNSURE
from needlewise.safety.gate import Gate, load_gate


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagDetector(GraphComponent):
    """Overrules the topics where the gate fires, or where a part is surely like a report.

    Sets the output property `red_flag`: null, or {"group", "by": "gate" or "likeness"}.

    The channel has run the gate already and hands its verdict down in the metadata; a message that
    came another way (a test story, `rasa shell`) is checked here.
    """

    def __init__(self, gate: Gate, calibration: Calibration) -> None:
        self._gate, self._sure = gate, calibration.red_flag_above

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RedFlagDetector:
        """Return the component with the gate's patterns compiled."""
        return cls(load_gate(), Calibration.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `red_flag` on each message, and its intent where one is raised."""
        for message in messages:
            if message.get(TEXT):
                self._set(message)
        return messages

    def _set(self, message: Message) -> None:
        group = self._ask_gate(message)
        verdict = {"group": group, "by": "gate"} if group else self._suspect(message)
        message.set(RED_FLAG, verdict, add_to_output=True)
        if verdict is None:
            self._withdraw(message)
            return
        intent = {"name": RED_FLAG, "confidence": 1.0}
        others = [item for item in message.get(INTENT_RANKING_KEY, []) if item["name"] != RED_FLAG]
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [intent, *others], add_to_output=True)
        message.set(QUESTIONS, [], add_to_output=True)

    def _suspect(self, message: Message) -> dict[str, str] | None:
        """Return the verdict on the part most like a report, of those that the gate does not dismiss."""
        suspicions: list[Suspicion] = message.get(SUSPICIONS, [])
        sure = (part for part in suspicions if part.strength > self._sure)
        told = next((part for part in sure if not self._gate.dismisses(part.text)), None)
        return {"group": told.group, "by": "likeness"} if told else None

    def _ask_gate(self, message: Message) -> str | None:
        metadata = message.get("metadata") or {}
        if RED_FLAG in metadata:
            verdict = metadata[RED_FLAG]
            return verdict["group"] if verdict else None
        flag = self._gate.check(message.get(TEXT))
        return flag.group if flag else None

    @staticmethod
    def _withdraw(message: Message) -> None:
        """A part that only sounds like a report to the classifier is no question either."""
        asked = message.get(QUESTIONS, [])
        left = [item for item in asked if item["topic"] != RED_FLAG]
        if len(left) < len(asked):
            message.set(QUESTIONS, left, add_to_output=True)
            first = left[0] if left else {"topic": UNSURE, "confidence": 0.0}
            intent = {"name": first["topic"], "confidence": first["confidence"]}
            message.set(INTENT, intent, add_to_output=True)
