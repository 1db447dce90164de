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
        self._signs = patterns.signs
        self._flags = [(group, flag) for group in GROUPS for flag in patterns.flags[group]]
        self._beginning: dict[str, set[str]] = {}  # by concept, the signs that may begin with it
        for name, sign in patterns.signs.items():
            for form in sign.forms:
                self._beginning.setdefault(form.concepts[0], set()).add(name)
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
        possible = self._possible(reading)
        reported = {name for name in possible if self._signs[name].is_reported(reading)}
        raised = (group for group, flag in self._flags if flag.is_raised_by(reported))
        first = next(raised, None)
        return RedFlag(first) if first else None

    def dismisses(self, text: str) -> bool:
        """Say whether `text` speaks of a symptom without reporting it: denies it, asks about it,
        fears it, or tells of it as long over; or only supposes, whatever it is."""
        reading = self.read(text)
        if reading.is_supposed:
            return True
        signs = (self._signs[name] for name in self._possible(reading))
        return any(sign.is_named(reading) and not sign.is_reported(reading) for sign in signs)

    def _possible(self, reading: Reading) -> set[str]:
        """The names of the signs that `reading` may hold; most messages hold none."""
        begun = (self._beginning.get(concept, ()) for concept in reading.concepts)
        return set().union(*begun)

    def read(self, text: str) -> Reading:
        """Return what the gate makes of `text`, to show why it decides as it does."""
        plain = self._spelling.repair(restore(write_out(fold(text))))
        return Reading(words(plain), self._lexicon)


@cache
def load_gate() -> Gate:
    """Return the gate of the project's own patterns, loaded once in this process."""
    return Gate.load()
