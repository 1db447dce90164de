"""Writing and reading the record: what was said in a turn."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from frontdesk.conversations import search
from frontdesk.conversations.models import Answer, Request, Turn
from frontdesk.conversations.redaction import remove
from frontdesk.conversations.sealing import Seal
from frontdesk.conversations.table import Table

_ANSWERS = Table(Answer)
_DETAILS = ("name", "phone", "email")

Redact = Callable[[str], str]


class Record:
    """`redact` makes a text fit for staff, `seal` keeps what the patient alone may have again."""

    def __init__(self, redact: Redact, seal: Seal) -> None:
        self._redact = redact
        self._seal = seal

    def draft(self, messages: Sequence[dict[str, Any]]) -> list[Answer]:
        """Return the rows of a turn's answers, not saved and of no turn yet."""
        return [self._answer(position, message) for position, message in enumerate(messages)]

    def draft_requests(self, effects: Iterable[dict[str, Any]]) -> list[Request]:
        """Return the rows of the call-backs and bookings that a turn asked for, their details sealed."""
        return [
            Request(
                id=UUID(str(effect["id"])),
                kind=str(effect["kind"])[:20],
                topic=str(effect.get("topic") or "")[:60],
                details=self._seal.close(effect),
            )
            for effect in effects
            if effect.get("kind") in ("callback", "booking")
        ]

    def redact_again(self, turn: Turn) -> str:
        """Return a turn's text fit for staff, from the patient's own words."""
        return self._redact(self._seal.open(turn.words)) if turn.words is not None else ""

    def read(self, answer: Answer) -> dict[str, Any]:
        """Return an answer as the patient got it; redacted once the patient's own copy has gone."""
        message: dict[str, Any]
        message = json.loads(answer.body) if answer.own is None else self._seal.open(answer.own)
        return message

    def answers(self, turn: int) -> list[dict[str, Any]]:
        """Return what a turn was answered with, empty where it was not yet."""
        return [self.read(row) for row in Answer.objects.filter(turn_id=turn).order_by("position")]

    def _answer(self, position: int, message: dict[str, Any]) -> Answer:
        fit = message if message["parts"] else {**message, "text": self._redact(message["text"])}
        return Answer(
            id=UUID(message["id"]),
            position=position,
            kind=message["kind"],
            topics=message["topics"],
            citations=message["citations"],
            body=json.dumps(fit, ensure_ascii=False),
            own=None if fit == message else self._seal.close(message),
        )


def remove_details(turn: Turn, effects: Iterable[dict[str, Any]]) -> None:
    """Take what a request named (name, phone, e-mail) out of what staff read: of `turn`, which is not
    written yet, and of those before it."""
    known = [str(effect[field]) for effect in effects for field in _DETAILS if effect.get(field)]
    if not known:
        return
    turn.redacted_text = remove(turn.redacted_text, known)
    for earlier in Turn.objects.filter(conversation_id=turn.conversation_id).exclude(id=turn.id):
        text = remove(earlier.redacted_text, known)
        if text != earlier.redacted_text:
            Turn.objects.filter(id=earlier.id).update(redacted_text=text)
            search.replace(earlier.id, text)


def write(turn: Turn, answers: list[Answer], requests: list[Request], at: datetime) -> None:
    """Keep a turn's answers, and each of its requests once."""
    for answer in answers:
        answer.turn = turn
        _ANSWERS.insert(answer)
    for request in requests:
        request.turn, request.requested_at = turn, at
    Request.objects.bulk_create(requests, ignore_conflicts=True)
