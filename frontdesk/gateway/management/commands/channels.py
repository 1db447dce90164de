"""`manage.py channels`: the messaging channels, their state and their webhooks."""

import asyncio
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from frontdesk.accounts import Accounts
from frontdesk.gateway.channels import closure
from frontdesk.gateway.channels.caller import Caller
from frontdesk.gateway.channels.directory import KNOWN, open_platforms
from frontdesk.gateway.channels.state import State, read_states
from frontdesk.gateway.outbox import NotSent


class Command(BaseCommand):
    """Without a word more it lists them."""

    help = "List the messaging channels, connect one to its platform, stop or start one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and with which channel or platform."""
        parser.add_argument(
            "do", nargs="?", default="list", choices=["list", "connect", "stop", "start"]
        )
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument(
            "--number", default="", help="connect twilio: the telephone's; messenger: the app's"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Raises CommandError."""
        do, name = options["do"], options["name"]
        accounts: Accounts = settings.CONFIGURATION.accounts
        if do == "connect":
            self.stdout.write(_connect(accounts, name, options["number"]))
        elif do in ("stop", "start"):
            _switch(do, name)
        if do != "connect":
            for state in read_states(accounts):
                self.stdout.write(_line(state))


def _line(state: State) -> str:
    if not state.is_on:
        return f"{state.channel:<10} off       set NEEDLEWISE_{state.platform.upper()}_… in the environment"
    last = f"{state.last_at:%Y-%m-%d %H:%M} UTC" if state.last_at else "none yet"
    return (
        f"{state.channel:<10} {state.word:<8}  {state.webhook}  last message: {last}  "
        f"waiting: {state.waiting}  given up: {state.given_up}"
    )


def _connect(accounts: Accounts, name: str, number: str) -> str:
    async def connect() -> str:
        caller = Caller()
        try:
            platform = open_platforms(accounts, caller)[name]
            return await platform.connect(f"{accounts.url}/webhooks/{name}", number)
        finally:
            await caller.close()

    if name not in KNOWN:
        raise CommandError(f"Connect what? One of {', '.join(KNOWN)}.")
    if name not in accounts.accounts:
        raise CommandError(f"{name} is off. Set its secrets first, see .env.example.")
    try:
        return asyncio.run(connect())
    except NotSent as failure:
        raise CommandError(f"{failure.problem}. See docs/how-to/{name}.md.") from None


def _switch(do: str, name: str) -> None:
    channels = [channel for platform in KNOWN.values() for channel in platform.channels]
    if name not in channels:
        raise CommandError(f"Which channel? One of {', '.join(channels)}.")
    if do == "stop":
        closure.close(name, time.time())
    else:
        closure.open_again(name)
