"""Groups of open candidates, ranked: what patients called unhelpful first, then what is asked most."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from frontdesk.console.improve.candidate import Candidate, Group, Reason, likeliest
from frontdesk.conversations.models import Turn

SHOWN = 20  # groups on a page
_SAMPLES = 4  # messages of each
_CHOICES = 3  # topics to choose from at one press

TO_CORRECT = (Reason.UNHELPFUL, Reason.UNANSWERED, Reason.UNSURE)


@dataclass(frozen=True)
class Asked:
    """A group as it is shown: the newest messages, how many there are, why, and what they may ask."""

    id: int
    count: int
    reasons: tuple[str, ...]
    newest_at: datetime
    samples: tuple[Candidate, ...]
    choices: tuple[str, ...]

    @property
    def others(self) -> int:
        """How many messages are not shown."""
        return self.count - len(self.samples)

    @property
    def is_urgent(self) -> bool:
        """Whether a patient said that the answer did not help."""
        return Reason.UNHELPFUL.label in self.reasons


def rank(reasons: Collection[Reason]) -> tuple[list[Asked], int]:
    """Return the first groups with open candidates of these reasons, and how many groups there are."""
    groups = (
        _open(reasons)
        .exclude(group=None)
        .values("group")
        .annotate(count=Count("turn"), newest=Max("turn"))
        .annotate(unhelpful=Count("turn", filter=Q(reason=Reason.UNHELPFUL)))
    )
    first = list(groups.order_by("-unhelpful", "-count", "-newest")[:SHOWN])
    return describe([row["group"] for row in first], reasons), groups.count()


def describe(groups: list[int], reasons: Collection[Reason]) -> list[Asked]:
    """Return these groups as they are shown, in this order."""
    found: dict[int, list[Candidate]] = {group: [] for group in groups}
    for candidate in _newest(groups, reasons):
        found[candidate.group_id or 0].append(candidate)
    counts = dict(
        _open(reasons).filter(group__in=groups).values_list("group").annotate(Count("turn"))
    )
    return [_asked(group, counts[group], samples) for group, samples in found.items() if samples]


def in_group(group: int, reasons: Collection[Reason]) -> QuerySet[Candidate]:
    """Return a group's open candidates, the newest first."""
    found = _open(reasons).filter(group=group).select_related("turn")
    return found.order_by("-turn_id")


def has_groups_by_words() -> bool:
    """Say whether some candidates are grouped by words, because nobody told what they mean."""
    return Group.objects.filter(by_words=True, candidates__is_open=True).exists()


def choices(turns: Iterable[Turn]) -> tuple[str, ...]:
    """Return the topics that messages may ask about, the likeliest first."""
    votes: Counter[str] = Counter()
    for turn in turns:
        for place, topic in enumerate(likeliest(turn, _CHOICES)):
            votes[topic] += _CHOICES - place
    return tuple(topic for topic, _ in votes.most_common(_CHOICES))


def _open(reasons: Collection[Reason]) -> QuerySet[Candidate]:
    return Candidate.objects.filter(is_open=True, reason__in=reasons)


def _newest(groups: list[int], reasons: Collection[Reason]) -> QuerySet[Candidate]:
    """Return the newest candidates of each group."""
    place = Window(RowNumber(), partition_by=F("group"), order_by=F("turn").desc())
    found = _open(reasons).filter(group__in=groups).annotate(place=place)
    return found.filter(place__lte=_SAMPLES).select_related("turn").order_by("-turn_id")


def _asked(group: int, count: int, samples: list[Candidate]) -> Asked:
    labels = Counter(Reason(one.reason) for one in samples)
    return Asked(
        id=group,
        count=count,
        reasons=tuple(reason.label for reason in Reason if reason in labels),
        newest_at=samples[0].turn.received_at,
        samples=tuple(samples),
        choices=choices(one.turn for one in samples),
    )
