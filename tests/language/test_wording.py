import pytest
from hypothesis import given
from hypothesis import strategies as st

from needlewise.language.contraction import restore
from needlewise.language.shorthand import write_out
from needlewise.language.spelling import Spelling, load_common_words
from needlewise.language.wording import Wording, vocabulary

KNOWN = (
    "needling sciatica sessions session appointment exercise treatment pregnant hurt dry".split()
)


@pytest.fixture(scope="module")
def common():
    return load_common_words()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cant feel my legs", "can't feel my legs"),
        ("Dont know", "Don't know"),
        ("WHATS THAT", "WHAT'S THAT"),
        ("its well", "its well"),
        ("I can't", "I can't"),
    ],
)
def test_restore_adds_missing_apostrophes(written, meant):
    assert restore(written) == meant


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("what is dry kneeling", "what is dry needling"),
        ("my sigh attica is bad", "my sciatica is bad"),
        ("how many appts do u need", "how many appointments do you need"),
        ("kneeling hurts my knees", "kneeling hurts my knees"),
        ("wats it cost an dose it hurt", "what's it cost an does it hurt"),
        ("what dose of ibuprofen", "what dose of ibuprofen"),
    ],
)
def test_write_out_reads_phones_and_dictation(heard, meant):
    assert write_out(heard) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("apointment", "appointment"),
        ("sesions", "sessions"),
        ("treatement", "treatment"),
        ("posture", "posture"),
        ("zzzzqq", "zzzzqq"),
    ],
)
def test_spelling_moves_only_unknown_words(written, meant, common):
    assert Spelling(KNOWN, common).repair(written) == meant


def test_vocabulary_does_not_learn_a_slip(common):
    assert "hert" not in vocabulary(["dose it hert", "does it hurt"], common)


def test_vocabulary_does_not_learn_a_slip_made_often(common):
    texts = ["is nedling safe"] * 5 + ["is needling safe"] * 90 + ["pistoning"] * 5
    words = vocabulary(texts, common)
    assert "nedling" not in words
    assert {"needling", "pistoning"} <= set(words)


@given(st.text(max_size=200))
def test_wording_never_fails_and_settles(text):
    wording = Wording(KNOWN, frozenset({"does", "that"}))
    once = wording.put_right(text)
    assert isinstance(once, str)
