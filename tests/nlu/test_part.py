import numpy as np
import pytest

from needlewise.language.question import split
from needlewise.nlu.part import cut

STORY = "my back aches, does it hurt, is it safe, and what does it cost?"


class Embedder:
    """Embeds a text as one axis of 384, and remembers what it was asked."""

    def __init__(self):
        self.texts = []

    def __call__(self, text):
        if text not in self.texts:
            self.texts.append(text)
        return np.eye(384, dtype=np.float32)[self.texts.index(text)]


def test_message_of_one_clause_is_one_part():
    [whole] = cut("does it hurt?", split("does it hurt?"), Embedder())
    assert (whole.text, whole.asks, whole.sure) == ("does it hurt?", True, True)


def test_only_the_whole_and_the_single_clauses_are_embedded():
    embed = Embedder()
    parts = cut(STORY, split(STORY), embed)
    assert len(embed.texts) == len(split(STORY)) + 1
    assert [part.text for part in parts if part.sure] == embed.texts


def test_clauses_together_are_guessed_to_mean_what_lies_between_them():
    embed = Embedder()
    parts = {part.clauses: part for part in cut(STORY, split(STORY), embed)}
    first, second, both = parts[0, 0], parts[1, 1], parts[0, 1]
    assert not both.sure
    assert np.linalg.norm(both.meaning) == pytest.approx(1)
    assert both.meaning @ first.meaning == pytest.approx(both.meaning @ second.meaning, abs=0.2)
    assert both.meaning @ parts[2, 2].meaning == 0


def test_part_made_sure_means_what_its_own_words_do():
    embed = Embedder()
    guess = next(part for part in cut(STORY, split(STORY), embed) if not part.sure)
    sure = guess.made_sure(embed)
    assert sure.sure
    assert np.array_equal(sure.meaning, embed(guess.text))


def test_part_asks_where_one_of_its_clauses_does():
    asks = {part.clauses: part.asks for part in cut(STORY, split(STORY), Embedder())}
    assert (asks[0, 0], asks[1, 1], asks[0, 1]) == (False, True, True)


def test_blank_message_has_one_part_that_asks_nothing():
    [whole] = cut("", split(""), Embedder())
    assert not whole.asks
