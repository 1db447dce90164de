from typing import Any

import pytest
from conversation import DOMAIN, Run, button, named, offered, slots, tracker

from actions.answer_question import ActionAnswerQuestion
from actions.message import NotUnderstood
from actions.turn import MissingResponse

ANSWER = ActionAnswerQuestion()


def kinds(messages: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(one["answer"]["kind"], one["answer"]["topics"]) for one in messages if "answer" in one]


def test_question_is_answered_with_text_and_structure(run: Run) -> None:
    (message,), events = run(ANSWER, tracker("Does it hurt?", "does_it_hurt"))
    assert message["text"] == message["answer"]["text"]
    assert kinds([message]) == [("answer", ["does_it_hurt"])]
    assert slots(events)["topic"] == "does_it_hurt"


def test_three_questions_are_answered_in_order(run: Run) -> None:
    messages, _ = run(ANSWER, tracker("…", "does_it_hurt", "cost", "aftercare"))
    assert kinds(messages) == [
        ("answer", ["does_it_hurt"]),
        ("not_covered", ["cost"]),
        ("answer", ["aftercare"]),
    ]


def test_button_is_answered_without_the_nlu(run: Run) -> None:
    assert kinds(run(ANSWER, button("aftercare"))[0]) == [("answer", ["aftercare"])]


def test_follow_up_that_names_a_condition_asks_the_last_topic_again(run: Run) -> None:
    text = "and for sciatica?"
    entity = named(text, "sciatica", "sciatica")
    known = {"topic": "how_it_works", "condition": "sciatica"}
    messages, _ = run(ANSWER, tracker(text, "effectiveness", entities=(entity,), slots=known))
    assert kinds(messages) == [("answer", ["how_it_works"])]
    assert messages[0]["text"].startswith("Roar Physio")


@pytest.mark.parametrize(
    ("text", "entity", "value", "last"),
    [
        ("and massage?", "treatment", "massage", "combining_treatments"),
        ("and shoulder?", "body_part", "shoulder", "conditions_treated"),
    ],
)
def test_follow_up_that_names_something_else_asks_the_last_topic_of_it(
    run: Run, text: str, entity: str, value: str, last: str
) -> None:
    found = named(text, value, value) | {"entity": entity}
    (message,), _ = run(
        ANSWER, tracker(text, "out_of_scope", entities=(found,), slots={"topic": last})
    )
    assert message["answer"]["topics"] == [last]


def test_suggestion_is_picked_by_its_place(run: Run) -> None:
    events = offered("needles", "handoff", "aftercare", parts=("does_it_hurt",))
    asked = tracker("the last one", "affirm", slots={"topic": "does_it_hurt"}, events=events)
    assert kinds(run(ANSWER, asked)[0]) == [("answer", ["aftercare"])]


def test_answer_is_picked_by_its_place_where_there_were_several(run: Run) -> None:
    events = offered("needles", parts=("does_it_hurt", "session_length"))
    asked = tracker("the first", "affirm", slots={"topic": "session_length"}, events=events)
    (message,), changed = run(ANSWER, asked)
    assert kinds([message]) == [("answer", ["does_it_hurt"])]
    assert slots(changed) == {"topic": "does_it_hurt", "more_step": 1.0, "guidance_shown": False}


def test_question_asked_twice_in_other_words_is_answered_once(run: Run) -> None:
    assert kinds(run(ANSWER, tracker("…", "needles", "needles"))[0]) == [("answer", ["needles"])]


def test_two_courtesies_that_leave_the_nlu_unsure_are_one(run: Run) -> None:
    ranking = (("nlu_fallback", 0.4), ("thanks", 0.54), ("goodbye", 0.4))
    asked = tracker("thank you, goodbye", ranking=ranking)
    assert run(ANSWER, asked)[0][0]["response"] == "utter_thanks"


def test_question_that_points_back_is_one_of_the_last_topic(run: Run) -> None:
    asked = tracker("and for how long?", "session_length", slots={"topic": "does_it_hurt"})
    assert kinds(run(ANSWER, asked)[0]) == [("answer", ["soreness_after"])]


def test_last_topic_is_told_in_fewer_words(run: Run) -> None:
    asked = tracker("say it simpler", "more_detail", slots={"topic": "does_it_hurt"})
    ((message,), _) = run(ANSWER, asked)
    assert kinds([message]) == [("answer", ["does_it_hurt"])]
    (part,) = message["answer"]["parts"]
    assert len(part["claims"]) == 1 and part["more"]


def test_treatment_that_is_named_is_the_one_compared_with(run: Run) -> None:
    text = "is it better than massage?"
    entity = named(text, "massage", "massage") | {"entity": "treatment"}
    ((message,), _) = run(ANSWER, tracker(text, "compared_to_other_treatments", entities=(entity,)))
    (part,) = message["answer"]["parts"]
    assert "assage" in part["claims"][0]["text"]


@pytest.mark.parametrize(
    ("text", "ranking", "expected"),
    [
        ("and at work?", (("out_of_scope", 0.6), ("cost", 0.1)), "posture"),
        ("and reiki?", (("out_of_scope", 0.95), ("cost", 0.1)), "out_of_scope"),
        ("should i eat first", (("before_session", 0.5), ("out_of_scope", 0.1)), "before_session"),
    ],
)
def test_few_words_are_less_often_out_of_scope_in_a_conversation(
    run: Run, text: str, ranking: tuple[tuple[str, float], ...], expected: str
) -> None:
    asked = tracker(text, "out_of_scope", ranking=ranking, slots={"topic": "posture"})
    assert run(ANSWER, asked)[0][0]["answer"]["topics"] == [expected]


