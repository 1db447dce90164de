"""How a message becomes plain words."""

import pytest

from needlewise.safety.wording import words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("I've no feeling", "i have no feeling"),
        ("can't cannot can not", "cant cant cant"),
        ("I no can feel", "i cant feel"),
        ("I not feel", "i dont feel"),
        ("why can I not feel", "why i cant feel"),
        ("I can no longer feel", "i can no longer feel"),
        ("why can't I pee", "why i cant pee"),
        ("my mum's legs", "my mum legs"),
        ("she's weak", "she is weak"),
        ("I'd faint", "i would faint"),
        ("I'd fainted", "i had fainted"),
        ("38.7 degrees", "38 degrees"),
        ("soooo numb", "soo numb"),
        ("self-harm - now", "self harm - now"),
        ("legs, feet? yes!", "legs , feet ? yes !"),
    ],
)
def test_words_are_plain(text: str, plain: str) -> None:
    assert words(text) == plain.split()
