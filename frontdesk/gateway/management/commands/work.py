"""`manage.py work`: takes over turns that were left behind and sends the outbox, beside the server."""

import asyncio
import signal
from typing import Any

from django.core.management.base import BaseCommand

from frontdesk.gateway.apps import current_desk
from frontdesk.gateway.worker import Worker


class Command(BaseCommand):
    """Works until SIGTERM or Ctrl-C."""

    help = "Take over turns that a crash or an outage left behind, and send the outbox."
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        asyncio.run(_work())


async def _work() -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    desk = current_desk()
    await asyncio.to_thread(desk.warm)
    await Worker(desk).work(stopped)
    await desk.close()
