"""Repair of misspelt words, towards the words that this assistant knows."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_COMMON_WORDS = Path(__file__).with_name("common_words.txt")
_SHORTEST = 4  # a shorter word has too many neighbours
_LONG = 7  # from here on two slips are forgiven


@lru_cache(maxsize=1)
def load_common_words(path: Path = _COMMON_WORDS) -> Container[str]:
    """Return the commonest English words (lower case), which are never repaired.

    The list is the head of spaCy's lexeme probability table; `python -m
    needlewise.language.common_words` writes it anew. Raises FileNotFoundError where the file is missing.
    """
    return _Words(path.read_text(encoding="utf-8").split())


class _Words:
    """Words of which nothing is asked but whether one is among them, kept as codes of four bytes."""

    def __init__(self, words: Iterable[str]) -> None:
        self._codes = array("I", sorted(crc32(word.encode()) for word in words))

    def __contains__(self, word: object) -> bool:
        code = crc32(str(word).encode())
        place = bisect_left(self._codes, code)
        return place < len(self._codes) and self._codes[place] == code


class Spelling:
    """Moves an unknown word to its nearest known neighbour, by Damerau-Levenshtein distance."""

    def __init__(self, vocabulary: Iterable[str], common: Container[str]) -> None:
        """`vocabulary`: words to repair towards, the more important first; `common`: words to leave."""
        self._words = list(
            dict.fromkeys(word.lower() for word in vocabulary if len(word) >= _SHORTEST)
        )
        self._known = set(self._words)
        self._common = common
        self._nearest = lru_cache(maxsize=4096)(self._find_nearest)

    def repair(self, text: str) -> str:
        """Return `text` with each misspelt word replaced by its neighbour, in small letters."""
        return WORD.sub(lambda match: self._repaired(match.group()), text)

    def _repaired(self, written: str) -> str:
        word = written.lower()
        if len(word) < _SHORTEST or "'" in word or word in self._known or word in self._common:
            return written
        return self._nearest(word) or written

    def _find_nearest(self, word: str) -> str | None:
        slips = 2 if len(word) >= _LONG else 1
        found = process.extract(
            word, self._words, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=8
        )
        if not found:
            return None
        least = min(distance for _, distance, _ in found)
        # Slips seldom touch the first letter; among equals the earlier, more important word wins.
        nearest = [(candidate, place) for candidate, distance, place in found if distance == least]
        return min(nearest, key=lambda pair: (pair[0][0] != word[0], pair[1]))[0]
