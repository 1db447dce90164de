"""Which topic a question is about: kernel ridge regression over three views of its words.

One kernel joins meaning (a Gaussian kernel over the directions of sentence embeddings from their
mean) with words and letters (cosines of tf-idf weighted n-grams). Regressing the one-hot topics on it has a
closed form, so training is one linear system; and the kernel's row of a question is its likeness to
every training question, which also tells what is near none of them.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from needlewise.nlu.mixture import Mixture
from needlewise.nlu.speller import Speller

Vector = NDArray[np.float32]

_NOWHERE = 1e-6  # a sentence at the centre itself leans nowhere
_COMMON = 200  # questions that a common n-gram stands in


class TopicModel:
    """Scores every topic for a question; a training question of the topic itself scores about 1."""

    def __init__(
        self,
        mixture: Mixture,
        topics: list[str],
        speller: Speller,
        vectors: Vector,
        grams: sparse.csr_matrix,
        weights: Vector,
        starts: NDArray[np.int64],
        centre: Vector,
    ) -> None:
        """Use `fit` or `load`. `vectors`: directions from `centre`; `grams`: (n-grams, questions);
        `weights`: (questions, topics); `starts`: for each topic the place of its first question,
        which stand together."""
        self.mixture, self.topics, self._speller = mixture, topics, speller
        self._vectors, self._grams, self._weights, self._starts = vectors, grams, weights, starts
        self._centre = centre

    @classmethod
    def fit(
        cls, mixture: Mixture, wordings: list[str], vectors: Vector, topics: list[str]
    ) -> TopicModel:
        """Return the model of training questions: `wordings` as put right, `vectors` of shape
        (n, 384), and the topic of each."""
        speller = Speller(mixture)
        names, owners = np.unique(topics, return_inverse=True)
        order = np.argsort(owners, kind="stable")
        owners, centre = owners[order], vectors.mean(axis=0)
        vectors = directions(vectors[order], centre)
        grams = speller.learn(wordings)[order]
        kernel = likeness(mixture, vectors @ vectors.T, shared_grams(grams))
        kernel[np.diag_indices_from(kernel)] += mixture.ridge
        one_hot = np.eye(len(names), dtype=np.float32)[owners]
        # The kernel is symmetric, so its transpose is itself, in the order that LAPACK overwrites.
        factor = linalg.cho_factor(kernel.T, overwrite_a=True, check_finite=False)
        weights = linalg.cho_solve(factor, one_hot, check_finite=False)
        starts = np.searchsorted(owners, np.arange(len(names)))
        grams = grams.T.tocsr()
        return cls(mixture, names.tolist(), speller, vectors, grams, weights, starts, centre)

    def score(self, wordings: list[str], vectors: Vector) -> tuple[Vector, Vector]:
        """Return, for each wording and each of `self.topics`, the score and the cosine of the topic's
        nearest question, both of shape (wordings, topics).

        Several at once cost little more than one: reading the training vectors takes most of the time.
        """
        cosines = directions(vectors, self._centre) @ self._vectors.T
        grams = self._speller.read(wordings)
        rows = likeness(self.mixture, cosines, (grams @ self._grams).toarray())
        return rows @ self._weights, np.maximum.reduceat(cosines, self._starts, axis=1)

    def save(self, folder: Path) -> None:
        """Write the model as arrays and JSON: a model file holds no code to run."""
        np.savez(
            folder / "topics.npz",
            vectors=self._vectors,
            weights=self._weights,
            starts=self._starts,
            centre=self._centre,
            **{f"idf_{name}": weights for name, weights in self._speller.idf.items()},
        )
        sparse.save_npz(folder / "grams.npz", self._grams)
        grams = {
            name: {gram: int(place) for gram, place in places.items()}
            for name, places in self._speller.grams.items()
        }
        described = {"mixture": asdict(self.mixture), "topics": self.topics, "grams": grams}
        (folder / "topics.json").write_text(json.dumps(described), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        """Return the model that `save` wrote."""
        described = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        arrays = np.load(folder / "topics.npz", allow_pickle=False)
        mixture = Mixture(**described["mixture"])
        grams = described["grams"]
        speller = Speller(mixture, grams, {name: arrays[f"idf_{name}"] for name in grams})
        return cls(
            mixture,
            described["topics"],
            speller,
            arrays["vectors"],
            sparse.load_npz(folder / "grams.npz"),
            arrays["weights"],
            arrays["starts"],
            arrays["centre"],
        )


def directions(vectors: Vector, centre: Vector) -> Vector:
    """Return the unit vectors from `centre` towards `vectors`: sentences of one field all lean the
    same way, and what tells them apart is where they lie about their mean."""
    apart = vectors - centre
    return apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), _NOWHERE)


def likeness(mixture: Mixture, cosines: Vector, shared: Vector) -> Vector:
    """Return the kernel: of the cosines of meanings, and of what the speller's n-grams share."""
    return np.exp(mixture.sharpness * (cosines - 1)) + shared


def shared_grams(grams: sparse.csr_matrix) -> Vector:
    """Return `grams @ grams.T`, dense. The grams that many questions share are most of the work, and
    are multiplied sooner as a dense matrix."""
    seen = grams.getnnz(axis=0)
    common = grams[:, seen > _COMMON].toarray()
    products: Vector = common @ common.T
    rare = grams[:, seen <= _COMMON]
    shared = (rare @ rare.T).tocoo()
    products[shared.row, shared.col] += shared.data
    return products
