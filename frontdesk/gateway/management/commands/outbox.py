"""`manage.py outbox`: what was given up, and sending it again."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from frontdesk.gateway import outbox


class Command(BaseCommand):
    """Without a word more it lists what was given up; the console shows the same."""

    help = "List what could not be sent, or send it again: outbox retry 7, outbox retry all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and with which note."""
        parser.add_argument("do", nargs="?", default="list", choices=["list", "retry"])
        parser.add_argument("which", nargs="?", default="", help="a note's number, or all")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Raises CommandError."""
        if options["do"] == "retry":
            self._retry(options["which"])
            return
        for note in outbox.given_up():
            at = f"{note.given_up_at:%Y-%m-%d %H:%M}"
            self.stdout.write(f"{note.id}  {at} UTC  {note.lane}  {note.problem}")
        self.stdout.write(
            f"{outbox.waiting().count()} waiting, {outbox.given_up().count()} given up"
        )

    def _retry(self, which: str) -> None:
        ids = outbox.given_up().values_list("id", flat=True)
        wanted = list(
            ids if which == "all" else ids.filter(id=int(which) if which.isdigit() else 0)
        )
        if not wanted:
            raise CommandError("No such note was given up. 'manage.py outbox' lists them.")
        for id in reversed(wanted):
            outbox.retry(id, time.time())
        self.stdout.write(f"{len(wanted)} to be sent again")
