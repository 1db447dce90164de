"""What staff put on a conversation goes when its patient asks to be forgotten."""

from typing import Any

from frontdesk.console.improve.candidate import Candidate
from frontdesk.console.improve.correction import Correction
from frontdesk.console.review.mark import Assignment, MessageFlag, Note, Tag


def forget(conversation: int, **_: Any) -> None:
    """Remove every mark, note and correction of a conversation (its id here)."""
    for kind in (Assignment, Note, Tag):
        kind.objects.filter(conversation=conversation).delete()
    for of_turn in (Candidate, Correction, MessageFlag):
        of_turn.objects.filter(turn__conversation=conversation).delete()
