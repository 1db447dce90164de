"""Likeness of messages: vectors of signed bytes, by meaning or, where nobody tells it, by words."""

import zlib
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from frontdesk.console.improve.candidate import SIZE
from needlewise.knowledge.lemma import lemma, root, words

_ONE = 127  # the byte that stands for 1
# Cosines from which two messages ask alike. Held-out questions grouped so: four of five in a group of
# meanings share their topic, three of five in a group of words.
_ALIKE, _ALIKE_IN_WORDS = 0.65, 0.6


def by_words(text: str) -> bytes:
    """Return a vector of the words of `text` that say what it is about."""
    vector = np.zeros(SIZE)
    for word in words(text):
        if word not in _stop_words():
            vector[zlib.crc32(root(lemma(word)).encode()) % SIZE] += 1
    length = float(np.linalg.norm(vector)) or 1.0
    return np.rint(_ONE * vector / length).astype(np.int8).tobytes()


class Leaders:
    """The first messages of groups, to find the group that a message belongs to."""

    def __init__(self, known: Iterable[tuple[int, bytes | memoryview]], by_words: bool) -> None:
        """`known`: group's id and vector."""
        pairs = list(known)
        self._groups = [group for group, _ in pairs]
        self._vectors = [_unpack(vector) for _, vector in pairs]
        self._least = _ALIKE_IN_WORDS if by_words else _ALIKE

    def nearest(self, vector: bytes) -> int | None:
        """Return the group whose first message is most alike, None if none is alike enough."""
        if not self._vectors:
            return None
        cosines = np.stack(self._vectors) @ _unpack(vector)
        best = int(cosines.argmax())
        return self._groups[best] if cosines[best] >= self._least else None

    def add(self, group: int, vector: bytes) -> None:
        """Have messages like this one found in its group from now on."""
        self._groups.append(group)
        self._vectors.append(_unpack(vector))


def _unpack(vector: bytes | memoryview) -> NDArray[np.float32]:
    return np.frombuffer(bytes(vector), np.int8).astype(np.float32) / np.float32(_ONE)


@cache
def _stop_words() -> frozenset[str]:
    # Imported late: only the worker needs it, and spaCy takes a second.
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)
