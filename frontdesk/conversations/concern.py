"""Concerns: turns that may need care now, put into staff's safety queue as they end."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from frontdesk.conversations.count import outcome
from frontdesk.conversations.models import Concern, Turn

RAISED, NEAR, AFTER = "raised", "near", "not_answered"
LIKE = 0.1  # confidence from which a message that raised nothing was like a report of a red flag
_STILL = timedelta(hours=24)  # after a concern: how long what is not answered adds to it

_INTENT = "red_flag"


def note(turn: Turn, facts: dict[str, Any], at: datetime) -> Concern | None:
    """Write down why a turn that ended `at` with these columns is a concern; None if it is none."""
    why = _why(turn, facts, at)
    if why is None:
        return None
    concern = Concern(
        turn=turn,
        conversation=turn.conversation,
        why=why,
        group=facts.get("red_flag_group", ""),
        at=at,
    )
    concern.save(force_insert=True)
    return concern


def _why(turn: Turn, facts: dict[str, Any], at: datetime) -> str | None:
    became = outcome(facts["flags"])
    if became == "red_flag":
        return RAISED
    if likeness(facts.get("ranking", ())) >= LIKE:
        return NEAR
    if became == "fallback" and _was_concerned(turn, at):
        return AFTER
    return None


def likeness(ranking: Sequence[dict[str, Any]]) -> float:
    """Return how sure the intent was of a red flag."""
    return max((one["confidence"] for one in ranking if one["name"] == _INTENT), default=0.0)


def _was_concerned(turn: Turn, at: datetime) -> bool:
    earlier = Concern.objects.filter(conversation=turn.conversation, why__in=(RAISED, NEAR))
    return earlier.filter(at__gt=at - _STILL).exists()
