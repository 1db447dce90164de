"""Corrections: what staff say a message asks, kept with who, when and why, and undone at will."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import models
from django.utils import timezone

from frontdesk.console.field import one_line
from frontdesk.console.improve.candidate import Candidate
from frontdesk.console.member import Member
from frontdesk.conversations.models import Turn
from needlewise.safety.gate import Gate

LONGEST = 300  # characters of a training example
_AT_ONCE = 300  # corrections that somebody can read before they leave
_PLACEHOLDER = re.compile(r"<[A-Z][A-Z_]*>")  # what redaction leaves
_CONTRADICTION = "The same words are corrected to two topics. Take one back."
_MARKUP = re.compile(r"\]\s*[({]")  # Rasa would read an entity


class Verdict(models.TextChoices):
    """What is right."""

    TOPIC = "topic", "is about"
    GAP = "gap", "no card covers it"
    NOTHING = "nothing", "nothing to learn"


class Patch(models.Model):
    """An export of corrections for training."""

    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    @property
    def name(self) -> str:
        """The name of the file, of its stories and of the change."""
        return f"corrections-{timezone.localdate(self.made_at)}-{self.pk}"


class Correction(models.Model):
    """A verdict on a turn's message. `text` is what is to be learnt: redacted, reworded where it must be.

    `bulk` is common to what was corrected with one press. Undone ones stay, to tell who did what.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="corrections")
    verdict = models.CharField(max_length=8, choices=Verdict)
    topic = models.CharField(max_length=60, default="")
    understood = models.CharField(max_length=60)
    text = models.TextField()
    reason = models.CharField(max_length=200, default="")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)  # a name: it outlives the account
    bulk = models.UUIDField(db_index=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, default="")
    patch = models.ForeignKey(Patch, models.SET_NULL, null=True, related_name="corrections")

    class Meta:
        """One verdict a turn stands at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=["turn"], name="verdict_once", condition=models.Q(undone_at=None)
            ),
        )


def correct(
    turns: Collection[Turn], verdict: Verdict, topic: str, member: Member, reason: str = ""
) -> UUID:
    """Keep one verdict on several turns, in place of those that stand; return what undoes it."""
    now, bulk = timezone.now(), uuid4()
    standing = Correction.objects.filter(turn__in=turns, undone_at=None)
    standing.update(undone_at=now, undone_by=member.name)
    found = Candidate.objects.filter(turn__in=turns)
    known = dict(found.values_list("turn_id", "understood"))
    Correction.objects.bulk_create(
        Correction(
            turn=turn, verdict=verdict, topic=topic, understood=known.get(turn.pk, turn.intent),
            text=one_line(turn.redacted_text), reason=reason[:200], made_at=now,
            made_by=member.name, bulk=bulk,
        )
        for turn in turns
    )  # fmt: skip
    found.update(is_open=False)
    return bulk


def undo(corrections: models.QuerySet[Correction], member: Member) -> int:
    """Take back those that stand, so that their messages are asked about again; return how many."""
    standing = corrections.filter(undone_at=None)
    turns = list(standing.values_list("turn_id", flat=True))
    Candidate.objects.filter(turn__in=turns).update(is_open=True)
    return standing.update(undone_at=timezone.now(), undone_by=member.name)


@dataclass(frozen=True)
class Fitness:
    """Says what keeps a text from leaving the console; `redact` finds identifiers, `gate` red flags."""

    redact: Callable[[str], str]
    gate: Gate

    def problem(self, text: str, topic: str) -> str:
        """Return what must be done before `text` can be learnt as `topic`, empty if nothing."""
        if not text.strip():
            return "Write the message in other words."
        if len(text) > LONGEST:
            return f"Shorten to {LONGEST} characters: one question, as a patient would ask it."
        if _PLACEHOLDER.search(text) or self.redact(text) != text:
            return "Reword: it still holds what may tell who wrote it."
        if _MARKUP.search(text):
            return "Reword without brackets."
        if topic != "red_flag" and self.gate.check(text):
            return "The red-flag gate answers this before topics are read. Show it to a clinician."
        return ""


def ready(fitness: Fitness) -> tuple[Sequence[Correction], Sequence[tuple[Correction, str]]]:
    """Return the corrections that can be exported now, and the others with what is to be done."""
    waiting = Correction.objects.filter(verdict=Verdict.TOPIC, undone_at=None, patch=None)
    found = list(waiting.select_related("turn").order_by("topic", "id")[:_AT_ONCE])
    topics = Counter(text for text, _ in {(one.text.lower(), one.topic) for one in found})
    judged = [
        (
            one,
            _CONTRADICTION
            if topics[one.text.lower()] > 1
            else fitness.problem(one.text, one.topic),
        )
        for one in found
    ]
    return [one for one, problem in judged if not problem], [pair for pair in judged if pair[1]]
