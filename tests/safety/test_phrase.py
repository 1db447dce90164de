"""The small language of the patterns."""

import pytest

from needlewise.safety.phrase import PhraseError, inflect, parse


def wordings(phrase: str, **sets: list[str]) -> list[list[str]]:
    return [[" ".join(wording) for wording in place.wordings] for place in parse(phrase, sets)]


def test_parse_reads_alternatives_and_joined_words() -> None:
    assert wordings("pass urine|any_water") == [["pass"], ["any water", "urine"]]


def test_parse_reads_sets_and_inflections() -> None:
    assert wordings("$my ~leak", my=["my|his"]) == [
        ["his", "my"],
        ["leak", "leaked", "leaking", "leaks"],
    ]


def test_parse_reads_optional_places() -> None:
    assert [place.optional for place in parse("numb down? there", {})] == [False, True, False]


def test_parse_refuses_an_unknown_set() -> None:
    with pytest.raises(PhraseError, match="unknown set '\\$legs'; define it"):
        parse("both $legs", {})


def test_parse_refuses_a_phrase_that_could_be_empty() -> None:
    with pytest.raises(PhraseError, match="no word that must be there"):
        parse("maybe? now?", {})


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("pee", "pee pees peed peeing"),
        ("bleed", "bleed bleeds bleeded bleeding"),
        ("dribble", "dribble dribbles dribbled dribbling"),
        ("stop", "stop stops stopped stopping"),
        ("carry", "carry carries carried carrying"),
        ("cough", "cough coughs coughed coughing"),
    ],
)
def test_inflect_gives_the_regular_forms(verb: str, forms: str) -> None:
    assert list(inflect(verb)) == forms.split()
