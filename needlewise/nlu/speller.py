"""What two questions share of words and letters: weighted n-grams, as sparse rows."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from needlewise.nlu.mixture import Mixture


class Speller:
    """The views of words and letters: texts -> rows of weighted n-grams, whose products are likeness."""

    def __init__(
        self,
        mixture: Mixture,
        grams: dict[str, dict[str, int]] | None = None,
        idf: dict[str, NDArray[np.float64]] | None = None,
    ) -> None:
        """`grams`: the n-grams of each view as saved, with their places; `idf`: their weights; none
        before `learn`."""
        words = TfidfVectorizer(
            token_pattern=r"[\w']+",
            ngram_range=(1, 2),
            sublinear_tf=True,
        )
        # Two letters catch a slip inside a word, five a whole stem; a gram seen once is noise.
        letters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 5),
            min_df=2,
            sublinear_tf=True,
        )
        self.views = {"words": words, "letters": letters}
        # Kept beside sklearn's, which makes a matrix at each look at the weights.
        self.grams, self.idf = grams or {}, idf or {}
        self._cut = {name: view.build_analyzer() for name, view in self.views.items()}
        # A kernel is a product of two sides, so each side bears the root of the view's weight.
        self._roots = {"words": mixture.words**0.5, "letters": mixture.letters**0.5}

    def learn(self, texts: list[str]) -> sparse.csr_matrix:
        """Learn the n-grams of `texts` and return their rows."""
        rows = [self._roots[name] * view.fit_transform(texts) for name, view in self.views.items()]
        self.grams = {name: view.vocabulary_ for name, view in self.views.items()}
        self.idf = {name: view.idf_ for name, view in self.views.items()}
        return sparse.hstack(rows, format="csr", dtype=np.float32)

    def read(self, texts: list[str]) -> sparse.csr_matrix:
        """Return a row for each text, float32: what sklearn's `transform` gives, in a third of its time."""
        rows = [self._row(text) for text in texts]
        borders = np.cumsum([0, *(len(places) for places, _ in rows)])
        places, values = (np.concatenate(parts) for parts in zip(*rows, strict=True))
        width = sum(len(grams) for grams in self.grams.values())
        return sparse.csr_matrix((values, places, borders), shape=(len(texts), width))

    def _row(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        places, values, offset = [], [], 0
        for name, known in self.grams.items():
            counts = Counter(gram for gram in self._cut[name](text) if gram in known)
            here = np.array([known[gram] for gram in counts], dtype=np.int64)
            weights = (1 + np.log(np.array(list(counts.values())))) * self.idf[name][here]
            places.append(here + offset)
            values.append(self._roots[name] * weights / (np.linalg.norm(weights) or 1))
            offset += len(known)
        return np.concatenate(places), np.concatenate(values).astype(np.float32)
