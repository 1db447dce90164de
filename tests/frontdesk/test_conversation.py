"""A conversation: its buttons, history, transcript, and its end."""

import time
import uuid

from journaled import wait_for_turns
from patient import Patient
from stand_in import PATIENT, StandIn

from frontdesk.conversations.models import Answer, Conversation, Request, Turn
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import Outgoing


def test_button_sends_its_topic_and_shows_its_title(alice: Patient, rasa: StandIn) -> None:
    one, two = alice.say("does it hurt?")["messages"][0]["suggestions"]
    assert one["choice"] != two["choice"]
    id = str(uuid.uuid4())
    pressed = alice.post(id=id, choice=one["choice"])
    assert pressed.json()["messages"][0]["text"] == "You asked: number_of_sessions"
    assert rasa.turns[-1]["topic"] == "number_of_sessions"
    assert [one["text"] for one in alice.history() if one["from"] == "patient"] == [
        "does it hurt?",
        "How many sessions?",
    ]
    assert alice.post(id=id, choice=one["choice"]).json() == pressed.json()
    assert alice.post(id=id, choice=two["choice"]).status_code == 409


def test_button_of_another_conversation_is_unknown(alice: Patient, bob: Patient) -> None:
    choice = alice.say("does it hurt?")["messages"][0]["suggestions"][0]["choice"]
    bob.say("does it hurt?")
    answer = bob.post(choice=choice)
    assert (answer.status_code, bob.error(answer)) == (422, "unknown_choice")


def test_history_shows_the_conversation_and_what_followed_an_id(
    alice: Patient, bob: Patient
) -> None:
    ids = [str(uuid.uuid4()), str(uuid.uuid4())]
    answers = [alice.say(f"question {id}", id)["messages"][0] for id in ids]
    history = alice.history()
    assert [one["id"] for one in history] == [ids[0], answers[0]["id"], ids[1], answers[1]["id"]]
    assert [one["from"] for one in history] == ["patient", "assistant"] * 2
    assert {k: v for k, v in history[1].items() if k not in ("from", "at")} == answers[0]
    assert [one["id"] for one in alice.history(answers[0]["id"])] == [ids[1], answers[1]["id"]]
    assert [one["id"] for one in alice.history(ids[1])] == [answers[1]["id"]]
    assert bob.history() == []


def test_transcript_is_the_conversation_as_text(alice: Patient, desk: Desk) -> None:
    alice.say("does it hurt?")
    answer = alice.client.get("/chat/transcript")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    text = answer.text
    assert desk.library.notices.pinned in text
    assert "You:\ndoes it hurt?" in text
    assert "Assistant:\nYou asked: does it hurt?" in text


def test_forgetting_erases_everywhere(alice: Patient, bob: Patient, rasa: StandIn) -> None:
    rasa.effects = ["callback"]
    alice.say("does it hurt?")
    rasa.effects = []
    bob.say("is it safe?")
    name = rasa.turns[0]["conversation"]
    assert alice.client.delete("/chat/conversation").status_code == 204
    assert rasa.forgotten == [name]
    assert alice.history() == []
    assert Conversation.objects.count() == Turn.objects.count() == Answer.objects.count() == 1
    assert Request.objects.count() == Outgoing.objects.count() == 0
    assert len(bob.history()) == 2
    assert alice.say("does it hurt?")["pending"] is False


def test_forgetting_waits_in_the_outbox_while_rasa_is_down(alice: Patient, rasa: StandIn) -> None:
    alice.say("does it hurt?")
    rasa.status = 503
    assert alice.client.delete("/chat/conversation").status_code == 204
    assert (Turn.objects.count(), Outgoing.objects.count()) == (0, 1)


def test_asking_to_be_forgotten_leaves_only_the_answer(alice: Patient, rasa: StandIn) -> None:
    alice.say("I am Alice Archer")
    rasa.effects = ["forget"]
    said = alice.say("forget me")
    assert said["messages"][0]["text"] == "You asked: forget me"
    assert rasa.forgotten == [rasa.turns[0]["conversation"]]
    turn = Turn.objects.get()
    assert (turn.words, turn.redacted_text) == (None, "")
    assert [one["from"] for one in alice.history()] == ["assistant"]


def test_request_is_kept_once_and_sealed(alice: Patient, rasa: StandIn, desk: Desk) -> None:
    rasa.changed = {"kind": "handoff", "parts": [], "text": "Thank you, Alice Archer."}
    alice.say("please call me back")
    alice.say("Alice Archer")
    rasa.effects = ["callback"]
    id = str(uuid.uuid4())
    said = alice.say("yes, 020 7946 0123", id)
    assert alice.say("yes, 020 7946 0123", id) == said
    request = Request.objects.get()
    assert request.kind == "callback"
    assert b"Alice" not in bytes(request.details)
    assert desk.seal.open(request.details)["name"] == PATIENT["name"]
    seen = " ".join(Turn.objects.values_list("redacted_text", flat=True))
    assert "Alice" not in seen
    assert "7946" not in seen


def test_details_in_a_form_are_hidden_but_a_question_in_it_is_not(
    alice: Patient, rasa: StandIn
) -> None:
    rasa.changed = {"kind": "handoff", "parts": [], "text": "What is your name?"}
    alice.say("please call me back")
    alice.say("alice archer")
    rasa.changed = {}
    alice.say("does it hurt?")
    texts = list(Turn.objects.order_by("id").values_list("redacted_text", flat=True))
    assert texts == ["please call me back", "<DETAILS>", "does it hurt?"]


def test_waiting_messages_of_one_session_are_limited(alice: Patient, rasa: StandIn) -> None:
    rasa.status = 503
    for number in range(20):
        with alice.asking(f"question {number}"):
            wait_for_turns(number + 1)
    answer = alice.post(text="one more")
    assert (answer.status_code, alice.error(answer)) == (429, "too_many_waiting")
    rasa.status = 200
    deadline = time.monotonic() + 20
    while Turn.objects.filter(state="waiting").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert rasa.asked() == [f"question {number}" for number in range(20)]
