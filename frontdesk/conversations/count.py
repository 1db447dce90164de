"""Daily counts: what happened, of whatever kind, without anybody in it. They outlive the records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localtime

from frontdesk.conversations.models import DailyCount

FALLBACKS = frozenset({"clarification", "not_covered", "out_of_scope", "refused"})
OUTCOMES = ("answered", "fallback", "handoff", "red_flag")
VOTES = ("helpful", "unhelpful")
SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)  # to an answer; beyond: LATER
LATER = "later"

_KEY = ("day", "channel", "split", "part")
_NUMBERS = ("turns", *OUTCOMES, *VOTES)
_TABLE = DailyCount._meta.db_table


def channels() -> list[str]:
    """Return the channels on which patients ever wrote."""
    known = DailyCount.objects.filter(split="all").values_list("channel", flat=True)
    return sorted(known.distinct())


def outcome(flags: Sequence[str]) -> str:
    """Return what became of a turn, one of OUTCOMES, by what its answers were."""
    if "red_flag" in flags:
        return "red_flag"
    if "handoff" in flags:
        return "handoff"
    return "answered" if FALLBACKS.isdisjoint(flags) else "fallback"


@dataclass(frozen=True)
class Counted:
    """What counts of a turn."""

    channel: str
    received_at: datetime
    answered_at: datetime
    flags: Sequence[str]
    topics: Sequence[str]
    answered_by: str
    model_version: str

    def slices(self) -> Iterator[tuple[str, str]]:
        """Yield every split of the day with the part that this turn belongs to, in a fixed order."""
        yield "all", ""
        yield "answered_by", self.answered_by
        yield "hour", f"{localtime(self.received_at).hour:02}"
        yield "model", self.model_version
        yield "seconds", bucket((self.answered_at - self.received_at).total_seconds())
        yield from (("topic", topic[:80]) for topic in sorted(set(self.topics)))


def bucket(seconds: float) -> str:
    """Return the part of the split `seconds`: the bound under which an answer came."""
    return next((f"{bound:g}" for bound in SECONDS if seconds <= bound), LATER)


def add(turn: Counted) -> None:
    """Count a turn that has ended."""
    _add(turn, {"turns": 1, outcome(turn.flags): 1})


def vote(turn: Counted, votes: dict[str, int]) -> None:
    """Count what a patient thinks of a turn's answer, on the turn's day; below 0 takes a vote back."""
    _add(turn, votes)


def _add(turn: Counted, numbers: dict[str, int]) -> None:
    """Add to the turn's slices; always in the same order, so that two turns never wait for each other."""
    day = localtime(turn.received_at).date()
    counted = [numbers.get(name, 0) for name in _NUMBERS]
    rows: list[list[Any]] = [[day, turn.channel, *slice, *counted] for slice in turn.slices()]
    row = f"({', '.join(['%s'] * len(rows[0]))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_TABLE} ({', '.join((*_KEY, *_NUMBERS))}) "
            f"VALUES {', '.join([row] * len(rows))} "
            f"ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET "
            + ", ".join(f"{name} = {_TABLE}.{name} + excluded.{name}" for name in _NUMBERS),
            [value for one in rows for value in one],
        )
