"""A message cut into clauses, each with the mood in which it is said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

from needlewise.safety.grammar import (
    ASKED_OF,
    ASKING_AUXILIARIES,
    BEFORE_OWNED,
    BREAKS,
    COPULAS,
    ELIDED,
    FILLERS,
    GOES_ON,
    GRADES,
    IT_VERBS,
    LEANS_ON,
    LISTS,
    OWNERS,
    SUBJECTS,
    SUBORDINATES,
    TIME_STARTS,
)
from needlewise.safety.lexicon import Mention
from needlewise.safety.wording import MARKS, STOPS

_LONGEST_TIME = 6  # words


class Mood(Enum):
    """How a clause speaks of what it names."""

    TOLD = "told"  # reported, by or about somebody
    ASKED = "asked"  # asked about in general
    CHECKED = "checked"  # asked whether it is normal
    SUPPOSED = "supposed"  # imagined, feared, possible
    PAST = "past"  # long over


@dataclass(frozen=True)
class Clause:
    """The words `start` to `end` (exclusive). `loose` if it only goes on with a list."""

    start: int
    end: int
    mood: Mood
    loose: bool


def clauses(words: Sequence[str], mentions: Iterable[Mention]) -> list[Clause]:
    """Return the clauses of `words` in order; `mentions` hold the cues of `patterns/mood.yml`."""
    starts = [index for index in range(len(words)) if _starts(words, index)]
    ends = [*starts[1:], len(words)] if starts else []
    cues = _Cues(mentions)
    found: list[Clause] = []
    for start, end in zip(starts, ends, strict=True):
        previous = found[-1] if found and words[start - 1] not in STOPS else None
        found.append(_clause(words, start, end, previous, cues))
    return _with_times(found, words, cues)


class _Cues:
    """The cue mentions by the word that they start at."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._starting: dict[int, set[str]] = {}
        for mention in mentions:
            self._starting.setdefault(mention.start, set()).add(mention.concept)

    def at(self, index: int, cue: str) -> bool:
        return cue in self._starting.get(index, ())

    def within(self, start: int, end: int, cue: str) -> bool:
        return any(self.at(index, cue) for index in range(start, end))


def _starts(words: Sequence[str], index: int) -> bool:
    if index == 0:
        return True
    previous, word = words[index - 1], words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if previous in MARKS:
        return word not in MARKS
    if word in BREAKS or word in LISTS or (word in SUBORDINATES and previous not in BREAKS | LISTS):
        return True
    if word == "that":
        return following in SUBJECTS or following in OWNERS
    return (
        _starts_with_subject(previous, word, following)
        or _starts_with_owner(words, index)
        or (
            word in ASKING_AUXILIARIES
            and following in ASKED_OF
            and previous not in LEANS_ON | SUBJECTS | GRADES
            and previous not in ("it", "not", "thing", "problem", "you")
        )
    )


def _starts_with_subject(previous: str, word: str, following: str) -> bool:
    if previous in LEANS_ON or previous in ("i", "not"):
        return False
    return word in SUBJECTS or (word == "it" and following in IT_VERBS)


def _starts_with_owner(words: Sequence[str], index: int) -> bool:
    if words[index] not in OWNERS or words[index - 1] in BEFORE_OWNED:
        return False
    owned = takewhile(lambda word: word not in MARKS | SUBORDINATES, words[index + 2 : index + 5])
    return not COPULAS.isdisjoint(owned)


def _clause(
    words: Sequence[str], start: int, end: int, previous: Clause | None, cues: _Cues
) -> Clause:
    head = next((index for index in range(start, end) if words[index] not in FILLERS), start)
    loose = words[start] in GOES_ON or words[max(start - 1, 0)] == ","
    mood = _own_mood(head, start, previous, words, cues)
    if mood is None:
        mood = _inherited(words, start, head, previous) if previous else Mood.TOLD
    return Clause(start, end, mood, loose)


def _own_mood(
    head: int, start: int, previous: Clause | None, words: Sequence[str], cues: _Cues
) -> Mood | None:
    if cues.at(head, "checking_opening"):
        return Mood.CHECKED
    if cues.at(head, "telling_opening"):
        return Mood.TOLD
    if cues.at(head, "supposing_opening"):
        unsure = previous and cues.within(previous.start, start, "unsure")
        return Mood.TOLD if unsure else Mood.SUPPOSED
    if cues.at(head, "asking_opening"):
        return Mood.ASKED
    return None


def _inherited(words: Sequence[str], start: int, head: int, previous: Clause) -> Mood:
    """What goes on with a list keeps its mood; a new subject or a "but" does not."""
    joiner = words[start]
    if previous.mood in (Mood.TOLD, Mood.PAST) or joiner in BREAKS:
        return Mood.TOLD
    if words[head] in SUBJECTS | OWNERS or words[head] == "it":
        goes_on = previous.mood is Mood.SUPPOSED and joiner in ("and", "or")
        return Mood.SUPPOSED if goes_on else Mood.TOLD
    if words[head] in ELIDED and joiner not in LISTS:
        return Mood.TOLD
    if joiner in SUBORDINATES and words[start + 1 : start + 2] in (["i"], ["my"]):
        return Mood.TOLD
    return previous.mood


def _with_times(found: list[Clause], words: Sequence[str], cues: _Cues) -> list[Clause]:
    """Put into the past what happened long ago, by a time in the clause or alone beside it."""
    dated: list[Clause] = []
    for place, clause in enumerate(found):
        old = cues.within(clause.start, clause.end, "long_ago") or any(
            _is_time(other, words, cues) for other in _neighbours(found, place, words)
        )
        past = old and not cues.within(clause.start, clause.end, "recent")
        dated.append(replace(clause, mood=Mood.PAST) if past else clause)
    return dated


def _neighbours(found: Sequence[Clause], place: int, words: Sequence[str]) -> Iterator[Clause]:
    """The clauses before and after, in the same sentence."""
    if place and words[found[place].start - 1] not in STOPS:
        yield found[place - 1]
    if place + 1 < len(found) and words[found[place].end - 1] not in STOPS:
        yield found[place + 1]


def _is_time(clause: Clause, words: Sequence[str], cues: _Cues) -> bool:
    """Whether the clause is a time and no more: "ten years ago", "when I was a child"."""
    spoken = [word for word in words[clause.start : clause.end] if word not in MARKS]
    begins = spoken[:1] and (spoken[0] in TIME_STARTS or spoken[0].isdigit())
    acts = spoken[:1] != ["when"] and not SUBJECTS.isdisjoint(spoken)
    long_ago = cues.within(clause.start, clause.end, "long_ago")
    return bool(begins) and not acts and len(spoken) <= _LONGEST_TIME and long_ago
