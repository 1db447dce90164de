"""A patient's message as it comes in, read from a request's body."""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from frontdesk.gateway.refusal import Refusal
from needlewise.language.normalisation import normalise

_CHOICE = re.compile(r"[A-Za-z0-9_-]{22}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Incoming:
    """Exactly one of `text` (normalised, never a command) and `choice` (a button's) is set."""

    id: UUID
    text: str | None = None
    choice: str | None = None


def is_choice(value: str) -> bool:
    """Say whether a value has the form of a choice."""
    return bool(_CHOICE.fullmatch(value))


def read_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object in a request's body. Raises Refusal (400)."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Refusal(400, "not_json", "The body is not JSON in UTF-8.") from None
    if not isinstance(value, dict):
        raise Refusal(400, "not_an_object", "The body is not a JSON object.")
    return value


def read_message(body: bytes, characters: int) -> Incoming:
    """Return the message of a body. Raises Refusal (400, 413 or 422)."""
    fields = read_object(body)
    id = read_id(fields, "id")
    if "text" not in fields and "choice" not in fields:
        raise Refusal(400, "missing_field", "Send 'text' or 'choice'.")
    if "text" in fields and "choice" in fields:
        raise Refusal(422, "text_or_choice", "Send 'text' or 'choice', not both.")
    if "choice" in fields:
        return Incoming(id, choice=_choice(fields["choice"]))
    return Incoming(id, text=read_text(fields, "text", characters))


def read_id(fields: dict[str, Any], name: str) -> UUID:
    """Return an id. Raises Refusal (400 if it is missing, 422 if it is no UUID)."""
    if name not in fields:
        raise Refusal(400, "missing_field", f"'{name}' is missing.")
    value = fields[name]
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise Refusal(422, "bad_id", f"'{name}' must be a UUID, as in RFC 9562.")
    return UUID(value)


def read_text(fields: dict[str, Any], name: str, characters: int) -> str:
    """Return a text, normalised. Raises Refusal (413 if it is too long, 422 if nothing is left)."""
    value = fields[name]
    if not isinstance(value, str):
        raise Refusal(422, "bad_text", f"'{name}' must be a string.")
    text = normalise(value)
    if not text:
        raise Refusal(422, "empty_text", f"'{name}' is empty.")
    if len(text) > characters:
        raise Refusal(413, "too_long", f"'{name}' has more than {characters} characters.")
    return text


def _choice(value: Any) -> str:
    if not isinstance(value, str) or not is_choice(value):
        raise Refusal(422, "unknown_choice", "'choice' was not offered in this conversation.")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
