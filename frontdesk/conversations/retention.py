"""Retention: what is kept no longer. Run by `manage.py retain`, for example every night."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count

from frontdesk.configuration import Retention
from frontdesk.conversations.models import WAITING, Answer, Conversation, DailyCount, Request, Turn


def retain(retention: Retention, now: datetime) -> Counter[str]:
    """Forget patients' own words and then whole records by their age. Return how many of each."""
    words_before = now - timedelta(hours=retention.raw_hours)
    records_before = now - timedelta(days=retention.record_days)
    done: Counter[str] = Counter()
    old = Turn.objects.filter(received_at__lt=words_before).exclude(state=WAITING)
    done["words"] = old.exclude(words=None).update(words=None)
    done["answers"] = Answer.objects.filter(turn__in=old).exclude(own=None).update(own=None)
    _count_days(records_before)
    past = Turn.objects.filter(received_at__lt=records_before)
    Request.objects.filter(turn__in=past).delete()
    Answer.objects.filter(turn__in=past).delete()
    done["records"], _ = past.delete()
    done["conversations"], _ = Conversation.objects.filter(
        turns=None, last_at__lt=records_before
    ).delete()
    return done


def _count_days(before: datetime) -> None:
    """Keep the counts of what is about to go: they tell nothing of anybody."""
    past = Turn.objects.filter(received_at__lt=before)
    days = past.values("received_at__date", "conversation__channel", "intent", "answered_by")
    for row in days.annotate(number=Count("id")).order_by():
        count, _ = DailyCount.objects.get_or_create(
            day=row["received_at__date"],
            channel=row["conversation__channel"],
            intent=row["intent"],
            answered_by=row["answered_by"],
        )
        DailyCount.objects.filter(id=count.id).update(turns=count.turns + row["number"])
