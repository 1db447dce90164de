"""Words reduced to their dictionary form, the same under every version of spaCy.

The table is spaCy's English lemma lookup, read directly from spacy-lookups-data: a sources.lock
made in one environment holds in the other.
"""

import gzip
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from needlewise.language.normalisation import normalise

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# What the table gets wrong for the words of this field.
_CORRECTED = {"does": "do", "less": "less", "worse": "bad", "better": "good", "lasting": "last"}
# Endings that make one word family: relax and relaxation, mobile and mobility.
_ENDING = re.compile(
    r"(?:ations?|anc[ey]|enc[ey]|ants?|ional|ions?|ments?|ness|ity|ies|ing|ally|ly|ers?|ful|able|ive|es|ed|al|s|e|y)$"
)
_SHORTEST_ROOT = 4


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    data = files("spacy_lookups_data").joinpath("data", "en_lemma_lookup.json.gz").read_bytes()
    table: dict[str, str] = json.loads(gzip.decompress(data))
    return table | _CORRECTED


def words(text: str) -> Iterator[str]:
    """Yield the words of `text` in small letters, without figures and marks."""
    for match in _WORD.finditer(normalise(text).lower()):
        yield match.group().removesuffix("'s")


def lemma(word: str) -> str:
    """Return the dictionary form of a word in small letters; an unknown word is its own."""
    return _table().get(word, word)


def lemmas(text: str) -> frozenset[str]:
    """Return the dictionary forms of all words of `text`."""
    return frozenset(map(lemma, words(text)))


def root(word: str) -> str:
    """Return what a word shares with its family: relax, relaxing and relaxation have one root."""
    while True:
        shorter = _ENDING.sub("", word)
        if shorter == word or len(shorter) < _SHORTEST_ROOT:
            return word
        word = shorter
