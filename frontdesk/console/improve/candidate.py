"""Candidates: messages worth a look because the assistant failed at them or was unsure."""

from collections.abc import Iterable

from django.db import models

from frontdesk.conversations.intent import FALLBACK, RED_FLAG, chances
from frontdesk.conversations.models import Answer, Turn
from frontdesk.conversations.redaction import DETAILS
from frontdesk.conversations.summary import UNSURE
from needlewise.answer.scope import OUT_OF_SCOPE

SIZE = 384  # signed bytes of a meaning, as the sentence embedding has numbers
_BEYOND = 0.9  # chance of out_of_scope from which it is no near miss


class Reason(models.TextChoices):
    """Why a message is here, the most pressing first."""

    UNHELPFUL = "unhelpful", "Patient: not helpful"
    UNANSWERED = "unanswered", "Not understood"
    UNSURE = "unsure", "Answered, but unsure"
    BEYOND = "beyond", "Beyond what it knows"
    NOT_COVERED = "not_covered", "Left open by the clinic"


class Group(models.Model):
    """Messages that ask alike: each is near the first one's `meaning` (SIZE signed bytes).

    `by_words`: likeness is of words alone, because the sentence embedding could not be asked.
    """

    meaning = models.BinaryField()
    by_words = models.BooleanField(default=False)


class Candidate(models.Model):
    """A turn among the candidates; no longer `is_open` once staff have said what is right."""

    turn = models.OneToOneField(Turn, models.CASCADE, primary_key=True, related_name="candidate")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, related_name="candidates")
    reason = models.CharField(max_length=12, choices=Reason)
    understood = models.CharField(max_length=60)
    is_open = models.BooleanField(default=True)

    class Meta:
        """Lists are of what is open, ranked within a reason by group."""

        indexes = (
            models.Index(
                fields=["reason", "group"],
                name="candidate_open",
                condition=models.Q(is_open=True),
            ),
        )

    @property
    def is_understood(self) -> bool:
        """Whether it was taken for a topic, right or wrong."""
        return self.understood != FALLBACK


def judge(turn: Turn, answers: Iterable[Answer]) -> Reason | None:
    """Return why a turn that has ended is a candidate, or None."""
    if turn.topic or turn.answered_by != "rasa" or turn.redacted_text in ("", DETAILS):
        return None
    flags = set(turn.flags)
    if any(answer.helpful is False for answer in answers):
        return Reason.UNHELPFUL
    if "clarification" in flags:
        return Reason.UNANSWERED
    if OUT_OF_SCOPE in flags:
        beyond = chances(turn.ranking).get(OUT_OF_SCOPE, 0.0)
        return Reason.BEYOND if beyond >= _BEYOND else Reason.UNANSWERED
    if flags & {"red_flag", "handoff"}:
        return None
    if turn.confidence is not None and turn.confidence < UNSURE:
        return Reason.UNSURE
    return Reason.NOT_COVERED if "not_covered" in flags else None


def understood(turn: Turn) -> str:
    """Return the topic that the assistant took a message for: the fallback where it asked back."""
    if "clarification" in turn.flags:
        return FALLBACK
    return str(turn.topics[0] if turn.topics else turn.intent)[:60]


def likeliest(turn: Turn, most: int = 3) -> list[str]:
    """Return the topics that the assistant thought likeliest, the first first."""
    return [name for name in chances(turn.ranking) if name not in ("", FALLBACK, RED_FLAG)][:most]
