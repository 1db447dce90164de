"""Spans of time and slugs, in templates."""

from datetime import datetime, timedelta

from django import template

register = template.Library()

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


@register.filter
def lasting(span: timedelta | None) -> str:
    """Return a span in its largest unit, as in '3 hours'; empty for None."""
    if span is None:
        return ""
    seconds = abs(span.total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            number = round(seconds / size)
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "under a minute"


@register.filter
def ago(at: datetime, other: datetime) -> str:
    """Return how far two moments are apart."""
    return lasting(other - at)


@register.filter
def plain(slug: object) -> str:
    """Return a slug as words, with a capital: 'cauda_equina' as 'Cauda equina'."""
    words = str(slug).replace("_", " ")
    return words[:1].upper() + words[1:]
