"""Long texts in several messages: nothing lost, nothing torn."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.gateway.channels.splitting import length, split

PHONE, PRICE, PAGE, DAY = (
    "020 7946 0142", "1,600.50", "https://111.wales.nhs.uk/encyclopaedia/s/sciatica/", "21/11/2026",
)  # fmt: skip
WHOLE = (PHONE, PRICE, PAGE, DAY, "+44 (0)20 7946 0142")
words = st.sampled_from(["pain", "needle", "it", "hurts", "\U0001f600", "naïve", "(tight)", "a"])
sentences = st.lists(
    st.one_of(words, st.sampled_from(WHOLE).map("call {} or".format)), min_size=1, max_size=20
).map(lambda said: " ".join(said).capitalize() + ".")
texts = st.lists(sentences, min_size=1, max_size=12).flatmap(
    lambda said: st.sampled_from([" ", "\n\n", "\n"]).map(lambda between: between.join(said))
)


@settings(max_examples=300, deadline=None)
@given(texts, st.integers(60, 400))
def test_every_word_is_there_once_in_order_and_fits(text: str, most: int) -> None:
    pieces = split(text, most)
    assert " ".join(" ".join(pieces).split()) == " ".join(text.split())
    assert all(0 < length(piece) <= most for piece in pieces)
    assert all(piece == piece.strip() for piece in pieces)


@settings(max_examples=300, deadline=None)
@given(texts, st.integers(60, 400))
def test_no_number_phone_or_address_is_torn(text: str, most: int) -> None:
    pieces = split(text, most)
    for whole in WHOLE:
        assert sum(piece.count(whole) for piece in pieces) == text.count(whole)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=500), st.integers(4, 80))
def test_any_text_fits_and_keeps_its_letters(text: str, most: int) -> None:
    pieces = split(text, most)
    assert all(0 < length(piece) <= most for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


@settings(max_examples=200, deadline=None)
@given(st.lists(sentences.filter(lambda one: len(one) < 250), min_size=2, max_size=12))
def test_text_of_short_sentences_is_cut_after_them(said: list[str]) -> None:
    for piece in split(" ".join(said), 250)[:-1]:
        assert piece.endswith(".")


def test_citation_stays_with_its_sentence() -> None:
    text = "It may ache a little. [1, 2] It passes soon. [3]"
    assert split(text, 30) == ["It may ache a little. [1, 2]", "It passes soon. [3]"]


def test_phone_goes_to_the_next_message_whole() -> None:
    assert split(f"Call us on {PHONE}", 20) == ["Call us on", PHONE]


def test_short_text_is_one_message() -> None:
    assert split("Does it hurt?", 1600) == ["Does it hurt?"]
    assert split("", 10) == []
