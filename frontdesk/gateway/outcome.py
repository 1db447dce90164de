"""How a turn ended: what the patient gets, and what the record says of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontdesk.gateway.rasa import Reply

Message = dict[str, Any]  # an Answer of the contract as JSON
Issue = Callable[[str, str], str]  # topic, title -> choice


@dataclass(frozen=True)
class Outcome:
    """`effects` are what the dialogue wants done outside, `facts` the record's columns."""

    state: str
    messages: Sequence[Message]
    facts: dict[str, Any]
    effects: Sequence[dict[str, Any]] = field(default=())

    @property
    def forgets(self) -> bool:
        """Whether the patient asked to be forgotten."""
        return any(effect.get("kind") == "forget" for effect in self.effects)


def of_reply(reply: Reply, issue: Issue) -> Outcome:
    """Return the outcome of Rasa's reply, a choice behind each of its buttons."""
    first = reply.ranking[0] if reply.ranking else {}
    messages = [offer(message, issue) for message in reply.messages]
    flag = reply.red_flag or {}
    facts = {
        "answered_by": "rasa",
        "intent": str(first.get("name", ""))[:60],
        "confidence": first.get("confidence"),
        "ranking": reply.ranking,
        "entities": reply.entities,
        "red_flag_group": str(flag.get("group") or "")[:40],
        "model_version": reply.model_version[:80],
        **_said(messages),
    }
    return Outcome("answered", messages, facts, reply.effects)


def of_gate(message: Message, group: str) -> Outcome:
    """Return the outcome of a message that the red-flag gate stopped."""
    facts = {
        "answered_by": "gate",
        "intent": "red_flag",
        "confidence": 1.0,
        "red_flag_group": group,
        **_said([message]),
    }
    return Outcome("answered", [message], facts)


def of_refusal(notice: Message) -> Outcome:
    """Return the outcome of a turn that Rasa will never take: a notice, and staff shall look."""
    said = _said([notice])
    return Outcome("refused", [notice], {"answered_by": "desk", **said, "flags": ["refused"]})


def offer(message: Message, issue: Issue) -> Message:
    """Return the message with a choice behind each suggestion that has a topic."""
    suggestions = [
        {**one, "choice": issue(one["topic"], one["title"]) if one.get("topic") else None}
        for one in message["suggestions"]
    ]
    return {**message, "suggestions": suggestions}


def _said(messages: Sequence[Message]) -> dict[str, Any]:
    kinds = {message["kind"] for message in messages}
    flagged = {"red_flag", "clarification", "out_of_scope", "not_covered", "handoff"}
    return {
        "topics": list(dict.fromkeys(_topics(messages))),
        "flags": sorted(kinds & flagged),
        "content_version": str(messages[0].get("content_version") or "")[:40],
    }


def _topics(messages: Iterable[Message]) -> Iterable[str]:
    return (topic for message in messages for topic in message["topics"])
