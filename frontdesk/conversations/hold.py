"""Legal holds: a conversation that must not be forgotten while somebody says why."""

from datetime import datetime

from frontdesk.conversations.models import Conversation, Hold


def place(conversation: Conversation, reason: str, by: str, at: datetime) -> Hold:
    """Keep a conversation until the hold is lifted; a later reason replaces an earlier one."""
    placed = {"reason": reason, "placed_by": by, "placed_at": at}
    hold, _ = Hold.objects.update_or_create(conversation=conversation, defaults=placed)
    return hold


def lift(conversation: Conversation) -> None:
    """Let retention have the conversation again."""
    Hold.objects.filter(conversation=conversation).delete()
