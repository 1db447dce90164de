"""Numbers of a slice of turns, added up from the daily counts."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import QuerySet, Sum

from frontdesk.console.measures.period import Period
from frontdesk.conversations.count import LATER, SECONDS
from frontdesk.conversations.models import DailyCount


@dataclass(frozen=True)
class Numbers:
    """How many turns, what became of them, and how patients voted."""

    turns: int = 0
    answered: int = 0
    fallback: int = 0
    handoff: int = 0
    red_flag: int = 0
    helpful: int = 0
    unhelpful: int = 0

    def __add__(self, other: "Numbers") -> "Numbers":
        return Numbers(*(getattr(self, name) + getattr(other, name) for name in NAMES))

    def share(self, name: str) -> float | None:
        """Return the share of turns with an outcome, from 0 to 1; None without turns."""
        number: int = getattr(self, name)
        return number / self.turns if self.turns else None

    @property
    def votes(self) -> int:
        """How many answers were voted on."""
        return self.helpful + self.unhelpful

    @property
    def found_helpful(self) -> float | None:
        """The share of votes that say helpful."""
        return self.helpful / self.votes if self.votes else None


NAMES = tuple(field.name for field in fields(Numbers))
_SUMS = {f"sum_{name}": Sum(name) for name in NAMES}


def by_part(split: str, period: Period, channel: str) -> dict[str, Numbers]:
    """Return the numbers of every part of a split, channels together unless one is named."""
    rows = _counts(split, period, channel).values_list("part").annotate(**_SUMS).order_by("part")
    return {part: Numbers(*numbers) for part, *numbers in rows}


def by_channel(period: Period) -> dict[str, Numbers]:
    """Return the numbers of every channel."""
    rows = _counts("all", period, "").values_list("channel").annotate(**_SUMS).order_by("channel")
    return {channel: Numbers(*numbers) for channel, *numbers in rows}


def by_step(period: Period, channel: str) -> dict[date, Numbers]:
    """Return the numbers of every step of the period, also of those without turns."""
    found = dict.fromkeys(period.steps(), Numbers())
    rows = _counts("all", period, channel).values_list("day").annotate(**_SUMS).order_by("day")
    for day, *numbers in rows:
        found[period.step_of(day)] += Numbers(*numbers)
    return found


def quantile(buckets: dict[str, Numbers], share: float) -> str | None:
    """Return the bound of seconds under which a share of turns was answered; None without turns."""
    bounds: Sequence[str] = [f"{bound:g}" for bound in SECONDS]
    wanted = share * sum(numbers.turns for numbers in buckets.values())
    seen = 0
    for bound in bounds:
        seen += buckets.get(bound, Numbers()).turns
        if seen and seen >= wanted:
            return bound
    return LATER if LATER in buckets else None


def _counts(split: str, period: Period, channel: str) -> QuerySet[DailyCount]:
    found = DailyCount.objects.filter(split=split, day__gte=period.first, day__lte=period.last)
    return found.filter(channel=channel) if channel else found
