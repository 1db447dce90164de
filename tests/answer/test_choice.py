import pytest

from needlewise.answer.answer import Suggestion
from needlewise.answer.choice import choose

OFFERED = (
    Suggestion("Does it hurt?", topic="pain"),
    Suggestion("How many visits?", topic="visits"),
)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("the first one", "pain"),
        ("First", "pain"),
        ("1", "pain"),
        ("option 2 please", "visits"),
        ("the second", "visits"),
        ("yes, the last one", "visits"),
        ("how many visits", "visits"),
        ("  Does it HURT?! ", "pain"),
        ("tell me more about the first", "pain"),
        ("and the second one?", "visits"),
        ("the third one", None),
        ("first aid", None),
        ("neither", None),
        ("", None),
    ],
)
def test_choice_is_made_by_place_or_title(text: str, topic: str | None) -> None:
    assert choose(text, OFFERED) == topic


def test_choice_among_nothing_is_none() -> None:
    assert choose("the first one", ()) is None
    assert choose("the last one", ()) is None
