"""The state of every channel, for the operator and for staff."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from frontdesk.accounts import Accounts
from frontdesk.conversations.models import Conversation
from frontdesk.gateway import outbox
from frontdesk.gateway.channels.closure import closed_channels
from frontdesk.gateway.channels.directory import KNOWN


@dataclass(frozen=True)
class State:
    """`is_on`: its secrets are set; `is_closed`: the operator stopped it. `webhook` is where its
    platform calls us; `last_at` the last message; `waiting` and `given_up` count letters."""

    channel: str
    platform: str
    is_on: bool
    is_closed: bool
    webhook: str
    last_at: datetime | None
    waiting: int
    given_up: int

    @property
    def word(self) -> str:
        """How it is, in one word."""
        if not self.is_on:
            return "off"
        return "stopped" if self.is_closed else "on"


def read_states(accounts: Accounts) -> list[State]:
    """Return the state of each channel that there can be."""
    closed = closed_channels()
    last = dict(Conversation.objects.values_list("channel").annotate(Max("last_at")))
    return [
        State(
            channel=channel,
            platform=name,
            is_on=name in accounts.accounts,
            is_closed=channel in closed,
            webhook=f"{accounts.url}/webhooks/{name}",
            last_at=last.get(channel),
            waiting=outbox.waiting().filter(lane=channel).count(),
            given_up=outbox.given_up().filter(lane=channel).count(),
        )
        for name, platform in KNOWN.items()
        for channel in platform.channels
    ]
