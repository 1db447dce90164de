"""Charts made here: shapes for `chart.html`, which draws them as SVG that needs no script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontdesk.console.measures.board import Board, Row
from frontdesk.conversations.count import OUTCOMES

OUTCOME_WORDS = {
    "answered": "answered",
    "fallback": "not answered",
    "handoff": "handed over",
    "red_flag": "red flag",
}
_WIDTH, _HEIGHT = 860, 230  # of upright charts, in the units of the drawing
_LEFT, _BOTTOM, _TOP = 62, 26, 10  # room for the scale and the labels
_LYING, _LINE, _LABEL, _VALUE = 480, 30, 226, 100  # lying: width, a bar's line, room for words
_LABELS = 14  # at most, below upright bars
_LONGEST = 30  # characters of a lying bar's label


@dataclass(frozen=True)
class Box:
    """A piece of a bar; `kind` is its class in the style sheet."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Bar:
    """A bar; `words` say what it shows, for a pointer and for those who don't see it."""

    words: str
    boxes: Sequence[Box]
    label: str
    value: str
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """A line of the scale, from `x` on."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """`description` tells in a sentence or two what the chart shows."""

    board: Board
    width: int
    height: int
    bars: Sequence[Bar]
    marks: Sequence[Mark]
    description: str
    legend: Sequence[tuple[str, str]]


def draw(board: Board) -> Chart:
    """Return the chart of a board."""
    most = max((row.numbers.turns for row in board.rows), default=0)
    top = _round_up(most)
    legend = [(kind, OUTCOME_WORDS[kind]) for kind in OUTCOMES] if board.outcomes else []
    height = _HEIGHT if board.upright else max(_LINE * len(board.rows), _LINE)
    return Chart(
        board=board,
        width=_WIDTH if board.upright else _LYING,
        height=height,
        bars=list(_standing(board, top) if board.upright else _lying(board, most)),
        marks=_marks(top) if board.upright else [],
        description=_describe(board),
        legend=legend,
    )


def _standing(board: Board, top: int) -> Iterator[Bar]:
    step = (_WIDTH - _LEFT) / max(len(board.rows), 1)
    every = -(-len(board.rows) // _LABELS)
    room = _HEIGHT - _BOTTOM - _TOP
    for number, row in enumerate(board.rows):
        x, y, boxes = _LEFT + number * step, float(_HEIGHT - _BOTTOM), []
        for kind, value in _pieces(board, row):
            height = room * value / top
            y -= height
            boxes.append(
                Box(kind, _trim(x + step * 0.12), _trim(y), _trim(step * 0.76), _trim(height))
            )
        label = row.label if number % every == 0 else ""
        yield Bar(_words(board, row), boxes, label, "", _trim(x + step / 2), _HEIGHT - 8)


def _lying(board: Board, most: int) -> Iterator[Bar]:
    room = _LYING - _LABEL - _VALUE
    for number, row in enumerate(board.rows):
        x, y, boxes = float(_LABEL), number * _LINE + 5.0, []
        for kind, value in _pieces(board, row):
            width = room * value / max(most, 1)
            boxes.append(Box(kind, _trim(x), y, _trim(width), _LINE - 10))
            x += width
        label = row.label if len(row.label) <= _LONGEST else f"{row.label[: _LONGEST - 1]}…"
        yield Bar(_words(board, row), boxes, label, _value(row), _trim(x + 8), y + 15)


def _pieces(board: Board, row: Row) -> Iterator[tuple[str, int]]:
    if not board.outcomes:
        yield "plain", row.numbers.turns
        return
    for kind in OUTCOMES:
        if number := getattr(row.numbers, kind):
            yield kind, number


def _value(row: Row) -> str:
    change = "" if row.change is None else f" ({row.change:+,})"
    return f"{row.numbers.turns:,}{change}"


def _words(board: Board, row: Row) -> str:
    parts = [
        f"{number:,} {OUTCOME_WORDS[kind]}"
        for kind, number in _pieces(board, row)
        if board.outcomes
    ]
    return f"{row.label}: {_value(row)}" + (f" · {', '.join(parts)}" if parts else "")


def _describe(board: Board) -> str:
    if not any(row.numbers.turns for row in board.rows):
        return "Nothing happened in this period."
    largest = max(board.rows, key=lambda row: row.numbers.turns)
    total = sum(row.numbers.turns for row in board.rows)
    return (
        f"{len(board.rows)} bars, {total:,} in all; the largest is {largest.label} with "
        f"{largest.numbers.turns:,}. The table below has every number."
    )


def _marks(top: int) -> list[Mark]:
    room = _HEIGHT - _BOTTOM - _TOP
    return [
        Mark(f"{top * part // 4:,}", _LEFT, _trim(_HEIGHT - _BOTTOM - room * part / 4))
        for part in range(5)
    ]


def _round_up(number: int) -> int:
    """Return a round number that is not smaller and that the scale's four lines divide."""
    unit: int = 4 * 10 ** max(len(str(number)) - 2, 0)
    return max(-(-number // unit), 1) * unit


def _trim(number: float) -> float:
    return round(number, 1)
