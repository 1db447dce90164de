"""Waiting for the journal."""

import time

from frontdesk.conversations.models import Turn


def wait_for_turns(number: int) -> None:
    """Return once so many messages are in the journal."""
    deadline = time.monotonic() + 20
    while Turn.objects.count() < number and time.monotonic() < deadline:
        time.sleep(0.01)
