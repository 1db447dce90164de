"""What the lexicon finds, and what it must not keep."""

from needlewise.safety.lexicon import Lexicon, Mention
from needlewise.safety.phrase import parse


def lexicon(*phrases: str) -> Lexicon:
    return Lexicon({"sign": [parse(phrase, {}) for phrase in phrases]}, {}, {"sign": "shared"})


def test_lexicon_finds_a_phrase_again_by_what_it_remembers() -> None:
    words = "my left leg is numb".split()
    found = lexicon("left? leg is|feels numb")

    assert found.mentions(words) == found.mentions(words) != []


def test_lexicon_finds_every_wording_that_starts_alike() -> None:
    found = lexicon("leg", "leg is numb", "leg is|was cold").mentions("leg is cold".split())

    assert found == [Mention("sign", 0, 1), Mention("sign", 0, 3)]


def test_lexicon_keeps_no_word_that_is_in_no_phrase() -> None:
    reader = lexicon("leg is numb")
    reader.mentions("leg is numb".split())
    before = repr(vars(reader._start))

    reader.mentions("leg is ALICE numb ALICE".split())

    assert repr(vars(reader._start)) == before
    assert "ALICE" not in before
