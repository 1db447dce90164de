import pytest

from needlewise.answer.follow_up import (
    adds,
    carry_on,
    goes_on,
    leans,
    likelier,
    names_only,
    noun_of,
    treated,
    turn_to,
)


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
        ("what's a slipped disc?", "slipped disc", False),
        ("what is sciatica", "sciatica", False),
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


def test_what_the_studies_do_not_speak_of_is_asked_of_the_areas():
    assert treated("effectiveness", "heel pain") == "conditions_treated"
    assert treated("effectiveness", "sciatica") == "effectiveness"
    assert treated("does_it_hurt", "heel pain") == "does_it_hurt"


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("and driving?", True),
        ("what about my chair", True),
        ("which ones hurt", True),
        ("driving", False),
        ("and after all that would you say that i should come for it again", False),
    ],
)
def test_few_words_lean_on_what_was_said_last(wording: str, expected: bool) -> None:
    assert leans(wording) is expected


@pytest.mark.parametrize("wording", ["and at work?", "for lifting?", "and the gym", "with stress"])
def test_few_words_add_to_the_question_before(wording: str) -> None:
    assert adds(wording)


@pytest.mark.parametrize(
    "wording", ["lifting?", "and?", "for lifting heavy boxes at work", "what helps"]
)
def test_other_words_add_nothing(wording: str) -> None:
    assert not adds(wording)


def test_it_may_mean_what_was_told_last() -> None:
    assert noun_of("twitch_response") == "the twitch"
    assert noun_of("effectiveness") is None and noun_of(None) is None


def test_what_was_told_last_and_what_follows_are_likelier() -> None:
    chances = {"aftercare": 0.5, "prolonged_sitting": 0.2, "posture": 0.3, "cost": 0.01}
    assert likelier(chances, "aftercare", "prolonged_sitting", ["posture"]) == "prolonged_sitting"
    assert likelier(chances, "aftercare", "healthy_weight", ["posture"]) == "posture"
    assert likelier(chances, "aftercare", "needles", ["techniques", "cost"]) is None
    assert likelier(chances, "aftercare", "aftercare", []) is None
    assert likelier({}, "out_of_scope", "aftercare", []) is None


def test_last_topic_goes_on_with_what_it_holds_several_of():
    assert goes_on("does_it_hurt", "condition")
    assert goes_on("combining_treatments", "treatment")
    assert goes_on("conditions_treated", "body_part")
    assert not goes_on("does_it_hurt", "treatment")
    assert not goes_on("does_it_hurt", "body_part")
