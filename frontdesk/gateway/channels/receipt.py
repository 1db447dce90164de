"""Receipts: what came or was done once is not done again, also after a restart."""

from datetime import UTC, datetime

from frontdesk.gateway.models import Receipt


def is_first(key: str, now: float) -> bool:
    """Say whether `key` comes for the first time, and keep that it came."""
    at = datetime.fromtimestamp(now, UTC)
    if Receipt.objects.filter(key=key).exists():
        return False
    _, made = Receipt.objects.get_or_create(key=key, defaults={"at": at})
    return made
