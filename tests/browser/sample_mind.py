"""What the sample desk says: real cards, chosen by the words of a message, for it understands nothing."""

import re
from pathlib import Path
from typing import Any

from needlewise.answer import red_flag, scope, topic
from needlewise.answer.answer import Answer
from needlewise.answer.compose import say
from needlewise.answer.suggestion import titled
from needlewise.answer.wording import Wording
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library

ROOT = Path(__file__).resolve().parents[2]
COMMON = {"dry", "needling", "is", "the", "what", "does"}
LIKELIEST = ("does_it_hurt", "effectiveness", "is_it_safe")


class Mind:
    """Chooses what to say by the words of a message."""

    def __init__(self) -> None:
        self.clinic = Clinic.load(ROOT / "clinic.yml")
        self.library = Library.load(ROOT / "knowledge", self.clinic)
        self.wording = Wording.load()

    def answer(self, text: str) -> list[Answer]:
        """Return the messages for a patient's text."""
        words = set(re.findall(r"[a-z]+", text.lower()))
        if words & {"breathe", "breath", "chest"}:
            return [red_flag.red_flag(self.library, "lung")]
        if words & {"die", "suicide"}:
            return [red_flag.red_flag(self.library, "self_harm")]
        if words & {"hello", "hi", "thanks"}:
            return [
                say(self.library, "small_talk", ["greet"], "Hello! What would you like to know?")
            ]
        if "person" in words:
            text = f"You can reach us on {self.clinic.phone}. Shall we call you back?"
            return [say(self.library, "handoff", ["handoff"], text)]
        if "should" in words:
            related = topic.Topic(self.library.card("effectiveness"))
            return [topic.advice_boundary(self.library, self.wording, related)]
        if "weather" in words:
            return [scope.out_of_scope(self.library, self.wording)]
        return self._by_title(text, words)

    def _by_title(self, text: str, words: set[str]) -> list[Answer]:
        def fit(name: str) -> int:
            title = self.library.cards[name].title.lower()
            return len(words & set(re.findall(r"[a-z]+", title)) - COMMON)

        best = sorted(self.library.cards, key=fit, reverse=True)
        if not fit(best[0]):
            return [scope.clarification(self.library, self.wording, LIKELIEST)]
        card = self.library.cards[best[0]]
        if not card.claims:
            return [topic.not_covered(self.library, self.wording, card)]
        wanted = [card, self.library.card("effectiveness")] if text.count("?") > 1 else [card]
        return [topic.answer(self.library, self.wording, [topic.Topic(one) for one in wanted])]

    def config(self) -> dict[str, Any]:
        """Return what the widget shows before the first message."""
        notices, line = self.library.notices, self.library.emergency.emergency
        starters = titled(self.library, self.wording.starters)
        return {
            "name": self.clinic.name,
            "greeting": notices.greeting,
            "notice": {"text": notices.pinned, "version": notices.version},
            "disclaimer": notices.disclaimer,
            "emergency": {"text": notices.emergency, "number": line.number},
            "phone": self.clinic.phone,
            "limits": {"characters": 2000},
            "suggestions": [{"title": one.title, "topic": one.topic} for one in starters],
        }
