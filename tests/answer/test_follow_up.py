import pytest

from needlewise.answer.follow_up import carry_on, goes_on, names_only, points_back, turn_to


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


def test_turn_to_takes_the_topic_over_to_the_condition():
    assert turn_to("back_pain_causes", "sciatica") == "sciatica_causes"
    assert turn_to("sciatica_symptoms", "back pain") == "back_pain_symptoms"
    assert turn_to("does_it_hurt", "sciatica") == "does_it_hurt"


def test_carry_on_means_the_sciatica_that_the_conversation_is_about():
    assert carry_on("back_pain_causes", "sciatica") == "sciatica_causes"
    assert carry_on("sciatica_causes", "back pain") == "sciatica_causes"
    assert carry_on("back_pain_causes", None) == "back_pain_causes"


@pytest.mark.parametrize(
    ("wording", "topic", "expected"),
    [
        ("is that normal?", "twitch_response", True),
        ("and how long will it last?", "soreness_after", True),
        ("what helps", "soreness_after", True),
        ("how long for?", "soreness_after", True),
        ("so what should i do now?", "red_flag", True),
        ("what should i do after a session?", "red_flag", False),
        ("how long will it last?", "effectiveness", False),
        ("how long do results last?", "soreness_after", False),
    ],
)
def test_question_points_back_to_what_was_felt(wording: str, topic: str, expected: bool) -> None:
    assert points_back(wording, topic) is expected


def test_last_topic_goes_on_with_what_it_holds_several_of():
    assert goes_on("does_it_hurt", "condition")
    assert goes_on("combining_treatments", "treatment")
    assert goes_on("conditions_treated", "body_part")
    assert not goes_on("does_it_hurt", "treatment")
    assert not goes_on("does_it_hurt", "body_part")
