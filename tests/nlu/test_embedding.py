import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from needlewise.language.embedding import Embedding, EmbeddingError

BUILT = Path("build/embedding")


@pytest.fixture(scope="module")
def embedding():
    return Embedding.load(BUILT)


def test_embedding_is_a_unit_vector(embedding):
    vector = embedding.embed("does it hurt")
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_embedding_puts_like_questions_nearer(embedding):
    hurt = embedding.embed("does dry needling hurt")
    assert hurt @ embedding.embed("is it painful?") > 0.4
    assert hurt @ embedding.embed("what is the weather in Paris") < 0.2


def test_embedding_reads_blank_and_very_long_text(embedding):
    assert embedding.embed("").shape == embedding.embed("back pain " * 2000).shape


def test_embedding_missing_names_the_remedy(tmp_path):
    with pytest.raises(EmbeddingError, match="make setup"):
        Embedding.load(tmp_path)


def test_embedding_altered_is_refused(tmp_path):
    copy = tmp_path / "embedding"
    shutil.copytree(BUILT, copy)
    manifest = json.loads((copy / "manifest.json").read_text())
    with (copy / "minilm.onnx").open("ab") as file:
        file.write(b"x")
    assert "minilm.onnx" in manifest["sha256"]
    with pytest.raises(EmbeddingError, match=r"minilm\.onnx.*not the file"):
        Embedding.load(copy)
