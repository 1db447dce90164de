"""Tidying: what the gateway keeps beside the record, forgotten in time by the worker."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from frontdesk.configuration import Retention
from frontdesk.conversations import search
from frontdesk.conversations.models import Conversation
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import DELIVER, Contact, Outgoing, Receipt


async def tidy_up(desk: Desk, **_: Any) -> None:
    """Tidy while the worker has nothing else to do."""
    await desk.database.run(tidy, desk.configuration.retention, time.time())
    if await desk.database.run(search.purge_a_little):
        while await desk.database.run(search.purge_a_little):
            pass
        await desk.database.visit(search.checkpoint)


def tidy(retention: Retention, now: float) -> None:
    """Forget receipts as old as records, letters given up as long ago as own words are kept, and the
    addresses of patients who wrote as long ago, with no record left; who said stop stays known."""
    at = datetime.fromtimestamp(now, UTC)
    records_before = at - timedelta(days=retention.record_days)
    Receipt.objects.filter(at__lt=records_before).delete()
    dead = Outgoing.objects.filter(kind=DELIVER, given_up_at__isnull=False)
    dead.filter(given_up_at__lt=at - timedelta(hours=retention.raw_hours)).delete()
    known = Conversation.objects.filter(name=OuterRef("conversation"))
    silent = Contact.objects.filter(~Exists(known), last_at__lt=records_before)
    silent.filter(is_stopped=False).delete()
