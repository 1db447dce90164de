"""Concerns: turns that may need care now, put into staff's safety queue as they end."""

from datetime import datetime, timedelta
from typing import Any

from frontdesk.conversations.count import outcome
from frontdesk.conversations.intent import RED_FLAG, chances
from frontdesk.conversations.models import Concern, Turn

RAISED, NEAR, AFTER = "raised", "near", "not_answered"
_STILL = timedelta(hours=24)  # after a concern: how long what is not answered adds to it


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
    if RED_FLAG in chances(facts.get("ranking")):  # it raised none, but was much like a report
        return NEAR
    if became == "fallback" and _was_concerned(turn, at):
        return AFTER
    return None


def _was_concerned(turn: Turn, at: datetime) -> bool:
    earlier = Concern.objects.filter(conversation=turn.conversation, why__in=(RAISED, NEAR))
    return earlier.filter(at__gt=at - _STILL).exists()
