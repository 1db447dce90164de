from conversation import Run, named, offered, slots, tracker

from actions.clarify import ActionClarify

CLARIFY = ActionClarify()
RANKING = (
    ("nlu_fallback", 0.3), ("red_flag", 0.2), ("out_of_scope", 0.2), ("greet", 0.1),
    ("needles", 0.08), ("aftercare", 0.06), ("posture", 0.04), ("cost", 0.02),
)  # fmt: skip
OPEN = {"asked_to_clarify": True}
OFFERED = offered("needles", "aftercare", "posture")


def test_first_unclear_message_is_asked_back_with_the_likeliest_topics(run: Run) -> None:
    (message,), events = run(CLARIFY, tracker("that thing", ranking=RANKING))
    assert message["answer"]["kind"] == "clarification"
    assert slots(events) == OPEN
    assert [one["topic"] for one in message["answer"]["suggestions"]] == [
        "needles", "aftercare", "posture",
    ]  # fmt: skip


def test_second_unclear_message_in_a_row_is_owned_up_to(run: Run) -> None:
    (message,), events = run(CLARIFY, tracker("the other thing", ranking=RANKING, slots=OPEN))
    assert message["answer"]["kind"] == "out_of_scope"
    assert slots(events) == {"asked_to_clarify": False, "offered_contact": True}


def test_choice_by_place_or_title_is_answered(run: Run) -> None:
    for text in ("the second one", "What should I do after a session?"):
        (message,), _ = run(CLARIFY, tracker(text, slots=OPEN, events=OFFERED))
        assert message["answer"]["topics"] == ["aftercare"]


def test_choice_that_sounds_like_no_is_still_a_choice(run: Run) -> None:
    (message,), _ = run(CLARIFY, tracker("the second one", "deny", slots=OPEN, events=OFFERED))
    assert message["answer"]["topics"] == ["aftercare"]


def test_no_to_a_clarification_is_not_asked_again(run: Run) -> None:
    (message,), _ = run(CLARIFY, tracker("no", "deny", slots=OPEN))
    assert message["answer"]["kind"] == "out_of_scope"


def test_unclear_message_that_only_names_a_condition_follows_up(run: Run) -> None:
    text = "what about sciatica"
    known = {"topic": "how_it_works", "condition": "sciatica"}
    entity = named(text, "sciatica", "sciatica")
    (message,), _ = run(CLARIFY, tracker(text, entities=(entity,), slots=known))
    assert message["answer"]["topics"] == ["how_it_works"]


def test_condition_without_a_topic_before_it_is_unclear(run: Run) -> None:
    text = "what about sciatica"
    entity = named(text, "sciatica", "sciatica")
    (message,), _ = run(CLARIFY, tracker(text, entities=(entity,), ranking=RANKING))
    assert message["answer"]["kind"] == "clarification"
