import pytest

from needlewise.answer.follow_up import names_only


@pytest.mark.parametrize(
    ("text", "condition", "expected"),
    [
        ("and for back pain?", "back pain", True),
        ("what about sciatica", "sciatica", True),
        ("Is it the same for heel pain?", "heel pain", True),
        ("sciatica?", "sciatica", True),
        ("And what’s it like with my neck?", "my neck", True),
        ("and if i have sciatica", "sciatica", True),
        ("what causes sciatica", "sciatica", False),
        ("does it help sciatica", "sciatica", False),
        ("sciatica symptoms?", "sciatica", False),
        ("how many sessions for back pain", "back pain", False),
    ],
)
def test_question_names_only_a_condition(text: str, condition: str, expected: bool) -> None:
    start = text.index(condition)
    assert names_only(text, start, start + len(condition)) is expected
