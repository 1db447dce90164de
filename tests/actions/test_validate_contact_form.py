from typing import Any

import pytest
from conversation import DOMAIN, Run, button, slots, tracker

from actions.validate_contact_form import ValidateContactForm

FORM = ValidateContactForm()


def asked(slot: str | None, text: str, *topics: str, **fields: Any) -> Any:
    return tracker(text, *topics, slots={"requested_slot": slot}, loop="contact_form", **fields)


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("name", "Sam Jones", "Sam Jones"),
        ("contact", "07700 900123", "+44 7700 900123"),
        ("contact", "sam@example.org", "sam@example.org"),
        ("preferred_time", "Tuesday morning", "Tuesday morning"),
        ("consent", "yes please", True),
    ],
)
def test_detail_that_was_asked_for_is_taken(run: Run, slot: str, text: str, value: object) -> None:
    messages, events = run(FORM, asked(slot, text))
    assert (messages, slots(events)) == ([], {slot: value})


@pytest.mark.parametrize(
    ("slot", "text"),
    [("name", "???"), ("contact", "purple"), ("preferred_time", "x" * 201), ("consent", "perhaps")],
)
def test_detail_that_is_unfit_is_asked_for_again_with_the_reason(
    run: Run, slot: str, text: str
) -> None:
    (message,), events = run(FORM, asked(slot, text))
    assert message["response"] == f"utter_unfit_{slot}" in DOMAIN["responses"]
    assert slots(events) == {slot: None}


def test_number_in_the_first_message_is_not_asked_for(run: Run) -> None:
    _, events = run(FORM, asked(None, "call me on 07700 900123", "handoff"))
    assert slots(events) == {"contact": "+44 7700 900123"}
    assert run(FORM, asked(None, "call me", "handoff")) == ([], [])
    text = "I'd like to book. I'm Farah Aziz, 07700 900432, any morning"
    assert slots(run(FORM, asked(None, text, "book_appointment"))[1]) == {
        "name": "Farah Aziz", "contact": "+44 7700 900432", "preferred_time": "any morning",
    }  # fmt: skip
    text = "I'm pregnant and would like to book"
    assert run(FORM, asked(None, text, "book_appointment")) == ([], [])
    assert run(FORM, button("handoff", loop="contact_form")) == ([], [])


def test_details_that_come_together_are_taken_together(run: Run) -> None:
    text = "my name is Ann and my number is 020 7946 0958"
    _, events = run(FORM, asked("name", text, "handoff"))
    assert slots(events) == {"name": "Ann", "contact": "+44 20 7946 0958"}
    messages, events = run(FORM, asked("name", "020 7946 0958"))
    assert (messages, slots(events)) == ([], {"contact": "+44 20 7946 0958"})


@pytest.mark.parametrize("text", ["mornings", "Friday morning", "tomorrow after 4pm"])
@pytest.mark.parametrize("slot", ["name", "contact"])
def test_time_that_comes_early_is_kept(run: Run, slot: str, text: str) -> None:
    messages, events = run(FORM, asked(slot, text, "greet"))
    assert (messages, slots(events)) == ([], {"preferred_time": text})


def test_detail_that_was_given_can_be_put_right(run: Run) -> None:
    wrong = asked("consent", "sorry, that number's wrong, it is 07700 900123", "deny")
    assert slots(run(FORM, wrong)[1]) == {"contact": "+44 7700 900123"}
    other = asked("preferred_time", "no wait, use sam@example.org", "out_of_scope")
    assert slots(run(FORM, other)[1]) == {"contact": "sam@example.org"}
    later = asked("consent", "actually make it Wednesday", "book_appointment")
    assert slots(run(FORM, later)[1]) == {"preferred_time": "Wednesday"}
    assert slots(run(FORM, asked("contact", "*Jane Doe"))[1]) == {"name": "Jane Doe"}


def test_three_details_in_one_message_are_taken(run: Run) -> None:
    text = "my name is Ann, number 020 7946 0958, mornings"
    assert slots(run(FORM, asked("name", text, "handoff"))[1]) == {
        "name": "Ann", "contact": "+44 20 7946 0958", "preferred_time": "mornings",
    }  # fmt: skip


