import pytest
from conversation import DOMAIN, MESSAGE_ID, Run, slots, tracker
from rasa_sdk.interfaces import Action

from actions.answer_question import ActionAnswerQuestion
from actions.clarify import ActionClarify
from actions.forget import ActionForget
from actions.red_flag import ActionRedFlag
from actions.request_contact import ActionRequestContact
from actions.session_start import ActionSessionStart
from needlewise.answer.identity import effect_id

DETAILS = {
    "request_kind": "booking",
    "name": "Sam Jones",
    "contact": "+44 7700 900123",
    "preferred_time": "Tuesday",
    "consent": True,
    "topic": "does_it_hurt",
}
FIELDS = {"id", "kind", "name", "phone", "email", "preferred_time", "consent", "topic"}


def test_red_flag_is_the_only_message_and_ends_the_form(run: Run) -> None:
    flag = {"group": "lung", "by": "gate"}
    told = tracker("…", intent="red_flag", red_flag=flag, slots=DETAILS, loop="contact_form")
    (message,), events = run(ActionRedFlag(), told)
    assert message["answer"]["kind"] == "red_flag"
    assert "999" in message["text"]
    assert {"event": "active_loop", "name": None, "timestamp": None} in events
    assert slots(events)["name"] is None and slots(events)["contact"] is None
    assert slots(events)["topic"] == "red_flag"


def test_red_flag_by_the_intent_alone_gets_the_general_words(run: Run) -> None:
    told = tracker("…", intent="red_flag", red_flag={"group": None, "by": "intent"})
    (message,), _ = run(ActionRedFlag(), told)
    assert message["answer"]["text"].startswith("Please get help now.")


@pytest.mark.parametrize(
    ("action", "topics"),
    [
        (ActionAnswerQuestion(), ["personal_medical_advice"]),
        (ActionAnswerQuestion(), ["more_detail"]),
        (ActionClarify(), []),
    ],
)
def test_what_only_goes_on_after_a_red_flag_stays_with_it(
    run: Run, action: Action, topics: list[str]
) -> None:
    (message,), _ = run(action, tracker("what should I do", *topics, slots={"topic": "red_flag"}))
    assert message["answer"]["kind"] == "red_flag"


def test_red_flag_that_is_still_meant_is_told_in_the_words_of_its_group(run: Run) -> None:
    flagged = {
        "event": "user", "text": "…", "metadata": {},
        "parse_data": {"red_flag": {"group": "self_harm", "by": "gate"}},
    }  # fmt: skip
    (first,), _ = run(ActionRedFlag(), tracker("…", red_flag={"group": "self_harm", "by": "gate"}))
    asked = tracker("no", "deny", slots={"topic": "red_flag"}, events=(flagged,))
    (again,), _ = run(ActionAnswerQuestion(), asked)
    assert again["text"] == first["text"]


@pytest.mark.parametrize(
    ("text", "topic", "chance", "kind"),
    [
        ("can it wait?", "book_appointment", 0.4, "red_flag"),
        ("could it just be a bruise?", "side_effects", 0.95, "red_flag"),
        ("does it hurt?", "does_it_hurt", 0.99, "answer"),
        ("what does a session cost", "needles", 0.9, "answer"),
    ],
)
def test_vague_question_after_a_red_flag_stays_with_it(
    run: Run, text: str, topic: str, chance: float, kind: str
) -> None:
    asked = tracker(text, topic, ranking=((topic, chance),), slots={"topic": "red_flag"})
    (message,), _ = run(ActionAnswerQuestion(), asked)
    assert message["answer"]["kind"] == kind


def test_question_of_its_own_after_a_red_flag_is_answered(run: Run) -> None:
    asked = tracker("does it hurt", "does_it_hurt", slots={"topic": "red_flag"})
    (message,), events = run(ActionAnswerQuestion(), asked)
    assert message["answer"]["topics"] == ["does_it_hurt"]
    assert slots(events)["topic"] == "does_it_hurt"


def test_request_with_consent_is_passed_on_once_per_message(run: Run) -> None:
    (message,), events = run(ActionRequestContact(), tracker("yes", "affirm", slots=DETAILS))
    (effect,) = message["effects"]
    assert effect == {
        "id": effect_id(MESSAGE_ID, "booking"),
        "kind": "booking",
        "name": "Sam Jones",
        "phone": "+44 7700 900123",
        "email": None,
        "preferred_time": "Tuesday",
        "consent": True,
        "topic": "does_it_hurt",
    }
    assert message["response"] == "utter_request_noted"
    cleared = ("request_kind", "name", "contact", "preferred_time", "consent")
    assert slots(events) == dict.fromkeys(cleared)


def test_request_by_mail_gives_the_address(run: Run) -> None:
    details = DETAILS | {"contact": "sam@example.org", "request_kind": None}
    (message,), _ = run(ActionRequestContact(), tracker("yes", "affirm", slots=details))
    (effect,) = message["effects"]
    assert (effect["kind"], effect["phone"], effect["email"]) == (
        "callback",
        None,
        "sam@example.org",
    )


def test_request_without_consent_is_dropped(run: Run) -> None:
    (message,), events = run(
        ActionRequestContact(), tracker("no", slots=DETAILS | {"consent": False})
    )
    assert message["response"] == "utter_request_dropped"
    assert "effects" not in message
    assert slots(events)["name"] is None


def test_forgetting_is_asked_of_the_front_desk(run: Run) -> None:
    (message,), events = run(ActionForget(), tracker("delete my data", "forget_me"))
    (effect,) = message["effects"]
    assert effect.keys() == FIELDS
    assert (effect["kind"], effect["id"]) == ("forget", effect_id(MESSAGE_ID, "forget"))
    assert events[1]["event"] == "reset_slots"


def test_session_keeps_what_matters_and_no_contact_details(run: Run) -> None:
    known = DETAILS | {"condition": "sciatica", "more_step": 1.0, "guidance_shown": True}
    messages, events = run(ActionSessionStart(), tracker("hi", "greet", slots=known))
    assert messages == []
    assert (events[0]["event"], events[-1]["name"]) == ("session_started", "action_listen")
    assert slots(events) == {
        "condition": "sciatica",
        "topic": "does_it_hurt",
        "more_step": 1.0,
        "guidance_shown": True,
        "clinic_name": "Riverside Physiotherapy",
        "clinic_phone": "020 7946 0142",
    }
    assert slots(events).keys() <= DOMAIN["slots"].keys()
