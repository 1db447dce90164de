"""A conversation as plain text."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from needlewise.knowledge.library import Library

_WHO = {"patient": "You", "assistant": "Assistant"}


def render(library: Library, said: Iterable[dict[str, Any]]) -> str:
    """Return what was said, each message with its time (UTC) and author, under the pinned notice."""
    head = f"{library.clinic.name}\n\n{library.notices.pinned}\n"
    return "\n".join([head, *(_message(one) for one in said)])


def _message(one: dict[str, Any]) -> str:
    at = datetime.fromisoformat(one["at"])
    return f"[{at:%Y-%m-%d %H:%M} UTC] {_WHO[one['from']]}:\n{one['text']}\n"
