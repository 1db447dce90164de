"""Taking conversations out: a turn a row, redacted, as CSV or as lines of JSON."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from frontdesk.conversations.models import Answer, Turn

BATCH = 500  # turns that are read at a time
COLUMNS = (
    "conversation", "channel", "turn", "received_at", "answered_at", "message", "intent",
    "confidence", "topics", "flags", "answered_by", "content_version", "model_version", "answers",
)  # fmt: skip


def of_conversation(id: int) -> QuerySet[Turn]:
    """Return all turns of a conversation."""
    return Turn.objects.filter(conversation=id)


def of_period(begin: datetime, end: datetime, channel: str = "") -> QuerySet[Turn]:
    """Return the turns received from `begin` on and before `end`, of one channel or of all."""
    found = Turn.objects.filter(received_at__gte=begin, received_at__lt=end)
    return found.filter(conversation__channel=channel) if channel else found


def batch(turns: QuerySet[Turn], after: int) -> list[dict[str, Any]]:
    """Return the next rows with a turn's id beyond `after`, in the order of ids."""
    found = turns.filter(id__gt=after).select_related("conversation").prefetch_related("answers")
    return [_row(turn) for turn in found.order_by("id")[:BATCH]]


def json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield each row as a line of JSON."""
    return (f"{json.dumps(row, ensure_ascii=False, default=str)}\n" for row in rows)


def cells(row: dict[str, Any]) -> list[Any]:
    """Return a row's columns, lists as text."""
    answers = row["answers"]
    return [
        *(_flat(row[name]) for name in COLUMNS[:-1]),
        "\n\n".join(answer["text"] for answer in answers),
        *(_votes(answers, name) for name in ("helpful", "comment")),
    ]


def _row(turn: Turn) -> dict[str, Any]:
    row = {name: getattr(turn, name) for name in COLUMNS[5:-1] if name != "message"}
    answers = sorted(turn.answers.all(), key=lambda answer: answer.position)
    conversation = turn.conversation
    return {
        "conversation": conversation.id, "channel": conversation.channel, "turn": turn.id,
        "received_at": turn.received_at.isoformat(),
        "answered_at": turn.answered_at and turn.answered_at.isoformat(),
        "message": turn.redacted_text, **row, "answers": [_answer(one) for one in answers],
    }  # fmt: skip


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "kind": answer.kind, "topics": answer.topics, "text": _text(answer),
        "citations": answer.citations, "helpful": answer.helpful, "comment": answer.comment,
    }  # fmt: skip


def _text(answer: Answer) -> str:
    """Return what an answer said; of a record that cannot be read, all of it."""
    try:
        return str(json.loads(answer.body)["text"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return answer.body


def _flat(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _votes(answers: list[dict[str, Any]], name: str) -> str:
    return ", ".join(str(one[name]) for one in answers if one[name] not in (None, ""))
