"""Forgetting a conversation."""

from django.dispatch import Signal

from frontdesk.conversations import search, summary
from frontdesk.conversations.models import Answer, Conversation, Request, Turn

# Sent with a conversation's id when only the answer to its patient's wish to be forgotten is left.
forgotten = Signal()


def erase(conversation: str) -> None:
    """Remove a conversation and all that hangs on it from this database."""
    turns = Turn.objects.filter(conversation__name=conversation)
    Request.objects.filter(turn__in=turns).delete()
    Answer.objects.filter(turn__in=turns).delete()
    turns.delete()
    Conversation.objects.filter(name=conversation).delete()
    search.note_removal()


def erase_before(turn: Turn) -> None:
    """Remove all but the answers to the turn that asked for it, so that they can still be read; its
    conversation is locked, to be written back."""
    others = Turn.objects.filter(conversation_id=turn.conversation_id).exclude(id=turn.id)
    Request.objects.filter(turn__conversation_id=turn.conversation_id).delete()
    Answer.objects.filter(turn__in=others).delete()
    others.delete()
    search.note_removal()
    summary.clear(turn.conversation)
    turn.redacted_text = ""
    Turn.objects.filter(id=turn.id).update(
        words=None, redacted_text="", entities=[], ranking=[], confidence=None
    )
    forgotten.send(Conversation, conversation=turn.conversation_id)
