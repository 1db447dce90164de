"""A message cut into clauses, each with the mood in which it is said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from needlewise.safety.lexicon import Mention
from needlewise.safety.wording import MARKS, STOPS


class Mood(Enum):
    """How a clause speaks of what it names."""

    TOLD = "told"  # reported, by or about somebody
    ASKED = "asked"  # asked about in general
    SUPPOSED = "supposed"  # imagined, feared, possible
    PAST = "past"  # long over


@dataclass(frozen=True)
class Clause:
    """The words `start` to `end` (exclusive). `loose` if it only goes on with a list."""

    start: int
    end: int
    mood: Mood
    loose: bool


_words = frozenset
SUBJECTS = _words("i he she we they".split())
_AUXILIARIES = _words(
    "am is are was were do does did have has had can could will would may might should shall must "
    "dont doesnt didnt cant couldnt wont wouldnt isnt arent wasnt havent hasnt".split()
)
_ASKING_AUXILIARIES = _AUXILIARIES - _words(
    "am had have must dont didnt cant couldnt havent wont".split()
)
_ASKED_OF = _words(
    "i it you we this that these dry needling needles acupuncture the my anyone anybody people "
    "patients treatment your they he she sciatica".split()
)
_BREAKS = _words(
    "but because so although though however except unless then whereas while yet".split()
)
_LISTS = _words(["and", "or", "nor", "plus", "also"])
_SUBORDINATES = _words("if when whenever whether why what how where who which".split())
_LEANS_ON = (  # a subject after one of these goes on with its clause
    _AUXILIARIES | _BREAKS | _LISTS | _SUBORDINATES
    | _words("to that since after before until till as than once how the time moment day where".split())
)  # fmt: skip
_IT_VERBS = _words(
    "is was has had feels felt hurts wont will doesnt isnt wasnt started looks keeps can could might may "
    "just still also really now went got makes comes seems".split()
)
_OWNERS = _words("my his her our both".split())
_COPULAS = _words(
    "is are was were has have had feel feels felt went go goes gone keep keeps kept cant wont dont doesnt "
    "isnt arent gave gives give hurt hurts just started feeling going getting still suddenly".split()
)
_BEFORE_OWNED = _LEANS_ON | _words(
    "in on of to for with about from at by down up into through over under around between all both "
    "lost lose losing feel move control hit make makes cause causes help treat fix numb and "
    "feeling getting got had like not near puncture damage".split()
)
_FILLERS = _words(
    "and but or so then that hi hello hey hiya please sorry ok okay also just um uh er well oh like yes no "
    "yeah thanks anyway actually basically because though however plus thing question , - : dear doctor doc "
    "all right quick morning good afternoon evening again".split()
)
_GOES_ON = _LISTS | _words("when where it they".split())
_TIME_STARTS = _words(
    "not when back in as last about around over many several some a an one two three four five six seven "
    "eight nine ten fifteen twenty years months ages decades once previously that this it".split()
)
# Verbs with which people begin when they leave "I" out.
_ELIDED = _words(
    "cant couldnt dont didnt havent hasnt wont lost keep keeps been feel feels feeling having got wet am "
    "went woke started now still had have has not barely hardly".split()
)


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
    if (
        word in _BREAKS
        or word in _LISTS
        or (word in _SUBORDINATES and previous not in _BREAKS | _LISTS)
    ):
        return True
    if word == "that":
        return following in SUBJECTS or following in _OWNERS
    return (
        _starts_with_subject(previous, word, following)
        or _starts_with_owner(words, index)
        or (
            word in _ASKING_AUXILIARIES
            and following in _ASKED_OF
            and previous not in _LEANS_ON | SUBJECTS | {"it", "not", "thing", "problem", "you"}
        )
    )


def _starts_with_subject(previous: str, word: str, following: str) -> bool:
    if previous in _LEANS_ON or previous in ("i", "not"):
        return False
    return word in SUBJECTS or (word == "it" and following in _IT_VERBS)


def _starts_with_owner(words: Sequence[str], index: int) -> bool:
    if words[index] not in _OWNERS or words[index - 1] in _BEFORE_OWNED:
        return False
    owned = takewhile(lambda word: word not in MARKS, words[index + 2 : index + 5])
    return not _COPULAS.isdisjoint(owned)


def _clause(
    words: Sequence[str], start: int, end: int, previous: Clause | None, cues: _Cues
) -> Clause:
    head = next((index for index in range(start, end) if words[index] not in _FILLERS), start)
    loose = words[start] in _GOES_ON or words[max(start - 1, 0)] == ","
    mood = _own_mood(head, start, previous, words, cues)
    if mood is None:
        mood = _inherited(words, start, head, previous) if previous else Mood.TOLD
    return Clause(start, end, mood, loose)


def _own_mood(
    head: int, start: int, previous: Clause | None, words: Sequence[str], cues: _Cues
) -> Mood | None:
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
    if previous.mood in (Mood.TOLD, Mood.PAST) or joiner in _BREAKS:
        return Mood.TOLD
    if words[head] in SUBJECTS | _OWNERS or words[head] == "it":
        goes_on = previous.mood is Mood.SUPPOSED and joiner in ("and", "or")
        return Mood.SUPPOSED if goes_on else Mood.TOLD
    if words[head] in _ELIDED and joiner not in _LISTS:
        return Mood.TOLD
    if joiner in _SUBORDINATES and words[start + 1 : start + 2] in (["i"], ["my"]):
        return Mood.TOLD
    return previous.mood


def _with_times(found: list[Clause], words: Sequence[str], cues: _Cues) -> list[Clause]:
    """Put into the past what happened long ago, by a time in the clause or alone beside it."""
    dated: list[Clause] = []
    for place, clause in enumerate(found):
        beside = [clause]
        beside += [other for other in found[place + 1 : place + 2] if _is_time(other, words, cues)]
        beside += [
            other for other in found[max(place - 1, 0) : place] if _is_time(other, words, cues)
        ]
        old = any(cues.within(part.start, part.end, "long_ago") for part in beside)
        new = cues.within(clause.start, clause.end, "recent")
        past = old and not new
        dated.append(Clause(clause.start, clause.end, Mood.PAST, clause.loose) if past else clause)
    return dated


def _is_time(clause: Clause, words: Sequence[str], cues: _Cues) -> bool:
    """Whether the clause is little more than a time: "ten years ago"."""
    spoken = [word for word in words[clause.start : clause.end] if word not in MARKS]
    begins = spoken[:1] and (spoken[0] in _TIME_STARTS or spoken[0].isdigit())
    return bool(begins) and len(spoken) <= 6 and cues.within(clause.start, clause.end, "long_ago")
