"""The meaning of a sentence as a vector: MiniLM on onnxruntime, built once at setup (minilm.py)."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from needlewise.language.runtime import open_graph
from needlewise.language.word_pieces import WordPieces

DIMENSIONS = 384
FOLDER = "build/embedding"  # where setup writes it, from the working directory of Rasa
_LONGEST = 256  # tokens; the model was trained on no longer ones
REMEDY = "Run `make setup`: it installs the pinned weights and builds the embedding anew."


class EmbeddingError(Exception):
    """The embedding's files are missing or not the ones that setup wrote."""


class Embedding:
    """Embeds one sentence at a time: an int8 vector shifts with whatever else is in its batch."""

    def __init__(self, session: Any, pieces: WordPieces) -> None:
        self._session, self._pieces = session, pieces
        self._embed = lru_cache(maxsize=256)(self._run)

    @classmethod
    def load(cls, folder: Path) -> "Embedding":
        """Return the embedding that stands in `folder`, on one thread.

        Raises EmbeddingError where a file is missing or differs from the manifest beside it.
        """
        check(folder)
        pieces = WordPieces.load(folder / "tokenizer.json")
        return cls(open_graph(folder / "minilm.onnx"), pieces)

    def embed(self, text: str) -> NDArray[np.float32]:
        """Return the unit vector of `text`, shape (384,); a blank text has one too."""
        return self._embed(text)

    def _run(self, text: str) -> NDArray[np.float32]:
        tokens = np.array([self._pieces.encode(text, _LONGEST)], dtype=np.int32)
        vector: NDArray[np.float32] = self._session.run(None, {"tokens": tokens})[0][0]
        vector.setflags(write=False)  # the cache hands it out again
        return vector


@lru_cache(maxsize=1)
def load_embedding(folder: str = FOLDER) -> Embedding:
    """Return the embedding of `folder`, loaded once in this process (30 MB).

    Raises EmbeddingError, with the remedy, where its files are missing or altered.
    """
    return Embedding.load(Path(folder))


def check(folder: Path) -> None:
    """Raise EmbeddingError unless each file that `folder`'s manifest names is there, unaltered."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise EmbeddingError(f"{folder}: no sentence embedding here. {REMEDY}")
    for name, digest in json.loads(manifest.read_text(encoding="utf-8"))["sha256"].items():
        path = folder / name
        if not path.is_file() or sha256(path) != digest:
            raise EmbeddingError(f"{path}: missing, or not the file that setup wrote. {REMEDY}")


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of the file at `path`."""
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
