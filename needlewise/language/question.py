"""Where the questions of a message may begin and end."""

import re
from dataclasses import dataclass
from itertools import pairwise

_STRONG = re.compile(r"(?<=[.?!;])\s+|\s+-+\s+|\s*[\u2013\u2014\u2026]\s*|(?<=[?!])(?=\w)")
_ASKED = (
    r"(?:it|its|this|that|there|they|the|these|you|i|we|my|your|she|he|someone|people|most"
    r"|dry|needling|acupuncture|insurance|medicare)\b"
)
_INVERTED = (
    rf"(?:is|are|was|were|am|isn't|aren't|do|does|did|don't|doesn't|can|could|will|would|should|shall|may|might|must"
    rf"|can't|won't|shouldn't)\s{_ASKED}|have\syou\b|has\s(?:it|anyone)\b"
)
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|shall|may|might|must|has|have)\b"
)
# A question word opens a question inside a sentence only with its verb: "when the needle goes in" does not.
_QUESTION_WORD = (
    r"how\s(?:much|many|long|often|soon|quick|quickly|far|deep|big|come|about|bad|sore|safe)\b"
    rf"|(?:how|what|when|where|who|why)\s{_AUXILIARY}|(?:how|what|where|who|when)'s\s"
    r"|what\s(?:happens|about|if|kind|sort|type|else|time|causes|makes|to\s)|which\s\w+|who\s(?:does|gives|pays)\b"
)
_OPENERS = rf"{_QUESTION_WORD}|{_INVERTED}|any\s(?:side|risk|chance|idea|tips|advice)"
# Requests ask too: "tell me about the needles", "I'd like to book".
_REQUEST = (
    r"(?:please\s)?(?:tell|explain|book|call|ring|phone|give|send|show|delete|erase|forget|remove|describe|put)\b"
    r"|i(?:'d|\swould)\s(?:like|love|prefer|rather)\b|(?:i\s)?(?:want|need)\s(?:to|a|an|some|someone|your|more)\b"
    r"|(?:i(?:'m|\sam)\s)?(?:wondering|curious|interested|not\ssure|unsure|looking\sfor)\b|any\s"
)
_STARTS_ASKING = re.compile(
    rf"(?:{_OPENERS}|{_REQUEST}|(?:how|what|when|where|whereabouts|who|which|why|whether)\b|{_AUXILIARY})"
)
_VERB = re.compile(_INVERTED)
# "how many sessions" still waits for its verb, so "do i need" goes on with it.
_WAITING = re.compile(
    rf"(?:how|what|which|when|where|whereabouts|who|why)\b(?:(?!{_AUXILIARY}|'s\b)[^.?!,;])*$"
)
# Words that can join two questions; what follows is a clause of its own, perhaps. "Or" alone joins the
# two sides of one: "is it safe or should i be worried".
_JOINT = re.compile(
    r"\s*,\s*(?:and\s+|but\s+|or\s+|so\s+|also\s+|plus\s+|then\s+)*"
    r"|\s+(?:and|also|plus|but|then|by the way|&|\+)\s+(?:also\s+|then\s+|secondly\s+)?"
)
_ADDED = re.compile(rf"(?<!\bthere)(?<!\bor)\s+(?={_OPENERS})")
# Asked of what was just told ("I'm on warfarin, can I have it?") or named ("laminectomy, what is it"),
# and nothing by itself.
_OF_WHAT_WAS_TOLD = re.compile(
    r"(?:can|could|may)\si\s(?:still\s)?(?:have|get|do|try)\s(?:it|this|that)(?:\sdone)?\b(?=\s*(?:[?.!,;]|and\b|$))"
)
_OF_WHAT_WAS_NAMED = re.compile(
    r"(?:how\s(?:much|long|many|often)|what(?:\sis|'s|\sare)\s(?:it|that|they|those)|how\s(?:is|are)\s(?:it|they)\sdone"
    r"|do\syou\sdo\s(?:it|that|them)|is\sit\sany\sgood)[\s?.!]*$"
)
_NAME_WORDS = 4  # more of them tell something
_HAS_WORD = re.compile(r"\w")
_EDGES = re.compile(r"^[\s,]+|[\s,]+$")
_LEAD = re.compile(
    r"^(?:(?:and|also|plus|but|or|so|then|ok|okay|oh|um|er|well|like|hi|hiya|hello|hey|by the way"
    r"|one more thing|another thing|secondly|second|first|firstly|thirdly|lastly|finally|just wondering"
    r"|i was wondering|i wonder)\b[\s,:-]*)+"
)
_MOST_CLAUSES = 9
_LONGEST_STRETCH = 3  # clauses that one question is looked for in, beside the message as a whole


