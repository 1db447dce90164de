"""Numbers in templates."""

from django import template

from frontdesk.console.measures.numbers import Numbers

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """Return a number with its thousands apart."""
    return f"{number:,}"


@register.filter
def signed(number: int) -> str:
    """Return a change with its sign."""
    return f"{number:+,}"


@register.filter
def share(numbers: Numbers, outcome: str) -> str:
    """Return the share of turns with an outcome in per cent; the rare ones with a decimal."""
    found = numbers.share(outcome)
    if found is None:
        return "–"
    return f"{100 * found:.1f}%" if found < 0.1 else f"{100 * found:.0f}%"
