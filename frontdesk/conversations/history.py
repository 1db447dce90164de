"""A conversation as its patient sees it: what was said, in the order in which it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from frontdesk.conversations.models import WAITING, Turn
from frontdesk.conversations.record import Record
from frontdesk.conversations.sealing import Seal


@dataclass(frozen=True)
class Said:
    """`record` is the contract's: a patient's message or an Answer, with `from` and `at`."""

    at: datetime
    position: int
    id: str
    record: dict[str, Any]


@dataclass(frozen=True)
class History:
    """`notice` returns what stands for an answer that is later than `deadline`."""

    records: Record
    seal: Seal
    notice: Callable[[Turn], dict[str, Any]]
    deadline: timedelta

    def read(self, conversation: str, now: datetime) -> list[Said]:
        """Return all that was said in a conversation, and notes which answers this delivers."""
        turns = Turn.objects.filter(conversation__name=conversation).select_related("conversation")
        found = list(turns.order_by("id").prefetch_related("answers"))
        said = [one for turn in found for one in self._turn(turn, now)]
        unseen = [turn.id for turn in found if turn.answered_at and not turn.delivered_at]
        if unseen:
            Turn.objects.filter(id__in=unseen).update(delivered_at=now)
        return sorted(said, key=lambda one: (one.at, one.position))

    def read_after(self, conversation: str, id: str | None, now: datetime) -> list[Said] | None:
        """Return what was said after the message, answer or notice `id`; None if there is none."""
        said = self.read(conversation, now)
        if id is None:
            return said
        for index, one in enumerate(said):
            if one.id == id:
                return said[index + 1 :]
        return self._after_notice(conversation, said, id)

    def _after_notice(self, conversation: str, said: list[Said], id: str) -> list[Said] | None:
        turns = Turn.objects.filter(conversation__name=conversation).select_related("conversation")
        for turn in turns.order_by("-id"):
            if self.notice(turn)["id"] == id:
                return [one for one in said if one.at > turn.received_at + self.deadline]
        return None

    def _turn(self, turn: Turn, now: datetime) -> Iterator[Said]:
        text = self.seal.open(turn.words) if turn.words is not None else turn.redacted_text
        if text:
            id = str(turn.message_id)
            yield Said(turn.received_at, 0, id, _patient(id, text, turn.received_at))
        if turn.answered_at is not None:
            for answer in sorted(turn.answers.all(), key=lambda answer: answer.position):
                yield self._answer(self.records.read(answer), turn.answered_at, answer.position)
        elif turn.state == WAITING and turn.received_at + self.deadline <= now:
            yield self._answer(self.notice(turn), turn.received_at + self.deadline, 0)

    def _answer(self, answer: dict[str, Any], at: datetime, position: int) -> Said:
        record = {**answer, "from": "assistant", "at": at.isoformat()}
        return Said(at, position, answer["id"], record)


def _patient(id: str, text: str, at: datetime) -> dict[str, Any]:
    return {"from": "patient", "id": id, "text": text, "at": at.isoformat()}
