from needlewise.answer.scope import clarification, out_of_scope, unknown
from needlewise.answer.wording import Wording
from needlewise.knowledge.library import Library


def test_clarification_offers_the_likeliest_three(real_library: Library, wording: Wording) -> None:
    likeliest = ["side_effects", "no_such_topic", "aftercare", "needles", "posture"]
    answer = clarification(real_library, wording, likeliest)
    assert (answer.kind, answer.topics, answer.parts) == ("clarification", (), ())
    assert [one.topic for one in answer.suggestions] == ["side_effects", "aftercare", "needles"]
    assert all(f"“{one.title}”" in answer.text for one in answer.suggestions)


def test_clarification_without_a_clue_offers_where_to_start(
    real_library: Library, wording: Wording
) -> None:
    answer = clarification(real_library, wording, ["posture"])
    assert [one.topic for one in answer.suggestions] == list(wording.starters[:3])


def test_what_is_not_known_is_said_with_a_person_to_ask(
    real_library: Library, wording: Wording
) -> None:
    for answer in (unknown(real_library, wording), out_of_scope(real_library, wording)):
        assert (answer.kind, answer.topics) == ("out_of_scope", ("out_of_scope",))
        assert real_library.clinic.phone in answer.text
        assert answer.suggestions[0].topic == "handoff"
        assert answer.disclaimer in answer.text
