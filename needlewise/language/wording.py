"""A message's words put right before it is understood: apostrophes, shorthand, spelling."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein

from needlewise.language.contraction import restore
from needlewise.language.normalisation import fold
from needlewise.language.shorthand import write_out
from needlewise.language.spelling import WORD, Spelling, load_common_words

_FILE = "vocabulary.json"
_SEEN = 2  # a word that is not common English has to stand in more training questions than this
_OUTNUMBERED = 15  # times as often as its slip ("nedling") the right word ("needling") is written


def plain(text: str) -> str:
    """Return `text` in small letters with its contractions and shorthand written out."""
    return write_out(restore(fold(text)))


def vocabulary(texts: Iterable[str], common: Container[str]) -> list[str]:
    """Return the words of `texts` to repair towards, the most frequent first.

    The training questions hold misspelt words on purpose, so one that is not common English is no
    target if it is rare, or a slip away from a word that is written far more often.
    """
    counts = Counter(word for text in texts for word in WORD.findall(plain(text)))
    return [
        word
        for word, seen in counts.most_common()
        if word in common or (seen > _SEEN and not _is_slip(word, counts))
    ]


def _is_slip(word: str, counts: Counter[str]) -> bool:
    return any(
        seen >= _OUTNUMBERED * counts[word]
        and DamerauLevenshtein.distance(word, other, score_cutoff=1) == 1
        for other, seen in counts.items()
    )


class Wording:
    """Puts a message's words right, towards the vocabulary of the training questions."""

    def __init__(self, words: Iterable[str], common: Container[str]) -> None:
        """`words`: the vocabulary to repair towards; `common`: words that are never repaired."""
        self.words = list(words)
        self._spelling = Spelling(self.words, common)

    def put_right(self, text: str) -> str:
        """Return `text` in small letters with its words put right; the order of words stays."""
        return self._spelling.repair(plain(text))

    def save(self, folder: Path) -> None:
        """Write the vocabulary into `folder`; the common words are always the same."""
        (folder / _FILE).write_text(json.dumps(self.words), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Wording:
        """Return the wording whose vocabulary `save` wrote."""
        words = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(words, load_common_words())
