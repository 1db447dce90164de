"""A message read once: its words, what they mention, and in which mood."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from needlewise.safety.clause import Clause, Mood, clauses
from needlewise.safety.denial import NEGATIVE, is_denied
from needlewise.safety.lexicon import Lexicon, Mention
from needlewise.safety.wording import STOPS

_LONGEST = 12  # words in the longest wording of a concept
_STRONG_BREAKS = frozenset("but because although though however except whereas".split())
_OWNERS = frozenset("my his her their our i".split())
_SCRAP = 3  # words of a sentence that only goes on: "Numb. Down there."
# After one of these "you" is no general one: "I think you hit my lung".
_TOLD_TO_YOU = frozenset("tell think thinks reckon believe sure".split())
_RELATIVES = frozenset("who whose where".split())
_CONDITIONS = frozenset("when whenever if while after since".split())


class Reading:
    """What the lexicon and the clauses say of one message."""

    def __init__(self, words: Sequence[str], lexicon: Lexicon) -> None:
        self.words = words
        self._found = lexicon.mentions(words)
        self.clauses = clauses(words, self._found)

    @property
    def concepts(self) -> Collection[str]:
        """The concepts that the message mentions."""
        return self._by_concept.keys()

    @property
    def is_supposed(self) -> bool:
        """Whether the message tells and asks nothing, but supposes: "in case it swells"."""
        moods = {clause.mood for clause in self.clauses}
        return moods == {Mood.SUPPOSED}

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
        mood = Mood.ASKED if self._is_general(start) else clause.mood
        begin = self._antecedent(clause)
        if mood is Mood.TOLD and self._has("asking", begin, last):
            mood = Mood.ASKED
        elif mood is Mood.TOLD and self._has("supposing", begin, last):
            mood = Mood.SUPPOSED
        if mood in (Mood.ASKED, Mood.CHECKED, Mood.SUPPOSED) and self._is_own(clause, start, end):
            return Mood.TOLD
        return mood

    def is_denied(self, symptom: Sequence[Mention]) -> bool:
        """Whether `symptom`, the mentions that make it up, is denied."""
        return is_denied(self.words, symptom, self._listed)

    def _is_own(self, clause: Clause, start: int, end: int) -> bool:
        """Whether a question is about what somebody has: "since yesterday", "help my numb groin"."""
        finish = max(clause.end, self.clause(end - 1).end)
        if self._has("anchored", clause.start, finish) or self._goes_on(finish):
            return True
        treated = [cue for cue in self.mentions("treating") if clause.start <= cue.start < start]
        presumed = [cue for cue in self.mentions("presuming") if clause.start <= cue.start < start]
        return any(not _OWNERS.isdisjoint(self.words[cue.end : end]) for cue in treated) or any(
            self.words[cue.end] in _OWNERS for cue in presumed
        )

    def _antecedent(self, clause: Clause) -> int:
        """Where that begins which `clause` speaks of: "I read about a man | who lost his sight"."""
        place = self.clauses.index(clause)
        relative = place and self.words[clause.start] in _RELATIVES
        return self.clauses[place - 1].start if relative else clause.start

    def _is_general(self, start: int) -> bool:
        """Whether what starts there is said of anybody: "where you can't pee"."""
        before = self.words[max(start - 2, 0) : start]
        return before[-1:] == ["you"] and before[0] not in _TOLD_TO_YOU

    def _goes_on(self, end: int) -> bool:
        """Whether one of the two clauses after `end` says that it is so: "I've had it since Monday"."""
        later = [clause for clause in self.clauses if clause.start >= end][:2]
        return any(
            clause.mood is Mood.TOLD and self._has("ongoing", clause.start, clause.end)
            for clause in later
        )

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
    def _listed(self) -> frozenset[int]:
        return frozenset(
            index
            for mention in self.mentions("symptom")
            if self.words[mention.start] not in NEGATIVE | {"lost"}
            for index in range(mention.start, mention.end)
        )


def _thoughts(words: Sequence[str]) -> Iterator[int]:
    thought = began = 0
    for index, word in enumerate(words):
        if index and words[index - 1] in STOPS:
            goes_on = STOPS.isdisjoint(words[index : index + _SCRAP + 1])
            thought += index - began - 1 > _SCRAP and goes_on
            began = index
        thought += word in _STRONG_BREAKS
        yield thought


def _start(mention: Mention) -> int:
    return mention.start
