"""A long text as several messages, cut between sentences."""

import re
from collections.abc import Iterator

# Never cut: a number with its blanks (a phone, a date, an amount), an address of a page.
_WHOLE = re.compile(r"https?://\S+|www\.\S+|[+(]?\d(?:[\d ().,:/\u00a0-]*\d)?")
# The end of a sentence with the numbers of its sources; the end of a line.
_END = re.compile(r"[.!?][\"'”’)]*(?: [\[(][\d, ]+[\])])?(\s+)|(\n\s*)")
_BLANK = re.compile(r"\s+")


def split(text: str, most: int) -> list[str]:
    """Return `text` in pieces of at most `most` characters (as platforms count them: UTF-16 units).

    Cut after a sentence or a line where there is one, else at a blank, never inside a number or an
    address; only what is longer than `most` by itself is cut anywhere.
    """
    pieces = []
    rest = text.strip()
    while length(rest) > most:
        end, begin = _cut(rest, _reach(rest, most))
        pieces.append(rest[:end].rstrip())
        rest = rest[begin:].lstrip()
    return [*pieces, rest] if rest else pieces


def length(text: str) -> int:
    """Return the number of UTF-16 units: what is beyond the first plane, such as emoji, counts twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def _reach(text: str, most: int) -> int:
    """Return how many characters of `text` fit into `most` units."""
    units = 0
    for index, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > most:
            return max(index, 1)
    return len(text)


def _cut(text: str, reach: int) -> tuple[int, int]:
    """Return where a piece ends and the next begins, as far on as `reach` allows."""
    whole = [match.span() for match in _WHOLE.finditer(text[: 2 * reach])]
    for breaks in (_sentence_breaks(text), _blanks(text)):
        found = None
        for end, begin in breaks:
            if end > reach:
                break
            if not any(start < end < stop for start, stop in whole):
                found = end, begin
        if found is not None:
            return found
    return _middle(whole, reach)


def _middle(whole: list[tuple[int, int]], reach: int) -> tuple[int, int]:
    """Return where to cut a text without a blank: before what must stay whole, if something is."""
    for start, stop in whole:
        if 0 < start < reach < stop:
            return start, start
    return reach, reach


def _sentence_breaks(text: str) -> Iterator[tuple[int, int]]:
    for match in _END.finditer(text):
        group = 1 if match.group(1) is not None else 2
        yield match.span(group)


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    for match in _BLANK.finditer(text):
        if match.start() > 0:
            yield match.span()
