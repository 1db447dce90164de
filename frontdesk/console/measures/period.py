"""The period that measures are read for, as the address names it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils.timezone import make_aware

LENGTHS = {7: "7 days", 30: "30 days", 91: "13 weeks", 365: "1 year"}
_LENGTH = 30  # days, where the address says nothing
_WEEKS_FROM, _MONTHS_FROM = 63, 370  # days; longer ones are drawn by week, then by month
_EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True)
class Period:
    """From the `first` to the `last` day, both included."""

    first: date
    last: date

    @classmethod
    def read(cls, query: Mapping[str, str], today: date) -> "Period":
        """Return the period of `?from=…&to=…`; what is missing or no day is made up for."""
        last = min(max(_day(query.get("to", "")) or today, _EARLIEST), today)
        first = _day(query.get("from", "")) or last - timedelta(days=_LENGTH - 1)
        return cls(max(min(first, last), _EARLIEST), last)

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """The one before it, as long."""
        length = timedelta(days=self.days)
        return Period(max(self.first - length, _EARLIEST), self.first - timedelta(days=1))

    @property
    def step(self) -> str:
        """How it is drawn: by day, week or month."""
        if self.days >= _MONTHS_FROM:
            return "month"
        return "week" if self.days >= _WEEKS_FROM else "day"

    def steps(self) -> list[date]:
        """Return the first day of every step."""
        found = dict.fromkeys(
            self.step_of(self.first + timedelta(days=number)) for number in range(self.days)
        )
        return list(found)

    def step_of(self, day: date) -> date:
        """Return the first day of the step that a day is in, cut at the period's beginning."""
        if self.step == "month":
            begins = day.replace(day=1)
        elif self.step == "week":
            begins = day - timedelta(days=day.weekday())
        else:
            begins = day
        return max(begins, self.first)

    def query(self) -> str:
        """Return it as an address has it."""
        return urlencode({"from": self.first.isoformat(), "to": self.last.isoformat()})


def recent(days: int, today: date) -> Period:
    """Return the last `days` days."""
    return Period(today - timedelta(days=days - 1), today)


def beginning(day: date) -> datetime:
    """Return when a day begins at the clinic."""
    return make_aware(datetime.combine(day, time.min))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
