"""A person's data: all that is kept of one conversation, to hand out or to forget."""

import time
from typing import Any

from cryptography.fernet import InvalidToken

from frontdesk.console.callback import call
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.sealing import Seal
from frontdesk.gateway import outbox
from frontdesk.gateway.forgetting import erase_here

_ECHO = 10.0  # seconds after which a turn that was under way has ended


def words(turn: Turn, seal: Seal) -> str | None:
    """Return what a patient wrote, None where it is kept no longer or no key opens it."""
    if turn.words is None:
        return None
    try:
        return str(seal.open(turn.words))
    except (InvalidToken, ValueError):
        return None


def export(conversation: Conversation, seal: Seal) -> dict[str, Any]:
    """Return all that is kept of a conversation, in the patient's own words while those are kept."""
    turns = conversation.turns.order_by("id").prefetch_related("answers", "requests")
    return {
        "channel": conversation.channel,
        "started_at": conversation.started_at,
        "last_at": conversation.last_at,
        "notice_version": conversation.notice_version,
        "turns": [_turn(turn, seal) for turn in turns],
    }


def _turn(turn: Turn, seal: Seal) -> dict[str, Any]:
    answers = sorted(turn.answers.all(), key=lambda answer: answer.position)
    return {
        "received_at": turn.received_at,
        "answered_at": turn.answered_at,
        "message": words(turn, seal) or turn.redacted_text,
        "understood_as": turn.topics,
        "answers": [
            {"kind": one.kind, "body": one.body, "helpful": one.helpful, "comment": one.comment}
            for one in answers
        ],
        "requests": [
            {"kind": one.kind, "status": one.status, "details": call.read(one)}
            for one in turn.requests.all()
        ],
    }


def erase(conversation: Conversation) -> None:
    """Forget a conversation here now, and at Rasa through the outbox."""
    now = time.time()
    note, was_busy = erase_here(conversation.name, now)
    if was_busy:
        outbox.later(note, now + _ECHO)
