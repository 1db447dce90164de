"""POST /chat/messages: journaled, answered once, by whoever."""

import json
import uuid

from patient import Patient
from stand_in import StandIn

from frontdesk.conversations.models import Answer, Turn


def test_message_is_answered_with_every_key_of_the_contract(alice: Patient) -> None:
    said = alice.say("does it hurt?")
    assert said["pending"] is False
    (answer,) = said["messages"]
    assert answer["text"] == "You asked: does it hurt?"
    assert list(answer) == [
        "id", "kind", "topics", "text", "parts", "citations", "disclaimer", "reviewed_on",
        "review_due", "suggestions", "content_version", "model_version",
    ]  # fmt: skip


def test_same_id_returns_the_same_and_runs_once(alice: Patient, rasa: StandIn) -> None:
    id = str(uuid.uuid4())
    assert alice.say("does it hurt?", id) == alice.say("does it hurt?", id)
    assert alice.say("does  it\u200b hurt?", id.upper())  # the same once normalised
    assert rasa.asked() == ["does it hurt?"]


def test_same_id_with_another_body_is_a_conflict(alice: Patient) -> None:
    id = str(uuid.uuid4())
    alice.say("does it hurt?", id)
    answer = alice.post(id=id, text="is it safe?")
    assert (answer.status_code, alice.error(answer)) == (409, "other_body")


def test_same_id_of_two_patients_are_two_messages(alice: Patient, bob: Patient) -> None:
    id = str(uuid.uuid4())
    alice.say("does it hurt?", id)
    assert bob.say("is it safe?", id)["messages"][0]["text"] == "You asked: is it safe?"


def test_text_is_normalised_before_it_is_used(alice: Patient, rasa: StandIn) -> None:
    alice.say("  does\u202e it\x00 hurt\ud83d\ude00?\t")
    assert rasa.asked() == ["does it hurt\U0001f600?"]


def test_typed_command_is_text(alice: Patient, rasa: StandIn) -> None:
    alice.say('/restart{"a": "b"}')
    assert rasa.turns[0]["text"] == '/restart{"a": "b"}'
    assert "topic" not in rasa.turns[0]


def test_stream_has_each_message_then_done(alice: Patient) -> None:
    body = {"id": str(uuid.uuid4()), "text": "does it hurt?"}
    headers = {"Accept": "text/event-stream"}
    answer = alice.client.post("/chat/messages", json=body, headers=headers)
    assert answer.headers["content-type"] == "text/event-stream"
    first, done, rest = answer.text.split("\n\n")
    assert first.startswith("event: message\ndata: ")
    assert json.loads(first.partition("data: ")[2])["text"] == "You asked: does it hurt?"
    assert (done, rest) == ('event: done\ndata: {"pending": false}', "")


def test_late_answer_is_announced_then_given_once(alice: Patient, rasa: StandIn, desk) -> None:
    rasa.status = 503
    id = str(uuid.uuid4())
    late = alice.say("does it hurt?", id)
    assert rasa.calls < 15  # a failing Rasa is not pressed, not even at the very end
    (notice,) = late["messages"]
    assert late["pending"] is True
    assert notice["kind"] == "notice"
    assert desk.library.clinic.phone in notice["text"]
    assert alice.say("does it hurt?", id) == late
    assert [one["id"] for one in alice.history()] == [id, notice["id"]]
    rasa.status = 200
    said = alice.say("does it hurt?", id)
    assert said["pending"] is False
    assert [one["id"] for one in alice.history()] == [id, said["messages"][0]["id"]]
    assert [one["id"] for one in alice.history(notice["id"])] == [said["messages"][0]["id"]]
    assert rasa.asked() == ["does it hurt?"]


def test_refused_turn_gets_a_notice_and_is_kept_for_staff(alice: Patient, rasa: StandIn) -> None:
    rasa.status = 422
    id = str(uuid.uuid4())
    said = alice.say("does it hurt?", id)
    assert said["pending"] is False
    assert said["messages"][0]["kind"] == "notice"
    rasa.status = 200
    assert alice.say("does it hurt?", id) == said
    assert rasa.calls == 1
    turn = Turn.objects.get()
    assert (turn.state, turn.flags) == ("refused", ["refused"])


def test_wrong_reply_is_no_answer(alice: Patient, rasa: StandIn, desk) -> None:
    rasa.changed = {"text": ""}
    assert alice.say("does it hurt?")["pending"] is True


def test_record_of_a_turn_says_what_happened(alice: Patient) -> None:
    alice.say("my name is Alice Archer, does it hurt? call 020 7946 0999")
    turn, answer = Turn.objects.get(), Answer.objects.get()
    assert turn.redacted_text == "my name is <NAME>, does it hurt? call <NUMBER>"
    assert b"Alice" not in bytes(turn.words)
    assert (turn.intent, turn.confidence, turn.answered_by) == ("does_it_hurt", 0.9, "rasa")
    assert (turn.topics, turn.model_version, turn.content_version) == (["does_it_hurt"], "m1", "c1")
    assert turn.received_at < turn.answered_at == turn.delivered_at
    assert (answer.kind, answer.position, answer.turn_id) == ("answer", 0, turn.id)
    assert turn.conversation.notice_version
    assert turn.conversation.lease == ""
