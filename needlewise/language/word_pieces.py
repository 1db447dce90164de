"""A sentence as MiniLM reads it: BERT's word pieces, by the vocabulary of `tokenizer.json`.

The library that made the file would hold 13 MB to do the same.
"""

import json
import re
import unicodedata
from pathlib import Path

_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_LONGEST_WORD = 100  # characters; a longer one is unknown
# Symbols that Unicode does not call punctuation count as such, and each ideograph is a word.
_SYMBOLS = frozenset("$+<=>^`|~")
_IDEOGRAPH = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b73f"
    "\U0002b740-\U0002b81f\U0002b920-\U0002ceaf\U0002f800-\U0002fa1f]"
)


class WordPieces:
    """Cuts a sentence into the longest pieces that the vocabulary knows, word by word."""

    def __init__(self, numbers: dict[str, int]) -> None:
        """`numbers`: of each piece; one inside a word begins with `##`."""
        self._numbers = numbers

    @classmethod
    def load(cls, path: Path) -> "WordPieces":
        """Return the pieces of a `tokenizer.json`. Raises OSError, ValueError or KeyError if it is none."""
        return cls(json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"])

    def encode(self, text: str, longest: int) -> list[int]:
        """Return the numbers of the pieces of `text`, between those of start and end: `longest` at most."""
        numbers = [number for word in _words(text) for number in self._cut(word)]
        start, end = self._numbers[_START], self._numbers[_END]
        return [start, *numbers[: longest - 2], end]

    def _cut(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST_WORD:
            end = self._end_of_piece(word, start)
            if end == start:
                break
            found.append(self._numbers["##" * (start > 0) + word[start:end]])
            start = end
        return found if start == len(word) else [self._numbers[_UNKNOWN]]

    def _end_of_piece(self, word: str, start: int) -> int:
        """Return where the longest known piece from `start` ends; `start` where there is none."""
        prefix = "##" * (start > 0)
        ends = range(len(word), start, -1)
        return next((end for end in ends if prefix + word[start:end] in self._numbers), start)


def _words(text: str) -> list[str]:
    """Return the words and marks of `text`, in small letters without accents."""
    spaced = _IDEOGRAPH.sub(r" \g<0> ", "".join(map(_clean, text)))
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", spaced) if not _is_accent(letter)
    )
    return "".join(f" {letter} " if _is_mark(letter) else letter for letter in bare.lower()).split()


def _clean(letter: str) -> str:
    if letter in "\t\n\r":
        return " "
    if letter == "\ufffd" or unicodedata.category(letter).startswith("C"):
        return ""
    return " " if letter.isspace() else letter


def _is_accent(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn"


def _is_mark(letter: str) -> bool:
    return letter in _SYMBOLS or unicodedata.category(letter).startswith("P")