@pytest.mark.parametrize(
    ("text", "response"), [("\N{THUMBS UP SIGN}", "utter_affirm"), ("👎", "utter_deny")]
)
def test_sign_without_a_word_is_understood(run: Run, text: str, response: str) -> None:
    (message,), _ = run(ANSWER, tracker(text, "out_of_scope"))
    assert message["response"] == response


def test_message_without_a_word_is_asked_back(run: Run) -> None:
    assert kinds(run(ANSWER, tracker("???", "out_of_scope"))[0]) == [("clarification", [])]


def test_question_that_names_a_condition_is_its_own(run: Run) -> None:
    text = "what causes sciatica?"
    entity = named(text, "sciatica", "sciatica")
    messages, _ = run(
        ANSWER,
        tracker(text, "sciatica_causes", entities=(entity,), slots={"topic": "how_it_works"}),
    )
    assert kinds(messages) == [("answer", ["sciatica_causes"])]


def test_request_for_advice_brings_what_it_is_about(run: Run) -> None:
    ranking = (("personal_medical_advice", 0.9), ("medication", 0.001), ("posture", 0.0))
    asked = tracker("should i stop my pills", "personal_medical_advice", ranking=ranking)
    assert kinds(run(ANSWER, asked)[0]) == [
        ("advice_boundary", ["personal_medical_advice", "medication"])
    ]


def test_yes_to_a_clarification_takes_the_first_choice(run: Run) -> None:
    before = {"slots": {"asked_to_clarify": True}, "events": offered("needles", "aftercare")}
    messages, events = run(ANSWER, tracker("yes", "affirm", **before))
    assert kinds(messages) == [("answer", ["needles"])]
    assert slots(events)["asked_to_clarify"] is False


def test_request_for_advice_takes_nothing_from_the_clinics_own_cards(run: Run) -> None:
    ranking = (("personal_medical_advice", 0.9), ("cost", 0.01), ("medication", 0.001))
    asked = tracker("can i afford it", "personal_medical_advice", ranking=ranking)
    assert kinds(run(ANSWER, asked)[0]) == [("advice_boundary", ["personal_medical_advice"])]


def test_wish_for_a_person_beside_a_question_starts_the_form_after_the_answer(run: Run) -> None:
    messages, events = run(ANSWER, tracker("…", "does_it_hurt", "handoff"))
    assert kinds(messages) == [("answer", ["does_it_hurt"])]
    assert events[-1]["name"] == "contact_form"


def test_form_under_way_is_not_started_again(run: Run) -> None:
    _, events = run(ANSWER, tracker("…", "book_appointment", loop="contact_form"))
    assert not [event for event in events if event["event"] == "followup"]


def test_form_is_left_by_who_stops_it_to_ask_something_else(run: Run) -> None:
    text = "cancel that, I have a question. is it sore?"
    known = {"requested_slot": "name", "request_kind": "booking"}
    left = tracker(text, "does_it_hurt", slots=known, loop="contact_form")
    messages, events = run(ANSWER, left)
    assert messages[0]["response"] == "utter_request_dropped"
    assert kinds(messages) == [("answer", ["does_it_hurt"])]
    assert events[-1] == {"event": "active_loop", "name": None, "timestamp": None}
    assert slots(events)["request_kind"] is None


def test_wish_to_be_forgotten_beside_a_question_is_taken_up(run: Run) -> None:
    _, events = run(ANSWER, tracker("…", "does_it_hurt", "forget_me"))
    assert events[-1]["name"] == "action_forget"


def test_bot_challenge_beside_a_question_is_answered_from_the_domain(run: Run) -> None:
    messages, _ = run(ANSWER, tracker("…", "does_it_hurt", "bot_challenge"))
    assert messages[1]["response"] == "utter_bot_challenge"


def test_what_is_not_known_offers_a_person(run: Run) -> None:
    _, events = run(ANSWER, tracker("price?", "cost"))
    assert slots(events)["offered_contact"] is True
    known = {"offered_contact": True, "topic": "cost"}
    _, events = run(ANSWER, tracker("hurts?", "does_it_hurt", slots=known))
    assert slots(events)["offered_contact"] is False


def test_sources_are_those_of_the_whole_last_turn(run: Run) -> None:
    asked = tracker("…", "does_it_hurt", "cost", "needles")
    said = tuple(
        {"event": "bot", "text": one["text"], "metadata": {"answer": one["answer"]}}
        for one in run(ANSWER, asked)[0]
    )
    messages, _ = run(ANSWER, tracker("says who?", "ask_sources", events=(*asked.events, *said)))
    (answer,) = [one["answer"] for one in messages]
    assert answer["topics"] == ["ask_sources", "does_it_hurt", "cost", "needles"]
    told = {cited["source"] for one in said for cited in one["metadata"]["answer"]["citations"]}
    assert {cited["source"] for cited in answer["citations"]} == told


def test_message_that_the_nlu_has_not_read_is_a_failure(run: Run) -> None:
    unread = tracker("Does it hurt?", "does_it_hurt")
    del unread.latest_message["questions"]
    with pytest.raises(NotUnderstood):
        run(ANSWER, unread)


def test_topic_without_words_is_a_failure_that_names_the_remedy(run: Run) -> None:
    with pytest.raises(MissingResponse, match=r"utter_unheard_of' to domain\.yml"):
        run(ANSWER, tracker("?", "unheard_of"))
    assert "utter_unheard_of" not in DOMAIN["responses"]
