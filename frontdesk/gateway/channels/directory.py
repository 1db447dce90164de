"""The directory: which platforms are on, and which of them opens which channel."""

from collections.abc import Iterable, Mapping

from frontdesk.accounts import Account, Accounts
from frontdesk.gateway.channels.caller import Caller
from frontdesk.gateway.channels.messenger import Messenger
from frontdesk.gateway.channels.platform import Platform
from frontdesk.gateway.channels.slack import Slack
from frontdesk.gateway.channels.telegram import Telegram
from frontdesk.gateway.channels.twilio import Twilio

KNOWN: Mapping[str, type[Telegram] | type[Twilio] | type[Messenger] | type[Slack]] = {
    "telegram": Telegram,
    "twilio": Twilio,
    "messenger": Messenger,
    "slack": Slack,
}


def open_platforms(accounts: Accounts, caller: Caller) -> dict[str, Platform]:
    """Return the platforms whose secrets are set, by name."""
    return {name: _open(account, caller) for name, account in accounts.accounts.items()}


def by_channel(platforms: Iterable[Platform]) -> dict[str, Platform]:
    """Return the platforms by the channels that they open."""
    return {channel: platform for platform in platforms for channel in platform.channels}


def _open(account: Account, caller: Caller) -> Platform:
    return KNOWN[account.platform](account, caller)
