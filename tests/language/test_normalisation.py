import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from needlewise.language.normalisation import fold, normalise

ANY_TEXT = st.text(st.characters(), max_size=300)


def test_normalise_keeps_emoji_and_right_to_left_text():
    assert normalise("ظهري يؤلمني 😣 👩‍⚕️") == "ظهري يؤلمني 😣 👩‍⚕️"


def test_normalise_drops_what_can_hide_or_break():
    assert normalise("a\x00b\u202e c\u200b d\ud800\x07") == "ab c d"


def test_normalise_keeps_one_line_break_and_one_blank():
    assert normalise("is it safe  \r\n\n  does\tit hurt ") == "is it safe\ndoes it hurt"


def test_normalise_straightens_quotes():
    assert normalise("can’t “feel”") == 'can\'t "feel"'


def test_fold_reads_ornamental_letters_plainly():
    assert fold("Ｄｏｅｓ it 𝓱𝓾𝓻𝓽?") == "does it hurt?"


def test_fold_ends_a_line_like_a_sentence():
    assert fold("is it safe\nhow much?\nthanks") == "is it safe. how much? thanks"


@given(ANY_TEXT)
def test_normalise_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


@given(ANY_TEXT)
def test_normalise_leaves_nothing_that_a_database_refuses(text):
    kept = normalise(text)
    kept.encode("utf-8")
    assert not any(unicodedata.category(mark) in ("Cc", "Cs") for mark in kept.replace("\n", ""))
    assert unicodedata.is_normalized("NFC", kept)
