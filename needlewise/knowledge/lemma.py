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
_ENDINGS = (
    "ations", "ation", "ional", "ments", "ance", "ence", "ancy", "ency", "ants", "ment", "ness", "able",
    "ions", "ally", "ant", "ion", "ity", "ies", "ing", "ers", "ful", "ive", "al", "er", "es", "ed", "ly",
    "s", "e", "y",
)  # fmt: skip
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
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            return root(word.removesuffix(ending))
    return word
