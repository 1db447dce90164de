"""The answer: one message of the assistant, as every channel, the record and the console see it."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Literal

from needlewise.knowledge.card import Kind as SourceKind

Kind = Literal[
    "answer", "clarification", "not_covered", "out_of_scope", "red_flag", "advice_boundary",
    "handoff", "small_talk", "notice",
]  # fmt: skip
ASK_SOURCES = "ask_sources"  # first of the topics of an answer that only lists its sources
UNDISCLAIMED: frozenset[Kind] = frozenset({"small_talk", "notice"})


@dataclass(frozen=True)
class Claim:
    """A sentence or two, with the numbers of the citations that support it."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """What one topic's card says in this message; `more`: there is more to tell."""

    topic: str
    title: str
    claims: tuple[Claim, ...]
    more: bool = False


@dataclass(frozen=True)
class Citation:
    """Where a claim comes from: a document's passage, public guidance or the clinic's profile.

    `section` is a document's heading, the day on which guidance was read, or the profile's field.
    """

    number: int
    kind: SourceKind
    source: str
    publisher: str
    title: str
    section: str | None = None
    paragraph: int | None = None
    url: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """A question to ask next; the front desk issues the `choice` behind its button."""

    title: str
    choice: str | None = None
    topic: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One message, complete but for `id` and `model_version`, which only the channel knows."""

    id: str | None = None
    kind: Kind
    topics: tuple[str, ...] = ()
    text: str = ""
    parts: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()
    disclaimer: str | None = None
    reviewed_on: date | None = None
    review_due: date | None = None
    suggestions: tuple[Suggestion, ...] = ()
    content_version: str | None = None
    model_version: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON's own types, with every key; days as YYYY-MM-DD."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
