"""What two questions share of words and letters: weighted n-grams, as sparse rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from needlewise.nlu.mixture import Mixture

VIEWS = ("words", "letters")

Places = NDArray[np.int64]
Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Grams:
    """The n-grams of one view. `codes`: their CRC-32, rising, in which a text's own are looked up: as
    strings in a dictionary they would take thirty times the memory; `idf`: the weight of each."""

    codes: NDArray[np.uint32]
    idf: Weights


class Speller:
    """The views of words and letters: texts -> rows of weighted n-grams, whose products are likeness."""

    def __init__(self, mixture: Mixture, grams: dict[str, Grams] | None = None) -> None:
        """`grams`: the n-grams of each view as saved; none before `learn`."""
        self.grams = grams or {}
        # A kernel is a product of two sides, so each side bears the root of the view's weight.
        self._roots = {"words": mixture.words**0.5, "letters": mixture.letters**0.5}

    def learn(self, texts: list[str]) -> sparse.csr_matrix:
        """Learn the n-grams of `texts` and return their rows."""
        rows = [self._learn(view, texts) for view in VIEWS]
        return sparse.hstack(rows, format="csr", dtype=np.float32)

    def _learn(self, name: str, texts: list[str]) -> sparse.csr_matrix:
        view = _view(name)
        rows = view.fit_transform(texts)
        found = view.vocabulary_
        codes = np.array([crc32(gram.encode()) for gram in found], dtype=np.uint32)
        order = np.argsort(codes)
        places = np.fromiter(found.values(), dtype=np.int64, count=len(found))[order]
        self.grams[name] = Grams(codes[order], view.idf_[places].astype(np.float32))
        return self._roots[name] * rows[:, places]

    def read(self, text: str) -> tuple[Places, Weights]:
        """Return the places and weights of the n-grams of `text` that `learn` saw: the row that sklearn's
        `transform` would give."""
        places, weights, offset = [], [], 0
        for name, known in self.grams.items():
            codes, counts = _count(name, text)
            here = np.minimum(np.searchsorted(known.codes, codes), len(known.codes) - 1)
            seen = known.codes[here] == codes
            weighed = (1 + np.log(counts[seen])) * known.idf[here[seen]]
            places.append(here[seen] + offset)
            weights.append(self._roots[name] * weighed / (np.linalg.norm(weighed) or 1))
            offset += len(known.codes)
        return np.concatenate(places), np.concatenate(weights).astype(np.float32)


def _view(name: str) -> TfidfVectorizer:
    if name == "words":
        return TfidfVectorizer(token_pattern=r"[\w']+", ngram_range=(1, 2), sublinear_tf=True)
    # Two letters catch a slip inside a word, five a whole stem; a gram seen once is noise.
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)


_analyzer = cache(lambda name: _view(name).build_analyzer())


@lru_cache(maxsize=256)  # the topics and the reports are asked about the same texts
def _count(name: str, text: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the codes of the n-grams of `text` and how often each is in it."""
    codes = [crc32(gram.encode()) for gram in _analyzer(name)(text)]
    return np.unique(np.array(codes, dtype=np.uint32), return_counts=True)
