"""Pictures of how well questions are understood."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np


def draw_confusions(pairs: list[tuple[str, str]], path: Path) -> None:
    """Draw the matrix of (asked, understood) topics; what is right stands on the diagonal."""
    names = sorted({name for pair in pairs for name in pair})
    matrix = np.zeros((len(names), len(names)))
    for asked, understood in pairs:
        matrix[names.index(asked), names.index(understood)] += 1
    figure, axes = plt.subplots(figsize=(15, 14))
    axes.imshow(np.log1p(matrix), cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("understood as")
    axes.set_ylabel("asked")
    for row, column in np.argwhere(matrix > 0):
        if row != column:
            axes.text(
                column,
                row,
                int(matrix[row, column]),
                ha="center",
                va="center",
                color="darkred",
                fontsize=7,
            )
    _keep(figure, path)


def draw_confidence(judged: list[tuple[float, bool]], path: Path) -> None:
    """Draw, by tenth of confidence, how often a judgement is right, beside the ideal."""
    confidence = np.array([value for value, _ in judged])
    right = np.array([hit for _, hit in judged], dtype=float)
    tenth = np.minimum((confidence * 10).astype(int), 9)
    filled = [place for place in range(10) if (tenth == place).any()]
    figure, axes = plt.subplots(figsize=(6, 5))
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--", label="ideal")
    shares = [right[tenth == place].mean() for place in filled]
    axes.plot(
        [confidence[tenth == place].mean() for place in filled],
        shares,
        marker="o",
        label="measured",
    )
    for place, share in zip(filled, shares, strict=True):
        axes.annotate(str(int((tenth == place).sum())), (confidence[tenth == place].mean(), share))
    axes.set_xlabel("confidence")
    axes.set_ylabel("share right (number of questions beside the point)")
    axes.legend()
    _keep(figure, path)


def draw_scope_curve(own: list[float], strange: list[float], path: Path) -> None:
    """Draw the share of strange questions caught over the share of own ones turned away, for every
    threshold on a score that is higher the stranger a question is."""
    thresholds = np.sort(np.array(own + strange))
    rejected = [(np.array(own) >= threshold).mean() for threshold in thresholds]
    caught = [(np.array(strange) >= threshold).mean() for threshold in thresholds]
    figure, axes = plt.subplots(figsize=(6, 5))
    axes.plot(rejected, caught)
    axes.axvline(0.03, color="grey", linestyle="--", label="3% turned away")
    axes.set_xlim(0, 0.3)
    axes.set_xlabel("own questions turned away")
    axes.set_ylabel("out-of-scope questions caught")
    axes.legend()
    _keep(figure, path)


def _keep(figure: plt.Figure, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
