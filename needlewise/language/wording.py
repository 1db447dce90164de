"""A message's words put right before it is understood: apostrophes, shorthand, spelling."""

from collections import Counter
from collections.abc import Container, Iterable

from needlewise.language.contraction import restore
from needlewise.language.normalisation import fold
from needlewise.language.shorthand import write_out
from needlewise.language.spelling import WORD, Spelling

_SEEN = 2  # a word that is not common English has to stand in more training questions than this


def vocabulary(texts: Iterable[str], common: Container[str]) -> list[str]:
    """Return the words of `texts` to repair towards, the most frequent first.

    The training questions hold misspelt words on purpose, so a rare one that is not common English
    is no target.
    """
    counts = Counter(
        word for text in texts for word in WORD.findall(write_out(restore(fold(text))))
    )
    return [word for word, seen in counts.most_common() if word in common or seen > _SEEN]


class Wording:
    """Puts a message's words right, towards the vocabulary of the training questions."""

    def __init__(self, words: Iterable[str], common: Container[str]) -> None:
        """`words`: the vocabulary to repair towards; `common`: words that are never repaired."""
        self.words = list(words)
        self._spelling = Spelling(self.words, common)

    def put_right(self, text: str) -> str:
        """Return `text` in small letters with its words put right; the order of words stays."""
        return self._spelling.repair(write_out(restore(fold(text))))
