"""Dictionary forms and word families."""

import pytest

from needlewise.knowledge.lemma import lemma, lemmas, root, words


@pytest.mark.parametrize(
    ("word", "form"),
    [("needles", "needle"), ("feet", "foot"), ("felt", "feel"), ("does", "do"), ("zzz", "zzz")],
)
def test_lemma_is_the_dictionary_form(word: str, form: str) -> None:
    assert lemma(word) == form


def test_lemmas_leave_marks_and_figures_out() -> None:
    assert lemmas("Muscles’ “knots”, 3 to 4 of them!") == {"muscle", "knot", "to", "of", "them"}


def test_words_keep_apostrophes_but_not_the_owners() -> None:
    assert list(words("Don’t touch the patient’s back")) == [
        "don't",
        "touch",
        "the",
        "patient",
        "back",
    ]


@pytest.mark.parametrize(
    "family",
    [
        ("relax", "relaxation"),
        ("mobile", "mobility"),
        ("pregnant", "pregnancy"),
        ("usual", "usually"),
    ],
)
def test_family_shares_its_root(family: tuple[str, str]) -> None:
    assert root(family[0]) == root(family[1])


def test_different_families_have_different_roots() -> None:
    assert root("pain") != root("painkiller")
    assert root("blood") != root("bleed")
