"""The topics that a message can be corrected to, under the titles that staff read."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontdesk.conversations.intent import FALLBACK
from frontdesk.gateway.apps import current_desk
from needlewise.knowledge.library import Library
from needlewise.knowledge.topic import read_topics

# Conversation has no cards. Ids as in topics.md; never the fallback, which is no topic.
_CONVERSATION = {
    "greet": "Greeting",
    "goodbye": "Goodbye",
    "thanks": "Thanks",
    "affirm": "Yes",
    "deny": "No",
    "bot_challenge": "Are you a person?",
    "capabilities": "What can you do?",
    "ask_sources": "Where is this from?",
    "more_detail": "Tell me more",
    "handoff": "Speak to a person",
    "feedback": "An opinion of the assistant",
    "forget_me": "Forget me",
    "out_of_scope": "Something else entirely",
}
_AREAS = {
    "treatment": "The treatment",
    "results": "Does it help",
    "session": "The session",
    "safety": "Safety",
    "choices": "Who and what else",
    "condition": "The condition",
    "self_care": "Looking after yourself",
    "clinic": "The clinic",
}
_OTHER = {FALLBACK: "Not understood"}


@dataclass(frozen=True)
class Topics:
    """`areas`: topics with their titles, area by area, for a list to choose from."""

    areas: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @classmethod
    def load(cls, home: Path, library: Library) -> "Topics":
        """Read the topics of `home`. Raises ContentError or UnknownTopic where the content is unfit."""
        carded = [
            (_AREAS.get(area, area), tuple((one, library.card(one).title) for one in topics))
            for area, topics in read_topics(home / "knowledge/topics.yml").items()
        ]
        return cls((*carded, ("Conversation", tuple(_CONVERSATION.items()))))

    def __contains__(self, topic: object) -> bool:
        return topic in self._titles

    def title(self, topic: str) -> str:
        """Return a topic's title; of what is none, its id in plain words."""
        return self._titles.get(topic) or _OTHER.get(topic) or topic.replace("_", " ")

    @property
    def _titles(self) -> dict[str, str]:
        return _titles(self.areas)


@cache
def _titles(areas: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> dict[str, str]:
    return {topic: title for _, topics in areas for topic, title in topics}


@cache
def current_topics() -> Topics:
    """Return the topics of this process's desk."""
    desk = current_desk()
    return Topics.load(desk.configuration.home, desk.library)
