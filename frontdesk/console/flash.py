"""What the next page says once: that something was done, and how to undo it."""

from dataclasses import asdict, dataclass, field
from typing import cast

from django.http import HttpRequest

_KEY = "flash"


@dataclass(frozen=True)
class Undo:
    """A form that takes back what was done: `address` gets `fields` by POST."""

    address: str
    fields: dict[str, str] = field(default_factory=dict)


def say(request: HttpRequest, words: str, undo: Undo | None = None) -> None:
    """Have the next page say `words`, with a button to undo it where there is a way."""
    request.session[_KEY] = {"words": words, "undo": asdict(undo) if undo else None}


def take(request: HttpRequest) -> dict[str, object] | None:
    """Return what is to be said, once."""
    session = getattr(request, "session", None)
    if session is None or _KEY not in session:
        return None
    return cast(dict[str, object], session.pop(_KEY))
