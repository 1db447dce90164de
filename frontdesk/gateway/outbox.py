"""The outbox: what must reach others, kept until it has."""

from collections.abc import Collection
from datetime import UTC, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from frontdesk.gateway.models import ERASE, Outgoing

LEASE_SECONDS = 60.0  # that a sender has a note for itself; renewed with every piece sent
_LONGEST = 300.0  # seconds between attempts


class NotSent(Exception):
    """It did not reach its receiver. `after`: seconds to wait as the receiver asked; `for_good`: it
    never will. `problem` is shown to staff, so it holds no secret and no patient's words."""

    def __init__(self, problem: str, after: float | None = None, for_good: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.after = after
        self.for_good = for_good


def put(
    kind: str,
    conversation: str,
    now: float,
    *,
    lane: str = "",
    payload: bytes | None = None,
    urgent: bool = False,
) -> int:
    """Put a note into the box, to be sent at once. Return its id."""
    at = datetime.fromtimestamp(now, UTC)
    note = Outgoing(
        kind=kind, lane=lane or kind, conversation=conversation, payload=payload, urgent=urgent,
        created_at=at,
    )  # fmt: skip
    note.save(force_insert=True)
    return note.id


def put_erasure(conversation: str, now: float) -> int:
    """Note that Rasa must forget a conversation. Return the note's id."""
    return put(ERASE, conversation, now)


def due(
    now: float,
    without: Collection[str] = (),
    resting: Collection[str] = (),
    most: int = 20,
) -> list[Outgoing]:
    """Return what is to be sent now, urgent notes first, then the longest waiting.

    Of the lanes `without`, which are full or were told to wait, only urgent notes are due: they may try.
    Of one conversation's notes of a kind only the first is, so that none overtakes another, and while it
    is `resting` none but an urgent one.
    """
    waiting = Outgoing.objects.filter(given_up_at=None)
    earlier = waiting.filter(
        kind=OuterRef("kind"), conversation=OuterRef("conversation"), id__lt=OuterRef("id")
    )
    in_turn = ~Exists(earlier) & ~Q(conversation__in=resting)
    ready = waiting.filter(Q(urgent=True) | in_turn, next_attempt__lte=now)
    ready = ready.exclude(lane__in=without, urgent=False)
    return list(ready.order_by("-urgent", "id")[:most])


def claim(note: Outgoing, now: float) -> bool:
    """Take a note for sending; False if another process has, or if it is gone."""
    ours = Outgoing.objects.filter(id=note.id, next_attempt=note.next_attempt, given_up_at=None)
    return bool(ours.update(next_attempt=now + LEASE_SECONDS))


def advance(id: int, now: float) -> bool:
    """Note that one more piece was sent; False if the note is gone, so that nothing more may be sent."""
    return bool(
        Outgoing.objects.filter(id=id).update(
            progress=F("progress") + 1, next_attempt=now + LEASE_SECONDS
        )
    )


def done(id: int, at: float = 0.0) -> None:
    """Take a note out of the box."""
    Outgoing.objects.filter(id=id).delete()


def later(id: int, at: float) -> None:
    """Do it (again) at a later time, in seconds since 1970."""
    Outgoing.objects.filter(id=id).update(next_attempt=at)


def failed(note: Outgoing, failure: NotSent, now: float, jitter: float) -> None:
    """Try again later: after a second, then twice as long each time, at most five minutes.

    `jitter` (0 to 1) shortens the pause by up to a half, so that all don't come back at once; a pause
    that the receiver asked for is never shortened.
    """
    pause = min(2.0**note.attempts, _LONGEST) * (1 - jitter / 2)
    if failure.after is not None:
        pause = failure.after * (1 + jitter / 10)
    Outgoing.objects.filter(id=note.id).update(
        attempts=note.attempts + 1, next_attempt=now + pause, problem=failure.problem[:80]
    )


def give_up(id: int, problem: str, now: float) -> None:
    """Leave a note to staff: it is sent no more unless they say so."""
    at = datetime.fromtimestamp(now, UTC)
    Outgoing.objects.filter(id=id).update(given_up_at=at, problem=problem[:80])


def given_up() -> QuerySet[Outgoing]:
    """Return the notes that were given up, the newest first: the dead letters that staff see."""
    return Outgoing.objects.exclude(given_up_at=None).order_by("-given_up_at", "-id")


def waiting() -> QuerySet[Outgoing]:
    """Return the notes that are still to be sent, the oldest first."""
    return Outgoing.objects.filter(given_up_at=None).order_by("id")


def retry(id: int, now: float) -> bool:
    """Send a note again that was given up, as if it were new; False if there is no such note."""
    at = datetime.fromtimestamp(now, UTC)
    again = given_up().filter(id=id)
    return bool(
        again.update(given_up_at=None, created_at=at, attempts=0, next_attempt=0.0, problem="")
    )


def drop(conversation: str, kind: str) -> None:
    """Remove all notes of a kind for a conversation, sent or not."""
    Outgoing.objects.filter(conversation=conversation, kind=kind).delete()
