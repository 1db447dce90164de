"""What the console's browser tests look at: conversations, concerns, call-backs, marks, an account."""

import json
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from frontdesk.console.improve.candidate import Candidate, Group
from frontdesk.console.improve.correction import Correction
from frontdesk.console.member import Member, Role
from frontdesk.console.review.mark import Note, Tag
from frontdesk.conversations.models import Answer, Concern, Conversation, Request, Turn
from frontdesk.gateway.apps import current_desk
from frontdesk.gateway.models import Outgoing

TEXTS = (
    "I can't catch my breath since yesterday's needling",
    "both my legs feel numb and I can't feel it when I wipe",
    "since the session my foot drags a bit, is that normal?",
)
WHY = (("raised", "lung"), ("raised", "cauda_equina"), ("near", ""))


def fill(texts: Sequence[str] = TEXTS) -> Conversation:
    """Write a conversation for each text, the text in every field that a stranger can reach."""
    for number, text in enumerate(texts):
        conversation = _conversation(number, text)
    Member.objects.enrol(
        f"{uuid.uuid4().hex}@clinic.example", texts[0][:80], Role.REVIEWER, "x" * 14
    )
    Outgoing.objects.create(
        kind="email", lane="email", conversation="", created_at=timezone.now(), attempts=3,
        problem=texts[0][:80], given_up_at=timezone.now(),
    )  # fmt: skip
    return conversation


def _conversation(number: int, text: str) -> Conversation:
    at = timezone.now() - timedelta(minutes=14 + 90 * number)
    conversation = Conversation.objects.create(
        name=uuid.uuid4().hex, channel="web", started_at=at, last_at=at, notice_version="1",
        red_flag=True, turn_count=1, lowest_confidence=0.4,
    )  # fmt: skip
    turn = _turn(conversation, text, at)
    conversation.last_turn = turn.id
    conversation.save(update_fields=["last_turn"])
    why, group = WHY[number % 3]
    Concern.objects.create(turn=turn, conversation=conversation, why=why, group=group, at=at)
    details = {"name": text, "phone": text, "email": text, "preferred_time": text}
    Request.objects.create(
        id=uuid.uuid4(), turn=turn, kind=("callback", "booking")[number % 2], topic=text[:60],
        details=current_desk().seal.close(details), requested_at=at,
    )  # fmt: skip
    _mark(turn, text, number)
    return conversation


def _mark(turn: Turn, text: str, number: int) -> None:
    """Put on the turn what staff put there, and list it among what is to be improved."""
    reason = ("unhelpful", "beyond", "unsure", "not_covered")[number % 4]
    group = Group.objects.create(meaning=bytes(384))
    Candidate.objects.create(turn=turn, group=group, reason=reason, understood=text[:60])
    Tag.objects.create(conversation=turn.conversation, word=text[:40])
    Note.objects.create(
        conversation=turn.conversation, text=text, written_at=turn.received_at, written_by=text[:80]
    )
    Correction.objects.create(
        turn=turn, verdict=("topic", "gap")[number % 2], topic=text[:60], understood=text[:60],
        text=text, reason=text[:200], made_at=turn.received_at, made_by=text[:80], bulk=uuid.uuid4(),
    )  # fmt: skip


def _turn(conversation: Conversation, text: str, at: Any) -> Turn:
    turn = Turn.objects.create(
        conversation=conversation, message_id=uuid.uuid4(), digest="", redacted_text=text,
        words=current_desk().seal.close(text), state="answered", received_at=at, answered_at=at,
        intent=text[:60], confidence=0.4, topics=[text[:60]], flags=["red_flag"],
        ranking=[{"name": text, "confidence": 0.4}], entities=[{"entity": text, "value": text}],
        model_version=text[:80], content_version=text[:40],
    )  # fmt: skip
    body = {
        "text": text, "disclaimer": text, "topics": [text], "kind": "answer",
        "parts": [{"topic": text, "title": text, "claims": [{"text": text, "citations": [1]}]}],
        "citations": [{
            "number": 1, "kind": "document", "source": text, "publisher": text, "title": text,
            "section": text, "paragraph": 1, "url": f"javascript:{text}",
        }],
        "suggestions": [{"title": text, "choice": None, "topic": text}],
    }  # fmt: skip
    Answer.objects.create(
        id=uuid.uuid4(), turn=turn, position=0, kind="answer", body=json.dumps(body), helpful=False,
        comment=text,
    )  # fmt: skip
    return turn
