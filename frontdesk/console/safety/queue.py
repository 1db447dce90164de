"""What waits for somebody to look at it, what was looked at lately, and how long that took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, QuerySet, When

from frontdesk.conversations.concern import RAISED
from frontdesk.conversations.models import Concern, Conversation

_MOST = 60  # concerns on the page; the rest follows as these are acknowledged
_LATELY = 25
_RAISED_FIRST = Case(When(why=RAISED, then=0), default=1)
_WEEK = timedelta(days=7)
_TIMED = 500  # acknowledgements that tell how fast staff are


@dataclass(frozen=True)
class Waiting:
    """A conversation with concerns that nobody has acknowledged."""

    conversation: Conversation
    concerns: Sequence[Concern]

    @property
    def since(self) -> datetime:
        """When the first of them arose."""
        return min(concern.at for concern in self.concerns)

    @property
    def is_raised(self) -> bool:
        """Whether one of them is a red flag that was raised."""
        return any(concern.why == RAISED for concern in self.concerns)


@dataclass(frozen=True)
class Pace:
    """How fast the latest concerns of the last week were acknowledged."""

    number: int
    median: timedelta | None
    longest: timedelta | None


def waiting() -> list[Waiting]:
    """Return what waits: raised red flags first, then the longest waiting.

    Where there is more than the page holds, the latest is on it, raised red flags before all else.
    """
    open_ = _with_turns(Concern.objects.filter(acknowledged_at=None))
    found: dict[int, list[Concern]] = {}
    for concern in reversed(open_.order_by(_RAISED_FIRST, "-id")[:_MOST]):
        found.setdefault(concern.conversation_id, []).append(concern)
    queue = [Waiting(concerns[0].conversation, concerns) for concerns in found.values()]
    return sorted(queue, key=lambda one: (not one.is_raised, one.since))


def count() -> int:
    """Return how many conversations wait, shown or not."""
    return Concern.objects.filter(acknowledged_at=None).values("conversation").distinct().count()


def lately() -> QuerySet[Concern]:
    """Return what was acknowledged last, the latest first."""
    done = Concern.objects.exclude(acknowledged_at=None).order_by("-acknowledged_at")
    return _with_turns(done)[:_LATELY]


def pace(now: datetime) -> Pace:
    """Return how long the acknowledgements of the week before `now` took."""
    done = Concern.objects.filter(acknowledged_at__gt=now - _WEEK)
    pairs = done.order_by("-acknowledged_at").values_list("at", "acknowledged_at")[:_TIMED]
    times = sorted(seen - at for at, seen in pairs if seen)
    if not times:
        return Pace(0, None, None)
    return Pace(len(times), times[len(times) // 2], times[-1])


def acknowledge(conversation: int, concerns: Iterable[int], email: str, now: datetime) -> list[int]:
    """Note that a member saw these concerns of a conversation. Return those that waited until now.

    Only those that stood on the member's page: what came since then is still to be seen.
    """
    open_ = Concern.objects.filter(
        conversation_id=conversation, id__in=concerns, acknowledged_at=None
    )
    ids = list(open_.values_list("id", flat=True))
    Concern.objects.filter(id__in=ids).update(acknowledged_at=now, acknowledged_by=email)
    return ids


def put_back(concerns: Iterable[int], email: str) -> int:
    """Have these wait again, if it was this member who acknowledged them. Return how many do."""
    theirs = Concern.objects.filter(id__in=concerns, acknowledged_by=email)
    return theirs.update(acknowledged_at=None, acknowledged_by="")


def _with_turns(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    return concerns.select_related("conversation", "turn").prefetch_related("turn__answers")
