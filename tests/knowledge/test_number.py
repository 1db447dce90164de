"""Numbers in words and figures, ranges, and words that only look like numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needlewise.knowledge.number import numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Three to four sessions", {"3", "4"}),
        ("30–60 minutes", {"30", "60"}),
        ("30-60 minutes", {"30", "60"}),
        ("19% of 7,629 treatments", {"19", "7629"}),
        ("7.55%", {"7.55"}),
        ("a day or two", {"1", "2"}),
        ("only one or two visits", {"1", "2"}),
        ("once or twice", {"1", "2"}),
        ("No one knows, and one of them said so at once.", set()),
        ("one-sided pain, a lasting one, this one article", set()),
        ("after one session, one in ten", {"1", "10"}),
        ("someone, often, weighty, canine", set()),
        ("Call {phone} or {emergency_number}", set()),
        ("In 2021, it changed.", {"2021"}),
        ("", set()),
    ],
)
def test_numbers_are_found(text: str, found: set[str]) -> None:
    assert numbers(text) == found


@given(st.integers(min_value=0, max_value=10**9))
def test_number_with_separators_is_the_same_number(number: int) -> None:
    assert numbers(f"about {number:,} people") == {str(number)}


@given(st.text())
def test_any_text_has_numbers_or_none(text: str) -> None:
    assert all(number[0].isdecimal() for number in numbers(text))
