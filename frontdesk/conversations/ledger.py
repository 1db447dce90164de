"""What a turn adds beside its own row: to the counts, to what its conversation is found by, to the search."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from frontdesk.conversations import count, search, summary
from frontdesk.conversations.count import Counted
from frontdesk.conversations.models import (
    HELPFUL,
    UNHELPFUL,
    Answer,
    Conversation,
    DailyCount,
    Turn,
)


def add(turn: Turn, facts: dict[str, Any], answers: Sequence[Answer], at: datetime) -> None:
    """Enter a turn that ended `at` with these columns; its conversation is locked, to be written back."""
    conversation = turn.conversation
    counted = Counted(
        channel=conversation.channel, received_at=turn.received_at, answered_at=at,
        flags=facts["flags"], topics=facts["topics"], answered_by=facts["answered_by"],
        model_version=facts.get("model_version", ""),
    )  # fmt: skip
    count.add(counted)
    summary.add(conversation, turn.id, facts)
    search.add(turn.id, turn.redacted_text, answers)


def rate(conversation: str, id: Any, helpful: bool, comment: str, at: datetime) -> bool:
    """Keep what a patient thinks of an answer; False if this conversation has no such answer."""
    locked = Conversation.objects.select_for_update().filter(name=conversation).first()
    answers = Answer.objects.filter(turn__conversation=locked).select_related("turn")
    answer = answers.filter(id=id).first() if locked else None
    if locked is None or answer is None:
        return False
    _move_vote(answer, locked, helpful)
    answer.helpful, answer.comment, answer.rated_at = helpful, comment, at
    answer.save(update_fields=["helpful", "comment", "rated_at"])
    locked.feedback = UNHELPFUL if answers.filter(helpful=False).exists() else HELPFUL
    locked.save(update_fields=["feedback"])
    return True


def recount() -> None:
    """Make the daily counts anew from the turns there are: their times were moved."""
    DailyCount.objects.all().delete()
    ended = Turn.objects.filter(answered_at__isnull=False).order_by("id")
    for turn in ended.select_related("conversation").prefetch_related("answers").iterator(500):
        counted = _counted(turn, turn.conversation)
        count.add(counted)
        for answer in turn.answers.all():
            if answer.helpful is not None:
                count.vote(counted, {_vote(answer.helpful): 1})


def _move_vote(answer: Answer, conversation: Conversation, helpful: bool) -> None:
    """Count the vote in place of the one that stood before."""
    votes = dict.fromkeys(count.VOTES, 0)
    if answer.helpful is not None:
        votes[_vote(answer.helpful)] -= 1
    votes[_vote(helpful)] += 1
    if answer.turn.answered_at is not None:
        count.vote(_counted(answer.turn, conversation), votes)


def _counted(turn: Turn, conversation: Conversation) -> Counted:
    """Return what counts of a turn that has ended."""
    assert turn.answered_at is not None
    return Counted(
        channel=conversation.channel, received_at=turn.received_at, answered_at=turn.answered_at,
        flags=turn.flags, topics=turn.topics, answered_by=turn.answered_by,
        model_version=turn.model_version,
    )  # fmt: skip


def _vote(helpful: bool) -> str:
    return HELPFUL if helpful else UNHELPFUL
