"""Retention: what is kept no longer. Run by `manage.py retain`, for example every night."""

from collections import Counter
from datetime import datetime, timedelta

from frontdesk.configuration import Retention
from frontdesk.conversations.models import WAITING, Answer, Conversation, Request, Turn


def retain(retention: Retention, now: datetime) -> Counter[str]:
    """Forget patients' own words and then whole records by their age. Return how many of each."""
    words_before = now - timedelta(hours=retention.raw_hours)
    records_before = now - timedelta(days=retention.record_days)
    done: Counter[str] = Counter()
    old = Turn.objects.filter(received_at__lt=words_before).exclude(state=WAITING)
    done["words"] = old.exclude(words=None).update(words=None)
    done["answers"] = Answer.objects.filter(turn__in=old).exclude(own=None).update(own=None)
    past = Turn.objects.filter(received_at__lt=records_before)
    Request.objects.filter(turn__in=past).delete()
    Answer.objects.filter(turn__in=past).delete()
    done["records"], _ = past.delete()
    done["conversations"], _ = Conversation.objects.filter(
        turns=None, last_at__lt=records_before
    ).delete()
    return done

