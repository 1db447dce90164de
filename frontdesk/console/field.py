"""What the fields of forms and addresses hold."""

from collections.abc import Iterable

_FIGURES = 18  # of an id; both databases count to a little more


def row_id(value: str) -> int | None:
    """Return the row's id that a field names, None where it names none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _FIGURES else None


def row_ids(values: Iterable[str]) -> list[int]:
    """Return the ids among the values of fields."""
    return [id for value in values if (id := row_id(value)) is not None]


def one_line(text: str) -> str:
    """Return a text on one line, a blank between words."""
    return " ".join(text.split())
