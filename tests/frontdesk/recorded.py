"""Turns as the record keeps them, without anybody having to say them."""

import json
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdesk.conversations import ledger
from frontdesk.conversations.models import Answer, Conversation, Turn

CLARIFIED = {"flags": ["clarification"], "topics": [], "confidence": 0.3}
UNSURE = {"flags": [], "topics": ["aftercare"], "confidence": 0.4}


def conversation(channel: str = "web") -> Conversation:
    """Return a new conversation."""
    now = timezone.now()
    return Conversation.objects.create(
        name=f"{channel}:{uuid.uuid4().hex}", channel=channel, started_at=now, last_at=now
    )


def turn(text: str, of: Conversation | None = None, **facts: Any) -> Turn:
    """Return a turn that has ended; `facts` are the record's columns, by default a sure answer."""
    of, now = of or conversation(), timezone.now()
    columns = {
        "answered_by": "rasa", "intent": "does_it_hurt", "confidence": 0.95, "topics": ["does_it_hurt"],
        "flags": [], "model_version": "m1", "content_version": "c1",
        "ranking": [{"name": "does_it_hurt", "confidence": 0.95}, {"name": "needles", "confidence": 0.02}],
        **facts,
    }  # fmt: skip
    made = Turn.objects.create(
        conversation=of, message_id=uuid.uuid4(), digest="", redacted_text=text, state="answered",
        received_at=now, answered_at=now, **columns,
    )  # fmt: skip
    answer = _answer(made, columns["flags"])
    ledger.add(made, columns, [answer], now)
    of.save()
    return made


def rate(answered: Turn, helpful: bool, comment: str = "") -> None:
    """Vote on a turn's answer."""
    answer = answered.answers.get()
    with transaction.atomic():
        ledger.rate(answered.conversation.name, answer.id, helpful, comment, timezone.now())


def _answer(made: Turn, flags: list[str]) -> Answer:
    part = {
        "topic": "does_it_hurt", "title": "Does dry needling hurt?", "more": False,
        "claims": [{"text": "A little.", "citations": [1]}],
    }  # fmt: skip
    source = {
        "number": 1,
        "publisher": "Roar",
        "title": "Sciatica",
        "section": "Pain",
        "paragraph": 1,
    }
    body = {"text": "A little.", "parts": [part], "citations": [source], "suggestions": []}
    return Answer.objects.create(
        id=uuid.uuid4(), turn=made, position=0, kind=flags[0] if flags else "answer",
        body=json.dumps(body),
    )  # fmt: skip