def test_patient_hears_what_the_details_are_for(run: Run) -> None:
    (message,), events = run(FORM, asked("name", "why do you need my name?", "out_of_scope"))
    assert message["response"] == "utter_contact_purpose" in DOMAIN["responses"]
    assert slots(events) == {"name": None}


@pytest.mark.parametrize("name", ["Doris Day", "Sam Friday", "Dawn Evening-Smith"])
def test_name_that_sounds_like_a_time_is_a_name(run: Run, name: str) -> None:
    assert slots(run(FORM, asked("name", name))[1]) == {"name": name}


@pytest.mark.parametrize("slot", DOMAIN["forms"]["contact_form"]["required_slots"])
def test_question_in_the_middle_is_left_to_its_own_rule(run: Run, slot: str) -> None:
    assert run(FORM, asked(slot, "does it hurt?", "does_it_hurt")) == ([], [])
    assert run(FORM, asked(slot, "what is the weather like?", "out_of_scope")) == ([], [])
    assert run(FORM, button("aftercare", slots={"requested_slot": slot})) == ([], [])


@pytest.mark.parametrize("slot", DOMAIN["forms"]["contact_form"]["required_slots"])
def test_red_flag_in_the_middle_comes_first(run: Run, slot: str) -> None:
    flag = {"group": "cauda_equina", "by": "gate"}
    text = "yes 07700 900123 my name is Sam Tuesday and i can't feel my legs"
    assert run(FORM, asked(slot, text, intent="red_flag", red_flag=flag)) == ([], [])


@pytest.mark.parametrize("slot", DOMAIN["forms"]["contact_form"]["required_slots"])
def test_form_can_be_left_at_any_moment(run: Run, slot: str) -> None:
    for text in ("stop", "never mind"):
        _, events = run(FORM, asked(slot, text))
        assert slots(events) == {"consent": False, "requested_slot": None}


def test_no_means_no_where_consent_is_asked_and_any_time_where_the_time_is(run: Run) -> None:
    _, events = run(FORM, asked("consent", "no", "deny"))
    assert slots(events) == {"consent": False, "requested_slot": None}
    _, events = run(FORM, asked("preferred_time", "no", "deny"))
    assert slots(events) == {"preferred_time": "any time"}


def test_detail_is_taken_even_where_the_nlu_sees_a_topic_in_it(run: Run) -> None:
    assert slots(run(FORM, asked("preferred_time", "Monday to Friday", "opening_hours"))[1]) == {
        "preferred_time": "Monday to Friday"
    }
    assert slots(run(FORM, asked("name", "my name is Rose Hill", "location"))[1]) == {
        "name": "Rose Hill"
    }
    assert slots(run(FORM, asked("name", "Sam", "out_of_scope"))[1]) == {"name": "Sam"}
    assert slots(run(FORM, asked("consent", "ok", "thanks"))[1]) == {"consent": True}


def test_greeting_is_not_consent(run: Run) -> None:
    _, events = run(FORM, asked("consent", "hello?", "affirm"))
    assert slots(events) == {"consent": None}


def test_message_without_the_nlus_properties_is_a_failure(run: Run) -> None:
    unread = asked("name", "Sam")
    del unread.latest_message["questions"]
    with pytest.raises(KeyError):
        run(FORM, unread)


def test_name_is_taken_for_one_though_the_nlu_guesses_a_topic(run: Run) -> None:
    message = asked("name", "Jane Doe", "book_appointment")
    assert slots(run(FORM, message)[1]) == {"name": "Jane Doe"}
    unsure = asked("name", "jane", "cost")
    unsure.latest_message["questions"][0]["confidence"] = 0.6
    assert slots(run(FORM, unsure)[1]) == {"name": "Jane"}
    misread = asked("name", "Omar", "more_detail", wording="more")
    assert slots(run(FORM, misread)[1]) == {"name": "Omar"}


def test_yes_is_no_name(run: Run) -> None:
    (message,), events = run(FORM, asked("name", "yes"))
    assert message["response"] == "utter_unfit_name"
    assert slots(events) == {"name": None}
