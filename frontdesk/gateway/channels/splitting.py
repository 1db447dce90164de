"""A long text as several messages, cut between sentences."""

import re

# Never cut: a number with its blanks (a phone, a date, an amount), an address of a page.
_WHOLE = re.compile(r"https?://\S+|www\.\S+|[+(]?\d(?:[\d ().,:/\u00a0-]*\d)?")
_PARAGRAPH = re.compile(r"(?P<gap>\n\s*\n\s*)")
# The end of a sentence with the numbers of its sources; the end of a line.
_END = re.compile(r"(?:[.!?][\"'”’)]*(?: [\[(][\d, ]+[\])])?(?=\s)|(?=\n))(?P<gap>\s+)")
_BLANK = re.compile(r"(?P<gap>\s+)")


def split(text: str, most: int) -> list[str]:
    """Return `text` in pieces of at most `most` characters (as platforms count them: UTF-16 units).

    Cut between paragraphs if that fills half a piece, else after a sentence or a line, else at a blank,
    never inside a number or an address; only what is longer than `most` by itself is cut anywhere.
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
    for breaks, least in ((_PARAGRAPH, reach // 2), (_END, 1), (_BLANK, 1)):
        found = None
        for match in breaks.finditer(text):
            end, begin = match.span("gap")
            if end > reach:
                break
            if end >= least and not any(start < end < stop for start, stop in whole):
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
