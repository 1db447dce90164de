import pytest

from needlewise.answer.pointing import point_back, wants_it_simpler


@pytest.mark.parametrize(
    ("wording", "last", "expected"),
    [
        ("is that normal?", "twitch_response", "twitch_response"),
        ("and how long will it last?", "soreness_after", "soreness_after"),
        ("how long for?", "effectiveness", "how_long_results_last"),
        ("how long", "what_to_expect", "session_length"),
        ("sorry. and for how long", "does_it_hurt", "soreness_after"),
        ("how long do i leave it on", "heat_or_ice", "heat_or_ice"),
        ("how often does that happen", "is_it_safe", "is_it_safe"),
        ("how often", "number_of_sessions", None),
        ("how often should i get up", "posture", "prolonged_sitting"),
        ("how long are they in for", "needles", "techniques"),
        ("which muscles", "lifestyle_changes", "exercise_and_stretching"),
        ("which is best", "conventional_treatments", "conventional_treatments"),
        ("what's the gentlest", "techniques", "techniques"),
        ("what would happen", "is_it_safe", "side_effects"),
        ("who's most at risk", "is_it_safe", "who_should_avoid"),
        ("how many will there be", "needle_fear", None),
        ("how?", "blood_flow", "how_it_works"),
        ("how long on for", "heat_or_ice", "heat_or_ice"),
        ("is it a bad sign if it doesn't", "twitch_response", "twitch_response"),
        ("is that bad if there isn't one", "twitch_response", "twitch_response"),
        ("how many do they use", "needles", "needles"),
        ("what should i look out for", "is_it_safe", "side_effects"),
        ("does it really matter?", "posture", "posture"),
        ("can you feel them", "trigger_points", "more_detail"),
        ("is it permanent?", "bleeding_risk", "side_effects"),
        ("what helps", "soreness_after", "soreness_after"),
        ("what helps with it", "sciatica_symptoms", "lifestyle_changes"),
        ("what happens if they do", "is_it_safe", "side_effects"),
        ("how do they prevent that", "skin_infection", "is_it_safe"),
        ("which is better for sciatica", "heat_or_ice", "heat_or_ice"),
        ("which one is best", "does_it_hurt", None),
        ("what does it feel like", "sciatica_causes", "sciatica_symptoms"),
        ("what does it feel like", "techniques", None),
        ("why do i get them", "trigger_points", "more_detail"),
        ("why do people get it", "sciatica_symptoms", "sciatica_causes"),
        ("so what should i do now?", "red_flag", "red_flag"),
        ("what should i do after a session?", "red_flag", None),
        ("how long do results last?", "soreness_after", None),
    ],
)
def test_question_points_back_to_what_was_told(
    wording: str, last: str, expected: str | None
) -> None:
    assert point_back(wording, last) == expected


@pytest.mark.parametrize(
    "wording", ["say it simpler", "in plain english please", "that was too long"]
)
def test_fewer_words_can_be_wished_for(wording: str) -> None:
    assert wants_it_simpler(wording)


@pytest.mark.parametrize("wording", ["tell me more", "how long does it take"])
def test_other_wishes_are_not_for_fewer_words(wording: str) -> None:
    assert not wants_it_simpler(wording)
