"""Gathering: what the assistant failed at becomes candidates, grouped by likeness. The worker's chore."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from frontdesk.console.improve.candidate import (
    SIZE,
    Candidate,
    Group,
    Reason,
    judge,
    understood,
)
from frontdesk.conversations.models import UNHELPFUL, WAITING, Conversation, Turn
from frontdesk.gateway.rasa import RasaFailed, RasaRefused

if TYPE_CHECKING:
    from frontdesk.gateway.desk import Desk

_TURNS = 500  # looked at in one step
_OVERLAP = 200  # turns that may end out of order
_RATED = 200  # conversations with a bad vote, the newest
_BATCH = 160  # candidates grouped in one step
_ASKED = 16  # meanings asked for in one call; Rasa's channel takes no more
_STEPS = 10  # of finding and of grouping at a time
_LONGEST = 500  # characters of a message that tell what it asks
_GROUPS = 20_000  # that a message is compared with, the newest


class Gathered(models.Model):
    """How far candidates were looked for: one row."""

    last_turn = models.BigIntegerField(default=0)


async def gather(desk: "Desk", **signal: Any) -> bool:
    """Find new candidates and group them, by words where Rasa does not tell what they mean, and once it
    does by that. Return whether more is left: a chore is short, so that the worker can stop."""
    is_more = True
    for _ in range(_STEPS):
        is_more = is_more and await desk.staff.visit(find_new)
    await desk.staff.visit(find_rated)
    can_ask = True
    for _ in range(_STEPS):
        batch = await desk.staff.visit(partial(ungrouped, can_ask))
        if not batch:
            return is_more
        meanings = await _meanings(desk, batch) if can_ask else None
        can_ask = meanings is not None
        await desk.staff.visit(partial(group, batch, meanings))
    return True


async def _meanings(desk: "Desk", batch: Sequence[Candidate]) -> list[bytes] | None:
    texts = [one.turn.redacted_text[:_LONGEST] for one in batch]
    found: list[bytes] = []
    try:
        for first in range(0, len(texts), _ASKED):
            found += await desk.rasa.describe(texts[first : first + _ASKED])
    except (RasaFailed, RasaRefused):
        return None
    return found if all(len(meaning) == SIZE for meaning in found) else None


@transaction.atomic
def find_new() -> bool:
    """Make candidates of the next turns; False if there were none to look at."""
    mark, _ = Gathered.objects.select_for_update().get_or_create(id=1)
    turns = list(_ended().filter(id__gt=mark.last_turn).order_by("id")[:_TURNS])
    if not turns:
        return False
    late = _ended().filter(id__lte=mark.last_turn, candidate=None).order_by("-id")
    _make([*turns, *late[:_OVERLAP]])
    Gathered.objects.filter(id=1).update(last_turn=turns[-1].id)
    return True


@transaction.atomic
def find_rated() -> None:
    """Make candidates of turns whose answer a patient has called unhelpful since."""
    rated = Conversation.objects.filter(feedback=UNHELPFUL).order_by("-last_turn")
    newest = list(rated.values_list("id", flat=True)[:_RATED])
    turns = _ended().filter(conversation__in=newest, answers__helpful=False).distinct()
    _make(turns.exclude(candidate__reason=Reason.UNHELPFUL))


def ungrouped(by_meaning: bool) -> list[Candidate]:
    """Return a batch of open candidates that have no group, or none by meaning where that can be asked."""
    missing = models.Q(group=None)
    if by_meaning:
        missing |= models.Q(group__by_words=True)
    found = Candidate.objects.filter(missing, is_open=True).select_related("turn")
    found = found.exclude(reason=Reason.NOT_COVERED)  # those are counted by topic
    return list(found.order_by("turn_id")[:_BATCH])


@transaction.atomic
def group(batch: Sequence[Candidate], meanings: Sequence[bytes] | None) -> None:
    """Put each candidate of a batch into the group that it is most like, or into one of its own."""
    # Imported late: of all processes only the worker groups, and numpy takes half a second.
    from frontdesk.console.improve.likeness import Leaders, by_words

    in_words = meanings is None
    vectors = meanings or [by_words(one.turn.redacted_text[:_LONGEST]) for one in batch]
    known = Group.objects.filter(by_words=in_words).order_by("-id")[:_GROUPS]
    leaders = Leaders(known.values_list("id", "meaning"), in_words)
    for candidate, vector in zip(batch, vectors, strict=True):
        found = leaders.nearest(vector)
        if found is None:
            found = Group.objects.create(meaning=vector, by_words=in_words).id
            leaders.add(found, vector)
        Candidate.objects.filter(turn=candidate.turn).update(group=found)
    Group.objects.filter(by_words=True, candidates=None).delete()


def _ended() -> models.QuerySet[Turn]:
    return Turn.objects.exclude(state=WAITING).prefetch_related("answers")


def _make(turns: Iterable[Turn]) -> None:
    """Make or mark the candidates among `turns`; what staff have dealt with stays dealt with."""
    for turn in turns:
        if reason := judge(turn, turn.answers.all()):
            facts = {"reason": reason, "understood": understood(turn)}
            Candidate.objects.update_or_create(turn=turn, defaults=facts)
