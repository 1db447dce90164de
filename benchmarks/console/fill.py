"""Writes made-up conversations into an empty database, as the desk would have left them."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from benchmarks.console.exchange import ID
from benchmarks.console.rows import Line, Talk, identifier
from frontdesk.conversations.count import OUTCOMES, VOTES, Counted, outcome
from frontdesk.conversations.models import (
    Answer,
    Asked,
    Conversation,
    DailyCount,
    SearchText,
    Turn,
)
from frontdesk.conversations.summary import UNSURE

_BATCH = 20_000  # turns

Rows = dict[type[models.Model], list[dict[str, Any]]]


class Filling:
    """Counts ids up itself, so that nothing has to be read back."""

    def __init__(self) -> None:
        self._draw = random.Random(7)
        self._conversation = self._turn = self._asked = 0
        self._counts: Counter[tuple[Any, ...]] = Counter()

    def fill(self, talks: Iterable[Talk]) -> None:
        """Write all talks and their counts."""
        rows: Rows = {}
        for talk in talks:
            self._add(talk, rows)
            if len(rows[Turn]) >= _BATCH:
                _write(rows)
                rows = {}
        _write(rows)
        _write({DailyCount: self._daily_counts()})
        _synchronise()

    def _add(self, talk: Talk, rows: Rows) -> None:
        self._conversation += 1
        last_at = talk.lines[-1].received_at + timedelta(seconds=talk.lines[-1].seconds)
        last = self._turn + len(talk.lines)
        row = _conversation(self._conversation, last, talk, last_at)
        rows.setdefault(Conversation, []).append(row)
        for topic in {topic for line in talk.lines for topic in line.exchange.topics}:
            self._asked += 1
            rows.setdefault(Asked, []).append(
                {"id": self._asked, "conversation_id": self._conversation, "topic": topic,
                 "last_turn": last}
            )  # fmt: skip
        for line in talk.lines:
            self._add_line(talk, line, rows)

    def _add_line(self, talk: Talk, line: Line, rows: Rows) -> None:
        self._turn += 1
        id = identifier(self._draw)
        turn = _turn(self._turn, self._conversation, identifier(self._draw), line)
        rows.setdefault(Turn, []).append(turn)
        rows.setdefault(Answer, []).append(_answer(id, self._turn, line))
        rows.setdefault(SearchText, []).append(
            {"turn_id": self._turn, "message": line.text, "answer": line.exchange.spoken}
        )
        self._count(talk, line, turn)

    def _count(self, talk: Talk, line: Line, turn: dict[str, Any]) -> None:
        counted = Counted(
            talk.channel, line.received_at, turn["answered_at"], line.exchange.flags,
            line.exchange.topics, turn["answered_by"], turn["model_version"],
        )  # fmt: skip
        day = line.received_at.date()
        for slice in counted.slices():
            key = (day, talk.channel, *slice)
            self._counts[(*key, "turns")] += 1
            self._counts[(*key, outcome(line.exchange.flags))] += 1
            if line.helpful is not None:
                self._counts[(*key, "helpful" if line.helpful else "unhelpful")] += 1

    def _daily_counts(self) -> list[dict[str, Any]]:
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for (*key, name), number in self._counts.items():
            row = found.setdefault(tuple(key), _blank(len(found) + 1, *key))
            row[name] = number
        return list(found.values())


def _blank(id: int, day: Any, channel: str, split: str, part: str) -> dict[str, Any]:
    numbers = dict.fromkeys(("turns", *OUTCOMES, *VOTES), 0)
    return {"id": id, "day": day, "channel": channel, "split": split, "part": part, **numbers}


def _conversation(id: int, last: int, talk: Talk, last_at: datetime) -> dict[str, Any]:
    became = {outcome(line.exchange.flags) for line in talk.lines}
    lowest = min(line.confidence for line in talk.lines)
    votes = {line.helpful for line in talk.lines} - {None}
    return {
        "id": id, "name": talk.name, "channel": talk.channel,
        "started_at": talk.lines[0].received_at, "last_at": last_at, "notice_version": "n1",
        "lease": "", "lease_ends": 0.0, "last_turn": last, "turn_count": len(talk.lines),
        "lowest_confidence": lowest, "unsure": lowest < UNSURE, "red_flag": "red_flag" in became,
        "handoff": "handoff" in became, "fallback": "fallback" in became,
        "feedback": ("unhelpful" if False in votes else "helpful") if votes else "",
        "status": "reviewed" if id % 10 else "new",
    }  # fmt: skip


def _turn(id: int, conversation: int, message: UUID, line: Line) -> dict[str, Any]:
    exchange = line.exchange
    is_flag = exchange.kind == "red_flag"
    ranking = [
        {"name": name, "confidence": line.confidence / place}
        for place, name in enumerate((exchange.topic, "is_it_safe", "does_it_hurt"), 1)
    ]
    answered_at = line.received_at + timedelta(seconds=line.seconds)
    return {
        "id": id, "conversation_id": conversation, "message_id": message, "digest": "0" * 64,
        "words": None, "redacted_text": line.text, "topic": "", "state": "answered",
        "received_at": line.received_at, "answered_at": answered_at, "delivered_at": answered_at,
        "attempts": 0, "next_attempt": 0.0, "answered_by": "gate" if is_flag else "rasa",
        "intent": exchange.topic, "confidence": line.confidence, "ranking": json.dumps(ranking),
        "entities": "[]", "topics": json.dumps(exchange.topics), "flags": json.dumps(exchange.flags),
        "red_flag_group": "cauda_equina" if is_flag else "", "content_version": "c1",
        "model_version": f"m{1 + line.received_at.month // 4}",
    }  # fmt: skip


def _answer(id: UUID, turn: int, line: Line) -> dict[str, Any]:
    exchange = line.exchange
    return {
        "id": id, "turn_id": turn, "position": 0, "kind": exchange.kind,
        "topics": json.dumps(exchange.topics), "citations": exchange.citations,
        "body": exchange.body.replace(ID, str(id), 1), "own": None, "helpful": line.helpful,
        "comment": "", "rated_at": None if line.helpful is None else line.received_at,
    }  # fmt: skip


def _write(rows: Rows) -> None:
    with transaction.atomic():
        for model, found in rows.items():
            _write_rows(model, found)


def _write_rows(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    fields = [field for field in model._meta.concrete_fields if field.attname in rows[0]]
    adapt = [(field.attname, _adapter(field)) for field in fields]
    values = (tuple(change(row[name]) for name, change in adapt) for row in rows)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        marks = ", ".join("?" * len(fields))
        connection.connection.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", values
        )
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for one in values:
            copy.write_row(one)


def _adapter(field: Any) -> Callable[[Any], Any]:
    """Return what makes a column's value of a row's, JSON being text already."""
    if field.get_internal_type() == "WordsField":
        adapt: Callable[[Any], Any] = field.get_prep_value
        return adapt
    if connection.vendor != "sqlite":
        return lambda value: value
    if isinstance(field, models.UUIDField):
        return lambda value: value.hex
    if isinstance(field, models.DateTimeField):
        return lambda value: value and str(value.replace(tzinfo=None))
    return lambda value: value


def _synchronise() -> None:
    """Have PostgreSQL count on from the ids that were written, and both know what is where."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (Conversation, Turn, Asked, DailyCount):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                )
        cursor.execute("ANALYZE")
