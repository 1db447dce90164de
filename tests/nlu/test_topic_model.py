import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from needlewise.nlu.byte_rows import ByteRows
from needlewise.nlu.mixture import Mixture
from needlewise.nlu.neighbours import Neighbours, pack
from needlewise.nlu.speller import Speller
from needlewise.nlu.topic_model import TopicModel, kernel

MIXTURE = Mixture(sharpness=2.0, words=0.3, letters=0.2, ridge=0.1)
QUESTIONS = {
    "does_it_hurt": ["does it hurt", "is it painful", "will the needles hurt"],
    "cost": ["how much is it", "what does it cost", "price of a session"],
}


def direction(text: str) -> np.ndarray:
    """A made embedding: one axis a topic, with a little of the text's own."""
    towards = np.zeros(384, dtype=np.float32)
    towards[0 if any(word in text for word in ("hurt", "pain")) else 1] = 1
    towards[2 + len(text) % 50] = 0.3
    return towards / np.linalg.norm(towards)


@pytest.fixture(scope="module")
def model():
    pairs = [(text, topic) for topic, texts in QUESTIONS.items() for text in texts]
    texts = [text for text, _ in pairs]
    vectors = np.stack([direction(text) for text in texts])
    return TopicModel.fit(MIXTURE, texts, vectors, [topic for _, topic in pairs])


def test_model_scores_a_training_question_near_one(model):
    scores, nearest = model.score(["does it hurt"], direction("does it hurt")[np.newaxis])
    assert model.topics[scores[0].argmax()] == "does_it_hurt"
    assert scores[0].max() == pytest.approx(1, abs=0.2)
    assert nearest[0].max() == pytest.approx(1, abs=0.01)  # a byte a number


def test_model_scores_several_as_one_by_one(model):
    texts = ["is it painful", "what does it cost", "zebra"]
    vectors = np.stack([direction(text) for text in texts])
    together, _ = model.score(texts, vectors)
    for place, text in enumerate(texts):
        alone, _ = model.score([text], vectors[place : place + 1])
        assert np.allclose(alone[0], together[place], atol=1e-5)


def test_model_saved_and_loaded_scores_alike(model, tmp_path):
    model.save(tmp_path)
    loaded = TopicModel.load(tmp_path)
    vector = direction("how much")[np.newaxis]
    assert loaded.topics == model.topics
    assert np.allclose(loaded.score(["how much"], vector)[0], model.score(["how much"], vector)[0])


def test_model_file_holds_no_code(model, tmp_path):
    model.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".npz", ".json", ".onnx"}
    np.load(tmp_path / "topics.npz", allow_pickle=False)["weights"]


def test_speller_reads_as_it_learnt():
    texts = ["does it hurt", "what does it cost a session", "cost cost cost"]
    speller = Speller(MIXTURE)
    learnt = speller.learn(texts).toarray()
    for row, text in zip(learnt, texts, strict=True):
        places, weights = speller.read(text)
        assert np.allclose(row[places], weights, atol=1e-6)
        assert np.count_nonzero(row) == len(places)


def test_speller_reads_text_without_a_known_gram():
    speller = Speller(MIXTURE)
    speller.learn(["does it hurt", "does it cost"])
    for text in ("", "\u4f60\u597d"):
        places, weights = speller.read(text)
        assert len(places) == len(weights) == 0


def test_neighbours_in_bytes_are_as_near_as_in_real_numbers():
    vectors = np.random.default_rng(0).normal(size=(60, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = Neighbours(pack(vectors[:50])).cosines(vectors)
    assert np.allclose(cosines, vectors @ vectors[:50].T, atol=0.01)


@given(arrays(np.float32, (3, 5), elements=st.floats(-8, 8, width=32)))
def test_rows_in_bytes_add_up_as_in_real_numbers(matrix):
    weights = np.array([0.5, 2.0], dtype=np.float32)
    total = ByteRows.of(matrix).add_up(np.array([0, 2]), weights)
    assert np.allclose(total, weights @ matrix[[0, 2]], atol=0.1)


def test_kernel_is_the_likeness_of_each_question_to_each():
    texts = [f"does it hurt the {part}" for part in ("back", "leg", "hip", "neck")] * 150
    vectors = np.stack([direction(text) for text in texts])
    grams = Speller(MIXTURE).learn(texts)
    close = np.exp(MIXTURE.sharpness * (vectors @ vectors.T - 1))
    likeness = close + (grams @ grams.T).toarray() + MIXTURE.ridge * np.eye(len(texts))
    assert np.allclose(np.tril(kernel(MIXTURE, vectors, grams)), np.tril(likeness), atol=1e-4)
