"""`manage.py retain`: forgets what has been kept long enough."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from frontdesk.conversations.retention import retain


class Command(BaseCommand):
    """Run it every night."""

    help = (
        "Forget patients' own words and old records, as NEEDLEWISE_RAW_HOURS and _RECORD_DAYS say."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget, and say how many."""
        with transaction.atomic():
            done = retain(settings.CONFIGURATION.retention, datetime.now(UTC))
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in sorted(done.items())))
