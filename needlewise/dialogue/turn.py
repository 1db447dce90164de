"""A turn that is asked for: one patient's message in one conversation, read from a request's body."""

import json
import re
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from typing import Any

from needlewise.dialogue.refusal import Refusal
from needlewise.language.normalisation import normalise

BODY_LIMIT = 32_000  # bytes; the longest text in four-byte characters, and room for the rest
TEXT_LIMIT = 4_000  # characters; the front desk's own limit is lower

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
_FIELDS = frozenset({"conversation", "message_id", "text", "topic", "metadata"})
_METADATA: dict[str, tuple[type, int]] = {
    "locale": (str, 35),
    "channel": (str, 40),
    "new_session": (bool, 0),
}
_COMMAND = re.compile(r"[\s/]+")  # Rasa would take "/t" or "  /t" for an intent and not for words


@dataclass(frozen=True)
class Turn:
    """Exactly one of `text` (what the patient typed, normalised) and `topic` (a button's) is set."""

    conversation: str
    message_id: str
    text: str | None
    topic: str | None
    locale: str | None = None
    channel: str | None = None
    new_session: bool = False

    @property
    def words(self) -> str:
        """What Rasa shall read: words as they are, or a topic as the command that names its intent."""
        return f"/{self.topic}" if self.topic else self.text or ""


def read_turn(body: bytes, topics: Container[str]) -> Turn:
    """Return the turn that a request's body asks for. Raises Refusal (400, 413 or 422)."""
    fields = read_object(body, _FIELDS)
    metadata = _metadata(fields.get("metadata"))
    if ("text" in fields) == ("topic" in fields):
        raise Refusal(400, "text_or_topic", "Send either 'text' or 'topic'.")
    return Turn(
        conversation=read_id(fields, "conversation"),
        message_id=read_id(fields, "message_id"),
        text=_text(fields) if "text" in fields else None,
        topic=_topic(fields, topics) if "topic" in fields else None,
        **metadata,
    )


def read_object(body: bytes, known: Collection[str]) -> dict[str, Any]:
    """Return the JSON object of a request's body, of `known` fields only. Raises Refusal."""
    if len(body) > BODY_LIMIT:
        raise Refusal(413, "too_large", f"The body has more than {BODY_LIMIT} bytes.")
    try:
        fields = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Refusal(400, "not_json", "The body is not JSON in UTF-8.") from None
    if not isinstance(fields, dict):
        raise Refusal(400, "not_an_object", "The body is not a JSON object.")
    if unknown := fields.keys() - set(known):
        raise Refusal(
            422, "unknown_field", f"{len(unknown)} unknown fields; known: {sorted(known)}."
        )
    return fields


def read_id(fields: Mapping[str, Any], name: str) -> str:
    """Return an id: letters, digits and . _ : - only, as the front desk mints them. Raises Refusal."""
    if name not in fields:
        raise Refusal(400, "missing_field", f"'{name}' is missing.")
    value = fields[name]
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Refusal(
            422, "bad_id", f"'{name}' must be 1 to 128 letters, digits, '.', '_', ':' or '-'."
        )
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _text(fields: Mapping[str, Any]) -> str:
    text = fields["text"]
    if not isinstance(text, str):
        raise Refusal(422, "bad_text", "'text' must be a string.")
    if len(text) > TEXT_LIMIT:
        raise Refusal(413, "text_too_long", f"'text' has more than {TEXT_LIMIT} characters.")
    text = normalise(text)
    if not text:
        raise Refusal(422, "empty_text", "'text' is empty.")
    return _COMMAND.sub("", text, count=1) or "?" if _COMMAND.match(text) else text


def _topic(fields: Mapping[str, Any], topics: Container[str]) -> str:
    topic = fields["topic"]
    if not isinstance(topic, str) or topic not in topics:
        raise Refusal(422, "unknown_topic", "'topic' names no topic of this assistant.")
    return topic


def _metadata(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict) or value.keys() - _METADATA.keys():
        raise Refusal(422, "bad_metadata", f"'metadata' must be an object of {sorted(_METADATA)}.")
    for name, entry in value.items():
        kind, limit = _METADATA[name]
        if entry is not None and (
            not isinstance(entry, kind) or (limit and len(str(entry)) > limit)
        ):
            raise Refusal(
                422, "bad_metadata", f"'metadata.{name}' has a wrong type or is too long."
            )
    return {name: entry for name, entry in value.items() if entry is not None}
