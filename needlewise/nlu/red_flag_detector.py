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
from needlewise.nlu.topic_classifier import QUESTIONS, RANKED, UNSURE
from needlewise.safety.gate import Gate, load_gate


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagDetector(GraphComponent):
    """Overrules the topics where the gate fires, or where a part is surely like a report.

    Sets the output property `red_flag`: null, or {"group", "by": "gate" or "likeness"}. Where none is
    raised, the intent stands last in the ranking if one nearly was, so that staff look at the message.

    The channel has run the gate already and hands its verdict down in the metadata; a message that
    came another way (a test story, `rasa shell`) is checked here.
    """

    def __init__(self, gate: Gate, calibration: Calibration) -> None:
        self._gate, self._calibration = gate, calibration

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
        group, told = self._ask_gate(message), self._suspect(message)
        verdict = {"group": group, "by": "gate"} if group else None
        if verdict is None and told and told.strength > self._calibration.red_flag_above:
            verdict = {"group": told.group, "by": "likeness"}
        message.set(RED_FLAG, verdict, add_to_output=True)
        if verdict is None:
            self._withdraw(message)
        else:
            message.set(INTENT, _intent(1.0), add_to_output=True)
            message.set(QUESTIONS, [], add_to_output=True)
        self._rank(message, raised=verdict is not None, told=told)

    def _suspect(self, message: Message) -> Suspicion | None:
        """Return the suspicion of the part most like a report, of those that the gate does not dismiss;
        None where no part is near one."""
        suspicions: list[Suspicion] = message.get(SUSPICIONS, [])
        near = (part for part in suspicions if part.strength > self._calibration.red_flag_near)
        return next((part for part in near if not self._gate.dismisses(part.text)), None)

    @staticmethod
    def _rank(message: Message, raised: bool, told: Suspicion | None) -> None:
        """Put the intent first in the ranking where it is raised, last where it nearly is."""
        others = [item for item in message.get(INTENT_RANKING_KEY, []) if item["name"] != RED_FLAG]
        ranking = others
        if raised:
            ranking = [_intent(1.0), *others]
        elif told:
            ranking = [*others[: RANKED - 1], _intent(told.share)]
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

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


def _intent(confidence: float) -> dict[str, object]:
    return {"name": RED_FLAG, "confidence": confidence}
