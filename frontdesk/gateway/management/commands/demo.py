"""`manage.py demo`: fills an empty desk with conversations that scripted patients have with the assistant."""

import asyncio
import random
from argparse import ArgumentParser
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from frontdesk.conversations.models import Conversation
from frontdesk.conversations.retention import Due, retain
from frontdesk.gateway.demo.play import DemoFailed, play
from frontdesk.gateway.demo.script import read_scripts
from frontdesk.gateway.demo.spread import spread
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.outbox import put_erasure
from frontdesk.gateway.rasa import RasaFailed, RasaRefused


class Command(BaseCommand):
    """Only on request, and never among real patients."""

    help = "Have scripted patients talk to the running assistant, to show the console with."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many and how far back."""
        parser.add_argument("--conversations", type=int, default=120)
        parser.add_argument("--days", type=int, default=42, help="spread over so many days")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill. Raises CommandError where that could touch patients, or without the assistant."""
        if settings.CONFIGURATION.public:
            raise CommandError("NEEDLEWISE_PUBLIC is yes: made-up patients have no place here.")
        if Conversation.objects.exists():
            raise CommandError("There are conversations already. Use another NEEDLEWISE_VAR.")
        draw, now = random.Random(2026), datetime.now(UTC)
        try:
            asyncio.run(_play(options["conversations"], draw))
        except (DemoFailed, RasaFailed, RasaRefused) as error:
            raise CommandError(f"{error} Is the assistant running ('make start')?") from None
        spread(options["days"], now, draw)
        retain(
            Due(settings.CONFIGURATION.retention, now), partial(put_erasure, now=now.timestamp())
        )
        self.stdout.write(f"{Conversation.objects.count()} conversations of made-up patients.")


async def _play(number: int, draw: random.Random) -> None:
    desk = Desk.open(settings.CONFIGURATION)
    try:
        checks = await desk.rasa.ready()
        if not all(check.get("ready") for check in checks.values()):
            raise DemoFailed("The assistant is not ready.")
        await play(desk, read_scripts(), number, draw)
    finally:
        await desk.close()
