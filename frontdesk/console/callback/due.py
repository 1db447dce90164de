"""By when a patient is to be called: when they asked for it, as far as that is understood."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from operator import attrgetter

from cryptography.fernet import InvalidToken
from django.conf import settings

from frontdesk.console.callback.hours import DAYS, Hours, clock
from frontdesk.conversations.models import Request
from frontdesk.gateway.apps import current_desk

NEW, TRIED, DONE, DROPPED = "new", "tried", "done", "dropped"
OPEN = (NEW, TRIED)

_SOON = timedelta(hours=4)  # of opening time, where the patient said nothing that we understand
_MOST = 300  # open requests that are looked at
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


@dataclass(frozen=True)
class Call:
    """A patient's request and by when it is to be done."""

    request: Request
    due_at: datetime


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


def hours() -> Hours:
    """Return the clinic's opening hours."""
    return Hours.read(current_desk().library.clinic.hours, settings.CONFIGURATION.time_zone)


def overdue(now: datetime) -> int:
    """Return how many open requests are past their time."""
    return sum(call.due_at < now for call in open_calls())


def open_calls() -> list[Call]:
    """Return what is still to be done, the first due first."""
    found = Request.objects.filter(status__in=OPEN).select_related("turn__conversation")
    open_hours = hours()
    calls = (call_of(request, open_hours) for request in found.order_by("turn")[:_MOST])
    return sorted(calls, key=attrgetter("due_at"))


def call_of(request: Request, hours: Hours) -> Call:
    """Return a request with the moment by which it is to be done."""
    preferred = read(request).get("preferred_time")
    return Call(request, due(request.requested_at, preferred, hours))


def read(request: Request) -> dict[str, str | None]:
    """Return a request's details, none where they can no longer be opened."""
    try:
        details: dict[str, str | None] = current_desk().seal.open(request.details)
    except (InvalidToken, ValueError):
        return {}
    return details


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
