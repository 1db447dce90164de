"""A message read once: its words, what they mention, and in which mood."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from needlewise.safety.clause import Clause, Mood, clauses
from needlewise.safety.lexicon import Lexicon, Mention
from needlewise.safety.wording import MARKS, STOPS

_NEGATORS = frozenset(
    "no not never without dont doesnt didnt havent hasnt hadnt isnt arent wasnt werent neither nor none "
    "nothing zero nil".split()
)
# What may stand between a negator and what it negates: "haven't had any signs of a fever".
_SEE_THROUGH = frozenset(
    "any a an the my of or nor have had has got get getting having been being feel feeling felt experienced "
    "experiencing noticed seen real actual signs sign symptoms even in with much at all problems problem "
    "issues trouble changes change difficulty other kind sort like to going want wanting trying planning "
    ", /".split()
)
_NEGATIVE = _NEGATORS | frozenset("cant couldnt unable barely hardly wont".split())
_OR = frozenset(["or", "nor"])
_NEW_SUBJECTS = frozenset("my i it the he she his her we they".split())
_FARTHEST = 14  # words between a negator and the last symptom of its list
_LONGEST = 12  # words in the longest wording of a concept
_STRONG_BREAKS = frozenset("but because although though however except whereas".split())
_OWNERS = frozenset("my his her their our i".split())
_SCRAP = 3  # words of a sentence that only goes on: "Numb. Down there."
_CONDITIONS = frozenset("when whenever if while after".split())
_ALSO_NEVER = frozenset(
    "before like this such so until till".split()
)  # "never felt like this before"


class Reading:
    """What the lexicon and the clauses say of one message."""

    def __init__(self, words: Sequence[str], lexicon: Lexicon) -> None:
        self.words = words
        self._found = lexicon.mentions(words)
        self.clauses = clauses(words, self._found)

    def mentions(self, concept: str) -> Sequence[Mention]:
        """The mentions of `concept`, in order."""
        return self._by_concept.get(concept, ())

    def near(self, concept: str, mention: Mention, gap: int, *, before: bool) -> Iterator[Mention]:
        """Yield the mentions of `concept` at most `gap` words after `mention`, or `before` it too."""
        candidates = self.mentions(concept)
        place = bisect_left(
            candidates, mention.start - (gap + _LONGEST if before else 0), key=_start
        )
        for candidate in candidates[place:]:
            if candidate.start > mention.end + gap:
                return
            after = candidate.start >= mention.end
            if after or (before and 0 <= mention.start - candidate.end <= gap):
                yield candidate

    def clause(self, index: int) -> Clause:
        """The clause of the word at `index`."""
        return self.clauses[self._clause_of[index]]

    def thought(self, index: int) -> int:
        """The number of the thought of the word at `index`; a full stop or a "but" starts a new one."""
        return self._thought_of[index]

    def scope(self, symptom: Sequence[Mention]) -> range:
        """The words that may explain `symptom` away: its clauses, and what leans on them.

        "When I sit, my legs go numb" and "I lost weight, on a diet" are explained, but not what
        another sentence, or another complaint after "and", has to say.
        """
        first = self._clause_of[min(part.start for part in symptom)]
        last = self._clause_of[max(part.end for part in symptom) - 1]
        if first and self.words[self.clauses[first - 1].start] in _CONDITIONS:
            first -= 1
        if last + 1 < len(self.clauses) and self._leans(last + 1):
            last += 1
        return range(self.clauses[first].start, self.clauses[last].end)

    def _leans(self, place: int) -> bool:
        clause = self.clauses[place]
        begins = self.words[clause.start]
        same = self.words[clause.start - 1] not in STOPS
        return same and (begins in _CONDITIONS or (clause.loose and begins != "and"))

    def mood(self, symptom: Sequence[Mention]) -> Mood:
        """The mood in which `symptom`, the mentions that make it up, is said."""
        start, last = min(part.start for part in symptom), max(part.start for part in symptom)
        end = max(part.end for part in symptom)
        clause = self.clause(start)
        mood = clause.mood
        if mood is Mood.TOLD and self._has("asking", clause.start, last):
            mood = Mood.ASKED
        elif mood is Mood.TOLD and self._has("supposing", clause.start, last):
            mood = Mood.SUPPOSED
        if mood in (Mood.ASKED, Mood.SUPPOSED) and self._is_own(clause, start, end):
            return Mood.TOLD
        return mood

    def is_denied(self, symptom: Sequence[Mention]) -> bool:
        """Whether the symptom itself is denied: "no fever", "fever: none", not "no feeling".

        `symptom`: the mentions that make it up; if one of them says "no", nothing denies the rest.
        """
        own = (word for part in symptom for word in self.words[part.start : part.end])
        if not _NEGATIVE.isdisjoint(own):
            return False
        return any(self._denied_before(part) or self._denied_after(part) for part in symptom)

    def _denied_before(self, mention: Mention) -> bool:
        for index in range(mention.start - 1, max(mention.start - _FARTHEST, -1), -1):
            word = self.words[index]
            if word in _NEGATORS:
                return not self._denies_nothing(index, mention)
            if word not in _SEE_THROUGH and index not in self._symptom_words:
                return False
        return False

    def _denies_nothing(self, index: int, mention: Mention) -> bool:
        following = self.words[index + 1]
        if following in MARKS or (self.words[index] == "no" and following in _NEW_SUBJECTS):
            return True  # "No, I lost control"
        listed = self.words[index : mention.end + 4]
        if "," in listed[: mention.start - index] and _OR.isdisjoint(listed):
            return True  # "no fever, numb legs" may well report the legs
        later = self.words[mention.start : mention.end + 6]
        return self.words[index] in ("never", "havent", "not") and not _ALSO_NEVER.isdisjoint(later)

    def _denied_after(self, mention: Mention) -> bool:
        later = list(self.words[mention.end : mention.end + 3])
        if later and later[0] in (":", "?", "-", "–", "—"):
            later = later[1:]
            return (
                bool(later)
                and later[0] in ("no", "none", "nope", "nil", "negative")
                and (len(later) < 2 or later[1] in MARKS)
            )
        return False

    def _is_own(self, clause: Clause, start: int, end: int) -> bool:
        """Whether a question is about what somebody has: "since yesterday", "help my numb groin"."""
        last = self.clause(min(end, len(self.words)) - 1)
        if self._has("anchored", clause.start, max(clause.end, last.end)):
            return True
        presumed = [cue for cue in self.mentions("presuming") if clause.start <= cue.start < start]
        return any(word in _OWNERS for cue in presumed for word in self.words[cue.end : end])

    def _has(self, cue: str, start: int, end: int) -> bool:
        return any(start <= mention.start < end for mention in self.mentions(cue))

    @cached_property
    def _by_concept(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self._found:
            found.setdefault(mention.concept, []).append(mention)
        return found

    @cached_property
    def _clause_of(self) -> list[int]:
        return [
            place
            for place, clause in enumerate(self.clauses)
            for _ in range(clause.start, clause.end)
        ]

    @cached_property
    def _thought_of(self) -> list[int]:
        return list(_thoughts(self.words))

    @cached_property
    def _symptom_words(self) -> frozenset[int]:
        return frozenset(
            index
            for mention in self.mentions("symptom")
            if self.words[mention.start] not in _NEGATIVE | {"lost"}
            for index in range(mention.start, mention.end)
        )


def _thoughts(words: Sequence[str]) -> Iterator[int]:
    thought = began = 0
    for index, word in enumerate(words):
        if index and words[index - 1] in STOPS:
            length = next((n for n, other in enumerate(words[index:]) if other in STOPS), len(words))
            thought += min(index - began - 1, length) > _SCRAP
            began = index
        thought += word in _STRONG_BREAKS
        yield thought


def _start(mention: Mention) -> int:
    return mention.start
