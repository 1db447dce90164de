"""Spreading what has just been said over past weeks, as if patients had come then."""

import random
from datetime import datetime, timedelta

from django.db import transaction

from frontdesk.conversations import ledger
from frontdesk.conversations.models import (
    REVIEWED,
    Answer,
    Concern,
    Conversation,
    Request,
    Turn,
)

_HOURS = (1, 1, 0, 0, 1, 1, 3, 7, 12, 13, 12, 11, 10, 11, 11, 11, 12, 13, 14, 15, 13, 9, 5, 2)
_CHANNELS = {"web": 70, "whatsapp": 14, "sms": 8, "telegram": 6, "messenger": 2}
_SEEN_AFTER = timedelta(days=2)  # staff have looked at what is older
_SEEN_BY = "demo@clinic.example"


@transaction.atomic
def spread(days: int, now: datetime, draw: random.Random) -> None:
    """Move every conversation into the last `days` days, in the order in which they are."""
    found = list(Conversation.objects.order_by("id"))
    moments = sorted(_moment(days, now, draw) for _ in found)
    for conversation, moment in zip(found, moments, strict=True):
        _move(conversation, moment, draw)
        if moment < now - _SEEN_AFTER:
            _have_seen(conversation, draw)
    ledger.recount()


def _moment(days: int, now: datetime, draw: random.Random) -> datetime:
    """Return a time of a past day, oftener of a later one, within the hours at which people write."""
    back = int(days * draw.random() ** 1.3)
    day = (now - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0)
    at = day + timedelta(hours=draw.choices(range(24), _HOURS)[0], minutes=60 * draw.random())
    return at if at < now - timedelta(hours=1) else at - timedelta(days=1)


def _move(conversation: Conversation, moment: datetime, draw: random.Random) -> None:
    shift = moment - conversation.started_at
    for turn in Turn.objects.filter(conversation=conversation).order_by("id"):
        _move_turn(turn, shift)
        shift += timedelta(seconds=15 + draw.expovariate(1 / 45))  # patients read and think
    conversation.started_at = moment
    conversation.last_at += shift
    conversation.channel = draw.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
    conversation.save(update_fields=["started_at", "last_at", "channel"])


def _move_turn(turn: Turn, shift: timedelta) -> None:
    turn.received_at += shift
    turn.answered_at = turn.answered_at and turn.answered_at + shift
    turn.delivered_at = turn.delivered_at and turn.delivered_at + shift
    turn.save(update_fields=["received_at", "answered_at", "delivered_at"])
    later = turn.received_at + timedelta(seconds=10)
    Answer.objects.filter(turn=turn).exclude(rated_at=None).update(rated_at=later)
    Request.objects.filter(turn=turn).update(requested_at=turn.received_at)
    Concern.objects.filter(turn=turn).update(at=turn.received_at)


def _have_seen(conversation: Conversation, draw: random.Random) -> None:
    for concern in Concern.objects.filter(conversation=conversation):
        concern.acknowledged_at = concern.at + timedelta(minutes=4 + draw.expovariate(1 / 40))
        concern.acknowledged_by = _SEEN_BY
        concern.save(update_fields=["acknowledged_at", "acknowledged_by"])
    if draw.random() < 0.8:
        Conversation.objects.filter(id=conversation.id).update(status=REVIEWED)
