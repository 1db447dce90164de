"""Boards of the measures page: each a chart, its table and its CSV, of the same rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from frontdesk.console.improve.topics import current_topics
from frontdesk.console.measures.numbers import Numbers, by_channel, by_part, by_step
from frontdesk.console.measures.period import Period
from frontdesk.conversations.count import LATER, SECONDS
from frontdesk.gateway.apps import current_desk
from needlewise.answer.scope import OUT_OF_SCOPE

_MOST = 15  # topics
_LEAST = 5  # questions: fewer do not make a topic rise


@dataclass(frozen=True)
class Row:
    """One bar of a chart and one line of its table; `before`: turns in the period before, where told."""

    label: str
    numbers: Numbers
    before: int | None = None

    @property
    def change(self) -> int | None:
        """How many turns more, or fewer, than before."""
        return None if self.before is None else self.numbers.turns - self.before


@dataclass(frozen=True)
class Board:
    """`upright`: bars stand side by side (time), else they lie below each other (names)."""

    slug: str
    title: str
    first: str  # heading of the labels
    rows: Sequence[Row]
    upright: bool = False
    outcomes: bool = True  # the bars are cut by what became of the turns


@dataclass(frozen=True)
class View:
    """What the address asks for; no channel means all."""

    period: Period
    channel: str

    @cached_property
    def topics(self) -> list[Row]:
        """Every topic that patients asked about, with how much of it there was before.

        What has no card belongs to conversation itself, as a greeting does.
        """
        before = by_part("topic", self.period.before, self.channel)
        titles, cards = current_topics(), current_desk().library.cards
        return [
            Row(titles.title(topic), numbers, before.get(topic, Numbers()).turns)
            for topic, numbers in by_part("topic", self.period, self.channel).items()
            if topic in cards or topic == OUT_OF_SCOPE
        ]


def volume(view: View) -> Board:
    """Return turns over time."""
    form = "%b %Y" if view.period.step == "month" else "%-d %b"
    steps = by_step(view.period, view.channel)
    rows = [Row(day.strftime(form), numbers) for day, numbers in steps.items()]
    return Board("volume", f"Messages by {view.period.step}", view.period.step.title(), rows, True)


def channels(view: View) -> Board:
    """Return turns by channel."""
    found = sorted(by_channel(view.period).items(), key=lambda one: -one[1].turns)
    return Board("channels", "By channel", "Channel", [Row(name, one) for name, one in found])


def hours(view: View) -> Board:
    """Return turns by the hour of the clinic's day."""
    found = by_part("hour", view.period, view.channel)
    labels = [f"{hour:02}" for hour in range(24)]
    rows = [Row(label, found.get(label, Numbers())) for label in labels]
    return Board("hours", "By hour of the day", "Hour", rows, True)


def models(view: View) -> Board:
    """Return turns by the model that understood them."""
    found = by_part("model", view.period, view.channel)
    rows = [Row(name or "none (the gate)", numbers) for name, numbers in found.items()]
    return Board("models", "By model version", "Model", rows)


def topics(view: View) -> Board:
    """Return what was asked about most."""
    rows = sorted(view.topics, key=lambda row: -row.numbers.turns)[:_MOST]
    return Board("topics", "Top topics", "Topic", rows)


def rising(view: View) -> Board:
    """Return what takes a larger share of the questions than in the period before."""
    now = sum(row.numbers.turns for row in view.topics)
    before = sum(row.before or 0 for row in view.topics)

    def gain(row: Row) -> float:
        return row.numbers.turns / now - (row.before or 0) / before

    known = [row for row in view.topics if row.numbers.turns >= _LEAST] if before else []
    rows = [row for row in sorted(known, key=gain, reverse=True) if gain(row) > 0]
    return Board("rising", "Rising topics", "Topic", rows[:_MOST])


def seconds(view: View) -> Board:
    """Return how soon answers came."""
    found = by_part("seconds", view.period, view.channel)
    labels = {f"{bound:g}": f"≤ {bound:g} s" for bound in SECONDS} | {LATER: f"> {SECONDS[-1]:g} s"}
    rows = [Row(label, found.get(part, Numbers())) for part, label in labels.items()]
    return Board("seconds", "Time to the answer", "Seconds", rows, True, outcomes=False)


BOARDS: dict[str, Callable[[View], Board]] = {
    "volume": volume,
    "topics": topics,
    "rising": rising,
    "channels": channels,
    "models": models,
    "hours": hours,
    "seconds": seconds,
}
