"""Conversations that the assistant handed over, and whose patient left no request."""

from django.db.models import Exists, OuterRef

from frontdesk.conversations.models import NEW, Conversation, Request

_MOST = 20


def handed_over() -> list[Conversation]:
    """Return the newest of those that nobody has reviewed."""
    requests = Request.objects.filter(turn__conversation=OuterRef("pk"))
    found = Conversation.objects.filter(~Exists(requests), handoff=True, status=NEW)
    return list(found.order_by("-last_turn")[:_MOST])
