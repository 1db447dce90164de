"""By when a patient is to be called: when they asked for it, as far as that is understood."""

import re
from datetime import datetime, time, timedelta

from frontdesk.console.callback.hours import DAYS, Hours, clock

_SOON = timedelta(hours=4)  # of opening time, where the patient said nothing that we understand
_PARTS = {"morning": time(12), "lunch": time(14), "afternoon": time(17), "evening": time(20)}
_DAY = re.compile(
    rf"\b(today|tomorrow|{'|'.join(f'{day}|{day[:3]}' for day in DAYS)})\b", re.IGNORECASE
)
_PART = re.compile(rf"\b({'|'.join(_PARTS)})", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:at|after|from|before|by|around)? ?(?P<at>\d{1,2})"
    r"(?:(?:[:.](?P<at_minute>\d\d))|(?= ?[ap]m))(?: ?(?P<at_half>am|pm))?\b",
    re.IGNORECASE,
)


def due(requested_at: datetime, preferred: str | None, hours: Hours) -> datetime:
    """Return by when to call: on the day and by the time that `preferred` names, within opening hours."""
    asked = preferred or ""
    day, when = _day(asked, requested_at, hours), _time(asked)
    if day is None and when is None:
        return hours.after(requested_at, _SOON)
    for ahead in range(8):
        at = (day or requested_at.astimezone(hours.zone)) + timedelta(days=ahead)
        if times := hours.on(at.date()):
            opens, closes = times
            wanted = closes if when is None else datetime.combine(at.date(), when, hours.zone)
            wanted = min(max(wanted, opens), closes)
            if wanted > requested_at:
                return wanted
    return hours.after(requested_at, _SOON)


def _day(asked: str, at: datetime, hours: Hours) -> datetime | None:
    found = _DAY.search(asked)
    if found is None:
        return None
    today, word = at.astimezone(hours.zone), found[1].lower()
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow")
    weekday = next(index for index, day in enumerate(DAYS) if day.startswith(word))
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _time(asked: str) -> time | None:
    if (found := _TIME.search(asked)) is not None:
        return clock(found, "at")
    part = _PART.search(asked)
    return _PARTS[part[1].lower()] if part else None
