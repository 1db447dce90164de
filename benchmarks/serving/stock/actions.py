"""The stock bot's one action, copied beside its texts and served by the SDK's own server."""

import json
from pathlib import Path
from typing import Any

from rasa_sdk import Action


class ActionAnswer(Action):
    """Says the text of the message's intent, as a first custom action would."""

    def __init__(self) -> None:
        texts = Path(__file__).with_name("texts.json")
        self._texts = json.loads(texts.read_text(encoding="utf-8"))

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        intent = tracker.latest_message["intent"]["name"]
        dispatcher.utter_message(text=self._texts[intent])
        return []
