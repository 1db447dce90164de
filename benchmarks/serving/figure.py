"""A figure of the report: what was measured for both bots, and what is asked of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["ours", "ratio"]


@dataclass(frozen=True)
class Target:
    """What must hold of our value, or of its ratio to the stock bot's."""

    side: Side
    limit: float
    at_most: bool = True

    def __str__(self) -> str:
        return f"{self.side} {'≤' if self.at_most else '≥'} {self.limit:g}"


@dataclass(frozen=True)
class Figure:
    """`stock` is None where there is nothing to compare with."""

    name: str
    unit: str
    ours: float
    stock: float | None = None
    target: Target | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the stock bot's."""
        return self.ours / self.stock if self.stock else None

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached; None without one."""
        if self.target is None:
            return None
        value = self.ours if self.target.side == "ours" else self.ratio
        assert value is not None, f"'{self.name}' has no ratio"
        return value <= self.target.limit if self.target.at_most else value >= self.target.limit


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of text."""
    head = f"{'':44} {'ours':>9} {'stock':>9} {'ratio':>6}  target"
    return "\n".join([head, *(_line(figure) for figure in figures)])


def _line(figure: Figure) -> str:
    name = f"{figure.name}, {figure.unit}" if figure.unit else figure.name
    stock = "" if figure.stock is None else f"{figure.stock:.1f}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    line = f"{name:44} {figure.ours:9.1f} {stock:>9} {ratio:>6}"
    if figure.target is None:
        return line
    return f"{line}  {figure.target}: {'met' if figure.is_met else 'MISSED'}"
