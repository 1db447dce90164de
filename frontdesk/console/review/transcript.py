"""A conversation as its patient saw it, redacted, and what was behind each answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.console.improve.ranking import choices
from frontdesk.conversations.intent import chances
from frontdesk.conversations.models import Answer, Turn

_RANKED, _LEAST = 10, 0.01  # intents that are shown: how many, and how sure


@dataclass(frozen=True)
class Part:
    """A topic's part of an answer: its title and sentences, each with the numbers of its citations."""

    title: str
    claims: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Said:
    """An answer as it was shown. `is_broken`: its record cannot be read, so only `text` tells of it."""

    row: Answer
    text: str
    parts: tuple[Part, ...]
    sources: tuple[tuple[str, str], ...]  # number, where
    suggestions: tuple[str, ...]
    is_broken: bool = False


@dataclass(frozen=True)
class Exchange:
    """One turn: what the patient wrote or pressed, and all that was said to it."""

    turn: Turn
    answers: tuple[Said, ...]
    ranking: tuple[tuple[str, float], ...]
    choices: tuple[str, ...]  # topics that the message may ask about
    seconds: float | None


def read(turns: Sequence[Turn]) -> list[Exchange]:
    """Return turns as they are shown; their `answers` should be prefetched."""
    return [_exchange(turn) for turn in turns]


def _exchange(turn: Turn) -> Exchange:
    answers = sorted(turn.answers.all(), key=lambda answer: answer.position)
    waited = (turn.answered_at - turn.received_at).total_seconds() if turn.answered_at else None
    ranked = [one for one in chances(turn.ranking).items() if one[1] >= _LEAST][:_RANKED]
    return Exchange(turn, tuple(map(_said, answers)), tuple(ranked), choices([turn]), waited)


def _said(row: Answer) -> Said:
    try:
        body = json.loads(row.body)
        return Said(
            row=row,
            text=str(body["text"]),
            parts=tuple(map(_part, body["parts"])),
            sources=tuple(map(_source, body["citations"])),
            suggestions=tuple(str(one["title"]) for one in body["suggestions"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Said(row, row.body, (), (), (), is_broken=True)


def _part(part: dict[str, Any]) -> Part:
    claims = ((str(one["text"]), tuple(map(str, one["citations"]))) for one in part["claims"])
    return Part(str(part["title"]), tuple(claims))


def _source(citation: dict[str, Any]) -> tuple[str, str]:
    where = [citation.get(name) for name in ("publisher", "title", "section")]
    paragraph = citation.get("paragraph")
    told = ", ".join(str(one) for one in where if one)
    return str(citation["number"]), f"{told}, paragraph {paragraph}" if paragraph else told
