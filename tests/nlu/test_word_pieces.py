"""Our word pieces are those of the library that made MiniLM's vocabulary."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from needlewise.language.word_pieces import WordPieces

VOCABULARY = Path("build/embedding/tokenizer.json")


@cache
def pieces():
    return WordPieces.load(VOCABULARY)


@cache
def library():
    tokenizer = Tokenizer.from_file(str(VOCABULARY))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    return tokenizer


def is_as_the_library_reads(text):
    return pieces().encode(text, 256) == library().encode(text).ids


@pytest.mark.parametrize(
    "text",
    [
        "",
        "does dry needling hurt?",
        "i've had sciatica (left leg) for 3-4 weeks, it's 7/10 & worse at night...",
        "naïve café — señor “quoted” ¿qué? ½ £20",
        "emoji 😀 and 你好 mixed 2day",
        "x" * 101 + " tail",
        "back pain " * 2000,
        "tab\tnew\nline\u00a0hard\u200bzero\u00adsoft\x00nul\ufffd",
        "İstanbul STRASSE ß ﬁ Ω å",
    ],
)
def test_sentence_is_cut_as_by_the_library(text):
    assert is_as_the_library_reads(text)


@settings(deadline=None)
@given(
    st.text(st.characters(max_codepoint=0x2FF) | st.sampled_from(" '?.,5aein—’…😀好"), max_size=40)
)
def test_any_sentence_is_cut_as_by_the_library(text):
    assert is_as_the_library_reads(text.replace("[", "("))  # it takes "[SEP]" for its own


def test_name_of_a_special_piece_is_text_like_any_other():
    assert pieces().encode("[SEP]", 256) == pieces().encode("[ sep ]", 256)
