"""The report's picture: our share of the stock bot's cost, and turns of a long conversation."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from benchmarks.serving.figure import Figure

_WINDOW = 10  # turns that a point of the curve stands for
_COLOURS = {"ours": "tab:blue", "stock": "tab:grey"}


def draw(figures: Sequence[Figure], turns: Mapping[str, Sequence[float]], path: Path) -> None:
    """Draw the ratios of `figures`, and for each bot the seconds of each turn in `turns`."""
    picture, (ratios, curves) = plt.subplots(1, 2, figsize=(14, 5.5))
    _draw_ratios(ratios, [figure for figure in figures if figure.ratio])
    _draw_turns(curves, turns)
    picture.tight_layout()
    picture.savefig(path, dpi=110)
    plt.close(picture)


def _draw_ratios(axes: plt.Axes, figures: Sequence[Figure]) -> None:
    names = [figure.name for figure in figures]
    axes.barh(names, [figure.ratio for figure in figures], color=_COLOURS["ours"])
    for row, figure in enumerate(figures):
        axes.text(figure.ratio, row, f" {figure.ratio:.2f}", va="center")
        if figure.target and figure.target.side == "ratio":
            axes.plot([figure.target.limit] * 2, [row - 0.4, row + 0.4], color="darkred")
    axes.axvline(1, color=_COLOURS["stock"], linestyle="--")
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.set_title("ours over stock (dashed: the same; red: target)")


def _draw_turns(axes: plt.Axes, turns: Mapping[str, Sequence[float]]) -> None:
    for name, seconds in turns.items():
        starts = range(0, len(seconds) - _WINDOW + 1, _WINDOW)
        points = [1000 * median(seconds[start : start + _WINDOW]) for start in starts]
        axes.plot(
            [start + _WINDOW / 2 for start in starts], points, label=name, color=_COLOURS[name]
        )
    axes.set_ylim(bottom=0)
    axes.set_xlabel("turn of one conversation")
    axes.set_ylabel("milliseconds, median of ten turns")
    axes.set_title("one turn as the conversation grows")
    axes.legend()
