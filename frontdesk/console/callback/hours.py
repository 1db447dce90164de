"""When the clinic is open, read from the sentence in its profile."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = rf"(?P<{{}}>{'|'.join(DAYS)})s?"
_CLOCK = r"(?P<{0}>\d{{1,2}})(?:[:.](?P<{0}_minute>\d\d))? ?(?P<{0}_half>am|pm)?"
_OPEN = re.compile(
    rf"{_DAY.format('first')}(?: ?(?:to|-|–) ?{_DAY.format('last')})?,? (?:from )?"
    rf"{_CLOCK.format('opens')} ?(?:to|-|–|until) ?{_CLOCK.format('closes')}",
    re.IGNORECASE,
)
_USUAL = {day: (time(9), time(17)) for day in range(5)}
_LONGEST = 60  # days without an open hour, after which a due time no longer waits for one


@dataclass(frozen=True)
class Hours:
    """`days`: opening and closing time by weekday, Monday 0; a day that is not there is closed."""

    days: dict[int, tuple[time, time]]
    zone: ZoneInfo

    @classmethod
    def read(cls, sentence: str | None, zone: str) -> "Hours":
        """Return what a sentence says; Monday to Friday from 9 to 5 where none can be understood."""
        found = {
            day: times for match in _OPEN.finditer(sentence or "") for day, times in _days(match)
        }
        return cls(found or _USUAL, ZoneInfo(zone))

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return when the clinic opens and closes on a day, None if it does not."""
        times = self.days.get(day.weekday())
        if times is None:
            return None
        return tuple(datetime.combine(day, one, self.zone) for one in times)  # type: ignore[return-value]

    def after(self, at: datetime, open_for: timedelta) -> datetime:
        """Return the moment by which the clinic has been open for so long since `at`."""
        day, left = at.astimezone(self.zone).date(), open_for
        for ahead in range(_LONGEST):
            if times := self.on(day + timedelta(days=ahead)):
                opens, closes = max(times[0], at), times[1]
                if opens < closes and opens + left <= closes:
                    return opens + left
                left -= max(closes - opens, timedelta())
        return at + timedelta(days=_LONGEST)


def _days(match: re.Match[str]) -> Iterator[tuple[int, tuple[time, time]]]:
    opens, closes = clock(match, "opens"), clock(match, "closes")
    first = DAYS.index(match["first"].lower())
    last = DAYS.index((match["last"] or match["first"]).lower())
    if opens and closes and opens < closes:
        for ahead in range((last - first) % 7 + 1):
            yield (first + ahead) % 7, (opens, closes)


def clock(match: re.Match[str], name: str) -> time | None:
    """Return the time of day in a match's groups `name`, `name`_minute, `name`_half."""
    hour, minute = int(match[name]), int(match[f"{name}_minute"] or 0)
    half = (match[f"{name}_half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
