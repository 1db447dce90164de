"""A sitting: the time from a member's sign-in to their sign-out, ended by itself when nothing happens."""

import time

from django.conf import settings
from django.http import HttpRequest

_BEGUN, _SEEN = "begun", "seen"
_MINUTE = 60.0
_LONGEST = 12 * 3600.0  # seconds; a working day, whatever happens in it


def begin(request: HttpRequest) -> None:
    """Begin a sitting at a sign-in."""
    request.session[_BEGUN] = request.session[_SEEN] = time.time()


def has_ended(request: HttpRequest) -> bool:
    """Say whether nothing happened for too long; else note that something does."""
    now = time.time()
    begun, seen = request.session.get(_BEGUN, 0.0), request.session.get(_SEEN, 0.0)
    if now - seen > settings.CONFIGURATION.staff_idle_minutes * _MINUTE or now - begun > _LONGEST:
        return True
    if now - seen > _MINUTE:  # seldom, since each note is written to the database
        request.session[_SEEN] = now
    return False
