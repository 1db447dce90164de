"""What staff find a conversation by, kept up turn by turn, however long it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from frontdesk.conversations.count import outcome
from frontdesk.conversations.models import NEW, Asked, Conversation
from frontdesk.conversations.table import Table

UNSURE = 0.5  # confidence; below, somebody should look

_KEPT = ("turn_count", "lowest_confidence", "unsure", "red_flag", "handoff", "fallback", "status")
_CONVERSATIONS, _ASKED = Table(Conversation), Table(Asked)


def add(conversation: Conversation, facts: dict[str, Any], at: datetime) -> None:
    """Add a turn's columns to its conversation, which is locked; staff shall look at it again."""
    conversation.turn_count += 1
    conversation.status = NEW
    became = outcome(facts["flags"])
    if became != "answered":
        setattr(conversation, became, True)
    _add_confidence(conversation, facts.get("confidence"))
    _keep(conversation, _KEPT)
    _add_topics(conversation, facts["topics"], at)


def clear(conversation: Conversation) -> None:
    """Forget what the conversation was about."""
    fresh = Conversation()
    for name in (*_KEPT, "feedback"):
        setattr(conversation, name, getattr(fresh, name))
    _keep(conversation, (*_KEPT, "feedback"))
    Asked.objects.filter(conversation=conversation).delete()


def _add_confidence(conversation: Conversation, confidence: float | None) -> None:
    if confidence is None:
        return
    lowest = conversation.lowest_confidence
    conversation.lowest_confidence = confidence if lowest is None else min(lowest, confidence)
    conversation.unsure = conversation.lowest_confidence < UNSURE


def _keep(conversation: Conversation, names: Sequence[str]) -> None:
    changed = {name: getattr(conversation, name) for name in names}
    _CONVERSATIONS.update({"id": conversation.id}, **changed)


def _add_topics(conversation: Conversation, topics: Sequence[str], at: datetime) -> None:
    _ASKED.update({"conversation_id": conversation.id}, last_at=at)
    asked = [Asked(conversation=conversation, topic=topic[:60], last_at=at) for topic in topics]
    Asked.objects.bulk_create(asked, ignore_conflicts=True)
