"""Channels that the operator has stopped: nothing is taken and nothing sent, and nothing is lost."""

from datetime import UTC, datetime

from frontdesk.gateway.models import Closure


def closed_channels() -> frozenset[str]:
    """Return the channels that are stopped."""
    return frozenset(Closure.objects.values_list("channel", flat=True))


def close(channel: str, now: float) -> None:
    """Stop a channel."""
    at = datetime.fromtimestamp(now, UTC)
    Closure.objects.get_or_create(channel=channel, defaults={"closed_at": at})


def open_again(channel: str) -> None:
    """Start a channel that was stopped."""
    Closure.objects.filter(channel=channel).delete()
