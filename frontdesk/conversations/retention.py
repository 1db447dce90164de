"""Retention: what is kept no longer. Planned and carried out by `manage.py retain`, every night."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdesk.configuration import Retention
from frontdesk.conversations import search, summary
from frontdesk.conversations.models import (
    WAITING,
    Answer,
    Conversation,
    Hold,
    Request,
    SearchText,
    Turn,
)

_BATCH = 200  # turns a transaction: a patient's message waits for no longer


@dataclass(frozen=True)
class Due:
    """What is due at `now`. A held conversation never is; a message that still waits keeps its words."""

    retention: Retention
    now: datetime

    @property
    def words_before(self) -> datetime:
        """Patients' own words of before then go."""
        return self.now - timedelta(hours=self.retention.raw_hours)

    @property
    def records_before(self) -> datetime:
        """Whole records of before then go; their counts stay."""
        return self.now - timedelta(days=self.retention.record_days)

    def words(self) -> QuerySet[Turn]:
        """Return the turns whose patients' own words go."""
        return self._old().filter(words__isnull=False)

    def memories(self) -> QuerySet[Conversation]:
        """Return the conversations that Rasa forgets: its tracker has the patient's words too."""
        turns = Turn.objects.filter(conversation=OuterRef("pk"), words__isnull=False)
        newer = turns.filter(Q(received_at__gte=self.words_before) | Q(state=WAITING))
        touched = Conversation.objects.filter(id__in=self.words().values("conversation"))
        return touched.exclude(Exists(newer))

    def answers(self) -> QuerySet[Answer]:
        """Return the answers of which the patient's own copy goes."""
        old = self._old().filter(id=OuterRef("turn"))
        return Answer.objects.filter(Exists(old), own__isnull=False)

    def records(self) -> QuerySet[Turn]:
        """Return the turns that go as a whole."""
        return Turn.objects.filter(received_at__lt=self.records_before, conversation__hold=None)

    def conversations(self) -> QuerySet[Conversation]:
        """Return the conversations of which nothing is left then."""
        touched = Conversation.objects.filter(id__in=self.records().values("conversation"))
        newer = Turn.objects.filter(
            conversation=OuterRef("pk"), received_at__gte=self.records_before
        )
        return touched.exclude(Exists(newer))

    def held(self) -> QuerySet[Hold]:
        """Return the holds that keep a record whose time is over."""
        old = Turn.objects.filter(
            conversation=OuterRef("conversation"), received_at__lt=self.records_before
        )
        return Hold.objects.filter(Exists(old))

    def count(self) -> dict[str, int]:
        """Return how many of each: the plan."""
        records = self.records()
        return {
            "own words of messages": self.words().count(),
            "memories of the dialogue": self.memories().count(),
            "own copies of answers": self.answers().count(),
            "messages": records.count(),
            "answers": Answer.objects.filter(turn__in=records).count(),
            "call-backs and bookings": Request.objects.filter(turn__in=records).count(),
            "conversations": self.conversations().count(),
        }

    def _old(self) -> QuerySet[Turn]:
        """Return the turns that are over and past the time of patients' own words."""
        old = Turn.objects.filter(received_at__lt=self.words_before, conversation__hold=None)
        return old.exclude(state=WAITING)


def retain(due: Due, have_forgotten: Callable[[str], object]) -> dict[str, int]:
    """Forget what is due, a little at a time. Return how many of each, as the plan counts them.

    `have_forgotten` is told the names of conversations that Rasa must forget.
    """
    done = dict.fromkeys(due.count(), 0)
    while ids := _next(due.words()):
        with transaction.atomic():
            done["memories of the dialogue"] += _forget_words(ids, have_forgotten)
        done["own words of messages"] += len(ids)
    while ids := _next(due.answers()):
        done["own copies of answers"] += Answer.objects.filter(id__in=ids).update(own=None)
    while ids := _next(due.records()):
        with transaction.atomic():
            for name, number in _forget(ids).items():
                done[name] += number
    return done


def _next(found: QuerySet[Turn] | QuerySet[Answer]) -> list[Any]:
    return list(found.values_list("id", flat=True)[:_BATCH])


def _forget_words(ids: list[Any], have_forgotten: Callable[[str], object]) -> int:
    """Return how many conversations have no words left: Rasa forgets them."""
    turns = Turn.objects.filter(id__in=ids)
    touched = set(turns.values_list("conversation_id", flat=True))
    turns.update(words=None)
    left = Turn.objects.filter(conversation=OuterRef("pk"), words__isnull=False)
    over = Conversation.objects.filter(id__in=touched).exclude(Exists(left))
    names = list(over.values_list("name", flat=True))
    for name in names:
        have_forgotten(name)
    return len(names)


def _forget(ids: list[Any]) -> dict[str, int]:
    turns = Turn.objects.filter(id__in=ids)
    touched = set(turns.values_list("conversation_id", flat=True))
    SearchText.objects.filter(turn_id__in=ids).delete()
    search.note_removal()
    done = {
        "call-backs and bookings": _delete(Request.objects.filter(turn_id__in=ids)),
        "answers": _delete(Answer.objects.filter(turn_id__in=ids)),
        "messages": _delete(turns),
        "conversations": 0,
    }
    for conversation in Conversation.objects.select_for_update().filter(id__in=touched):
        if conversation.turns.exists():
            summary.rebuild(conversation)
        else:
            conversation.delete()
            done["conversations"] += 1
    return done


def _delete(found: QuerySet[Any]) -> int:
    """Delete and return how many, without what hung on them."""
    return found.delete()[1].get(found.model._meta.label, 0)