@dataclass(frozen=True)
class Clause:
    """A stretch of the message between two possible borders, by character offsets."""

    start: int
    end: int
    asks: bool  # it looks like a question: a question mark, or a question's opening words


def split(text: str) -> list[Clause]:
    """Return the clauses of `text` (as put right, in small letters), in order; none for a blank text.

    The borders are candidates only, too many rather than too few: whoever reads the clauses joins
    them again. A long message is cut at the ends of sentences alone, and in no more than nine.
    """
    borders = _borders(text, (_STRONG, _JOINT, _ADDED))
    if len(borders) >= _MOST_CLAUSES:
        borders = _borders(text, (_STRONG,))
    while len(borders) >= _MOST_CLAUSES:
        borders = _without_shortest(borders, len(text))
    edges = [(0, 0), *borders, (len(text), len(text))]
    spans = [(left[1], right[0]) for left, right in pairwise(edges)]
    return [
        Clause(start, end, asks(text[start:end])) for start, end in spans if text[start:end].strip()
    ]


def stretches(clauses: list[Clause]) -> list[tuple[int, int]]:
    """Return where (the places of the first and last clause) one question may stand: each run of up to
    three clauses, but for the whole message."""
    last = len(clauses) - 1
    return [
        (i, j)
        for i in range(len(clauses))
        for j in range(i, min(i + _LONGEST_STRETCH, len(clauses)))
        if (i, j) != (0, last)
    ]


def asks(text: str) -> bool:
    """Say whether `text` looks like a question."""
    return "?" in text or _STARTS_ASKING.match(_LEAD.sub("", text.strip()) + " ") is not None


def trim(text: str) -> str:
    """Return `text` without the words that only lead up to a question ("and also, by the way")."""
    trimmed = _EDGES.sub("", _LEAD.sub("", _EDGES.sub("", text)))
    return trimmed if _HAS_WORD.search(trimmed) else text.strip()


def _borders(text: str, kinds: tuple[re.Pattern[str], ...]) -> list[tuple[int, int]]:
    found = sorted(match.span() for kind in kinds for match in kind.finditer(text))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if start == 0 or end == len(text):
            continue
        begun = apart[-1][1] if apart else 0
        if _goes_on(text, begun, start, end) or _looks_back(text, begun, start, end):
            continue
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _goes_on(text: str, begun: int, start: int, end: int) -> bool:
    """Say whether the question word at `begun` still waits for the verb after a mere blank."""
    waits = _WAITING.match(_LEAD.sub("", text[begun:start]))
    return text[start:end].isspace() and waits is not None and _VERB.match(text, end) is not None


def _looks_back(text: str, begun: int, start: int, end: int) -> bool:
    """Say whether what follows at `end` only asks of what was told or named from `begun` to `start`."""
    said = text[begun:start]
    if asks(said):
        return False
    named = begun == 0 and len(said.split()) <= _NAME_WORDS
    return bool(
        _OF_WHAT_WAS_TOLD.match(text, end) or (named and _OF_WHAT_WAS_NAMED.match(text, end))
    )


def _without_shortest(borders: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Drop the border between the two neighbouring clauses that are shortest together."""
    ends = [0, *(end for _, end in borders), length]
    joined = [ends[place + 2] - ends[place] for place in range(len(borders))]
    shortest = joined.index(min(joined))
    return borders[:shortest] + borders[shortest + 1 :]
