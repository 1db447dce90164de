"""The gate that every message passes before anything else reads it."""

from collections.abc import Container
from functools import cache
from pathlib import Path

from needlewise.language.contraction import restore
from needlewise.language.normalisation import fold
from needlewise.language.shorthand import write_out
from needlewise.language.spelling import Spelling, load_common_words
from needlewise.safety.flag import GROUPS, RedFlag
from needlewise.safety.lexicon import Lexicon
from needlewise.safety.pattern import FOLDER, Patterns, load_patterns
from needlewise.safety.reading import Reading
from needlewise.safety.wording import words


class Gate:
    """Raises a red flag where a message reports what may be an emergency.

    A question about a risk, a supposition, a denied symptom and one long over raise none.
    """

    def __init__(self, patterns: Patterns, common: Container[str]) -> None:
        """`common`: words that are no misspellings, whatever they resemble."""
        self._patterns = patterns
        self._lexicon = Lexicon(patterns.concepts, patterns.harmless, patterns.homes)
        commonest_first = [word for word, _ in self._lexicon.vocabulary.most_common()]
        self._spelling = Spelling(commonest_first, common)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Gate":
        """Return the gate of the pattern files in `folder`. Raises PatternError if one is invalid."""
        return cls(load_patterns(folder), load_common_words())

    def check(self, text: str) -> RedFlag | None:
        """Return the most urgent red flag that `text` reports, or None. Never raises."""
        reading = self.read(text)

        @cache
        def is_reported(sign: str) -> bool:
            return self._patterns.signs[sign].is_reported(reading)

        for group in GROUPS:
            for flag in self._patterns.flags[group]:
                if all(map(is_reported, flag.all)) and not any(map(is_reported, flag.none)):
                    return RedFlag(group)
        return None

    def dismisses(self, text: str) -> bool:
        """Say whether `text` speaks of a symptom without reporting it: denies it, asks about it,
        fears it, or tells of it as long over."""
        reading = self.read(text)
        named = (sign for sign in self._patterns.signs.values() if sign.is_named(reading))
        return any(not sign.is_reported(reading) for sign in named)

    def read(self, text: str) -> Reading:
        """Return what the gate makes of `text`, to show why it decides as it does."""
        plain = self._spelling.repair(restore(write_out(fold(text))))
        return Reading(words(plain), self._lexicon)


@cache
def load_gate() -> Gate:
    """Return the gate of the project's own patterns, loaded once in this process."""
    return Gate.load()
