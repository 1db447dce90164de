"""Calls that the clinic owes: patients' requests, and by when each is to be done."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from cryptography.fernet import InvalidToken
from django.conf import settings

from frontdesk.console.callback.due import due
from frontdesk.console.callback.hours import Hours
from frontdesk.conversations.models import Request
from frontdesk.gateway.apps import current_desk

NEW, TRIED, DONE, DROPPED = "new", "tried", "done", "dropped"
OPEN = (NEW, TRIED)

_MOST = 300  # open requests that are looked at


@dataclass(frozen=True)
class Call:
    """A patient's request and by when it is to be done."""

    request: Request
    due_at: datetime


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
