"""Buttons: what we offered in a conversation, and nothing else, can be pressed in it."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.conversations.models import Answer
from frontdesk.gateway.name import Names
from frontdesk.gateway.refusal import Refusal


@dataclass(frozen=True)
class Choice:
    """A question that was offered: its title on the button and the topic behind it."""

    title: str
    topic: str


@dataclass(frozen=True)
class Choices:
    """Issues choices; the same topic and title have the same choice throughout a conversation."""

    names: Names

    def issuer(self, conversation: str) -> Callable[[str, str], str]:
        """Return what issues a choice for a topic and its title in this conversation."""
        return lambda topic, title: self.names.choice(conversation, topic, title)


def find_choice(conversation: str, choice: str) -> Choice:
    """Return what a choice stands for in a conversation. Raises Refusal (422) if it was not offered."""
    offered = Answer.objects.filter(turn__conversation__name=conversation, body__contains=choice)
    for body in offered.values_list("body", flat=True)[:5]:
        for one in json.loads(body)["suggestions"]:
            if one.get("choice") == choice:
                return Choice(one["title"], one["topic"])
    raise Refusal(422, "unknown_choice", "'choice' was not offered in this conversation.")
