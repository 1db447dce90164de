"""CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Any) -> str:
    """Return a value as a cell: a text that a spreadsheet would run has an apostrophe before it."""
    if value is None:
        return ""
    text = str(value).replace("\x00", "")
    if isinstance(value, (int, float)):
        return text
    return (
        f"'{text}"
        if text.lstrip(" \"'").startswith(_FORMULA) or text.startswith(_FORMULA)
        else text
    )


def lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield each row as a line of CSV (RFC 4180, every text quoted)."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line, quoting=csv.QUOTE_ALL).writerow([cell(value) for value in row])
        yield line.getvalue()
