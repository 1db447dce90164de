"""Words in templates: topics by their titles, strangers' text made safe to read."""

from django import template

from frontdesk.console.improve.topics import current_topics
from frontdesk.conversations.concern import AFTER, NEAR, RAISED
from frontdesk.conversations.intent import RED_FLAG, chances
from frontdesk.conversations.models import Turn
from needlewise.language.normalisation import normalise

register = template.Library()

_WHY = {RAISED: "Red flag", NEAR: "Nearly a red flag", AFTER: "Not answered after one"}
_LONGEST = 4_000  # characters; no message of the patients' API is longer


@register.filter
def topic_title(topic: object) -> str:
    """Return the title of a topic."""
    return current_topics().title(str(topic))


@register.filter
def readable(text: object, longest: int = _LONGEST) -> str:
    """Return a text without controls, and cut where it is endless; escaping stays the template's."""
    plain = normalise(str(text)[: longest * 4])
    if len(plain) <= longest:
        return plain
    return f"{plain[:longest]} … ({len(str(text)) - longest:,} more characters)"


@register.filter
def brief(text: object, longest: int = 100) -> str:
    """Return the beginning of a text, for a list."""
    plain = normalise(str(text)[: longest * 4])
    return plain if len(plain) <= longest else f"{plain[:longest].rstrip()}…"


@register.filter
def why(concern: str) -> str:
    """Return why a turn is a concern."""
    return _WHY.get(concern, concern)


@register.filter
def likeness(turn: Turn) -> float | None:
    """Return how like a report of a red flag a message was, from 0 to 1; None where that was not said."""
    return chances(turn.ranking).get(RED_FLAG)


@register.filter
def percent(share: object) -> str:
    """Return a share from 0 to 1 in per cent, a dash where there is none."""
    return f"{100 * share:.0f}%" if isinstance(share, float) else "–"
