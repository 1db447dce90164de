"""`manage.py retain`: forgets what has been kept long enough."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from frontdesk.conversations import search
from frontdesk.conversations.retention import Due, retain
from frontdesk.gateway.outbox import put_erasure


class Command(BaseCommand):
    """Run it every night."""

    help = (
        "Forget patients' own words and old records, as NEEDLEWISE_RAW_HOURS and _RECORD_DAYS say; "
        "what is under a legal hold stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --plan."""
        parser.add_argument("--plan", action="store_true", help="only say what would be forgotten")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget, and say how many."""
        due = Due(settings.CONFIGURATION.retention, datetime.now(UTC))
        if options["plan"]:
            self._tell("would be forgotten", due.count())
        else:
            erase = partial(put_erasure, now=due.now.timestamp())
            self._tell("forgotten", retain(due, erase))
            _tidy()
        for hold in due.held().select_related("conversation").order_by("placed_at"):
            since = f"{hold.placed_at:%Y-%m-%d}"
            self.stdout.write(f"held since {since} by {hold.placed_by}: {hold.conversation.name}")

    def _tell(self, what: str, numbers: dict[str, int]) -> None:
        for name, number in numbers.items():
            self.stdout.write(f"{name} {what}: {number}")


def _tidy() -> None:
    while search.purge_a_little():
        pass
    search.checkpoint()
    search.analyse()
