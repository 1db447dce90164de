"""What staff find a conversation by, kept up turn by turn, however long it is."""

from collections.abc import Sequence
from typing import Any

from frontdesk.conversations.count import outcome
from frontdesk.conversations.models import NEW, WAITING, Asked, Conversation
from frontdesk.conversations.table import Table

UNSURE = 0.5  # confidence; below, somebody should look

# What is kept up of a conversation; whoever has it locked writes it back.
KEPT = (
    "last_turn", "turn_count", "lowest_confidence", "unsure", "red_flag", "handoff", "fallback",
    "feedback", "status",
)  # fmt: skip
_CONVERSATIONS, _ASKED = Table(Conversation), Table(Asked)


def add(conversation: Conversation, turn: int, facts: dict[str, Any]) -> None:
    """Add a turn's columns to its conversation, to be written back; staff shall look at it again."""
    conversation.last_turn = turn
    conversation.turn_count += 1
    conversation.status = NEW
    became = outcome(facts["flags"])
    if became != "answered":
        setattr(conversation, became, True)
    _add_confidence(conversation, facts.get("confidence"))
    _add_topics(conversation, facts["topics"])


def clear(conversation: Conversation) -> None:
    """Forget what the conversation was about, to be written back."""
    fresh = Conversation()
    for name in KEPT:
        setattr(conversation, name, getattr(fresh, name))
    Asked.objects.filter(conversation=conversation).delete()


def rebuild(conversation: Conversation) -> None:
    """Find a locked conversation by what is left of it; what staff made of it stays."""
    status, feedback = conversation.status, conversation.feedback
    clear(conversation)
    for turn in conversation.turns.exclude(state=WAITING).order_by("id"):
        facts = {"flags": turn.flags, "topics": turn.topics, "confidence": turn.confidence}
        add(conversation, turn.id, facts)
    conversation.status, conversation.feedback = status, feedback
    _CONVERSATIONS.keep(conversation, KEPT)


def _add_confidence(conversation: Conversation, confidence: float | None) -> None:
    if confidence is None:
        return
    lowest = conversation.lowest_confidence
    conversation.lowest_confidence = confidence if lowest is None else min(lowest, confidence)
    conversation.unsure = conversation.lowest_confidence < UNSURE


def _add_topics(conversation: Conversation, topics: Sequence[str]) -> None:
    last = conversation.last_turn
    _ASKED.update({"conversation_id": conversation.id}, last_turn=last)
    for topic in topics:
        asked = Asked(conversation=conversation, topic=topic[:60], last_turn=last)
        _ASKED.insert(asked, if_new=True)
