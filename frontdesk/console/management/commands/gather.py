"""`manage.py gather`: what the worker does by itself, now: messages that the assistant failed at, grouped."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand

from frontdesk.console.improve.candidate import Candidate, Group
from frontdesk.console.improve.gathering import gather
from frontdesk.gateway.apps import current_desk


class Command(BaseCommand):
    """Gathers once."""

    help = "Find messages that the assistant failed at and group them by likeness."
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        """Gather."""
        asyncio.run(_gather())
        found = Candidate.objects.filter(is_open=True).count()
        groups = Group.objects.filter(candidates__is_open=True).distinct()
        self.stdout.write(f"{found} messages to look at in {groups.count()} groups.")
        if groups.filter(by_words=True).exists():
            self.stdout.write(
                "Some are grouped by their words alone, because Rasa does not answer."
            )


async def _gather() -> None:
    desk = current_desk()
    while await gather(desk):
        pass
    await desk.close()
