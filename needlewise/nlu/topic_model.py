"""Which topic a question is about: kernel ridge regression over three views of its words.

One kernel joins meaning (a Gaussian kernel over the directions of sentence embeddings from their
mean) with words and letters (cosines of tf-idf weighted n-grams). Regressing the one-hot topics on it has a
closed form, so training is one linear system; and the cosines of a question with every training question
also tell what is near none of them.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from needlewise.nlu.byte_rows import ByteRows, Vector
from needlewise.nlu.mixture import Mixture
from needlewise.nlu.neighbours import Neighbours, pack
from needlewise.nlu.speller import VIEWS, Grams, Speller

_NOWHERE = 1e-6  # a sentence at the centre itself leans nowhere
_COMMON = 400  # questions that a common n-gram stands in
_BLOCK = 512  # questions: 24 MB of the kernel of 11,500


class TopicModel:
    """Scores every topic for a question; a training question of the topic itself scores about 1."""

    def __init__(
        self,
        mixture: Mixture,
        topics: list[str],
        speller: Speller,
        neighbours: Neighbours,
        weights: Vector,
        shares: ByteRows,
        starts: NDArray[np.int64],
        centre: Vector,
    ) -> None:
        """Use `fit` or `load`. `neighbours`: directions from `centre`; `weights`: (questions, topics);
        `shares`: (n-grams, topics); `starts`: for each topic the place of its first question, which
        stand together."""
        self.mixture, self.topics, self._speller = mixture, topics, speller
        self._neighbours, self._weights, self._shares = neighbours, weights, shares
        self._starts, self._centre = starts, centre

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
        one_hot = np.eye(len(names), dtype=np.float32)[owners]
        # Transposed, the lower triangle is the upper one, in the order that LAPACK overwrites.
        system = kernel(mixture, vectors, grams).T
        factor = linalg.cho_factor(system, overwrite_a=True, check_finite=False)
        weights = linalg.cho_solve(factor, one_hot, check_finite=False)
        # What n-grams share is linear, so their part of the regression adds up beforehand.
        shares = ByteRows.of(grams.T @ weights)
        starts = np.searchsorted(owners, np.arange(len(names)))
        known = Neighbours(pack(vectors))
        return cls(mixture, names.tolist(), speller, known, weights, shares, starts, centre)

    def score(self, wordings: list[str], vectors: Vector) -> tuple[Vector, Vector]:
        """Return, for each wording and each of `self.topics`, the score and the cosine of the topic's
        nearest question, both of shape (wordings, topics)."""
        cosines = self._neighbours.cosines(directions(vectors, self._centre))
        spelt = [self._shares.add_up(*self._speller.read(wording)) for wording in wordings]
        scores = closeness(self.mixture, cosines) @ self._weights + np.stack(spelt)
        return scores, np.maximum.reduceat(cosines, self._starts, axis=1)

    def save(self, folder: Path) -> None:
        """Write the model as arrays, JSON and a graph of one product: a model file holds no code to run."""
        arrays: dict[str, Any] = {
            "weights": self._weights,
            "shares": self._shares.values,
            "scales": self._shares.scales,
            "starts": self._starts,
            "centre": self._centre,
        }
        for view, grams in self._speller.grams.items():
            arrays |= {f"codes_{view}": grams.codes, f"idf_{view}": grams.idf}
        np.savez(folder / "topics.npz", **arrays)
        self._neighbours.save(folder / "neighbours.onnx")
        described = {"mixture": asdict(self.mixture), "topics": self.topics}
        (folder / "topics.json").write_text(json.dumps(described), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        """Return the model that `save` wrote."""
        described = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        arrays = np.load(folder / "topics.npz", allow_pickle=False)
        mixture = Mixture(**described["mixture"])
        grams = {view: Grams(arrays[f"codes_{view}"], arrays[f"idf_{view}"]) for view in VIEWS}
        return cls(
            mixture,
            described["topics"],
            Speller(mixture, grams),
            Neighbours(folder / "neighbours.onnx"),
            arrays["weights"],
            ByteRows(arrays["shares"], arrays["scales"]),
            arrays["starts"],
            arrays["centre"],
        )


def directions(vectors: Vector, centre: Vector) -> Vector:
    """Return the unit vectors from `centre` towards `vectors`: sentences of one field all lean the
    same way, and what tells them apart is where they lie about their mean."""
    apart: Vector = vectors - centre
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), _NOWHERE)
    return apart


def kernel(mixture: Mixture, vectors: Vector, grams: sparse.csr_matrix) -> Vector:
    """Return the likeness of questions to each other: how close their `vectors` are and what they share
    of `grams`. Only the lower triangle is filled, for a Cholesky factor needs no more.

    It is filled in blocks, so that nothing else as large is ever made. The grams that many questions
    share are most of the work, and are multiplied sooner as a dense matrix.
    """
    seen = grams.getnnz(axis=0)
    common, rare = grams[:, seen > _COMMON].toarray(), grams[:, seen <= _COMMON]
    shared, size = rare.T.tocsr(), len(vectors)
    filled = np.empty((size, size), dtype=np.float32)
    for start in range(0, size, _BLOCK):
        end = min(start + _BLOCK, size)
        block = filled[start:end, :end]
        block[:] = closeness(mixture, vectors[start:end] @ vectors[:end].T)
        block += common[start:end] @ common[:end].T
        block += (rare[start:end] @ shared).toarray()[:, :end]
    filled[np.diag_indices(size)] += mixture.ridge
    return filled


def closeness(mixture: Mixture, cosines: Vector) -> Vector:
    """Return the Gaussian of the distances that belong to the cosines of meanings."""
    close: Vector = cosines - 1
    close *= mixture.sharpness
    np.exp(close, out=close)
    return close
