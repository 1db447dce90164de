"""Fields of what platforms send: present and of their kind, or as good as absent."""

from typing import Any


def string(fields: dict[str, Any], name: str) -> str:
    """Return a text that can be stored, without lone surrogates; empty where there is none."""
    value = fields.get(name)
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


def number(fields: dict[str, Any], name: str) -> str:
    """Return a whole number in figures, empty where there is none."""
    value = fields.get(name)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def mapping(fields: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an object, empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def mappings(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list, none where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
