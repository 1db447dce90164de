"""A red flag is answered here, first and always, whatever else is down."""

import uuid

import pytest
from journaled import wait_for_turns
from patient import Patient
from stand_in import StandIn

from frontdesk.conversations.models import Turn
from frontdesk.gateway.database import DatabaseDown
from frontdesk.gateway.desk import Desk

FLAG = "I can't catch my breath since yesterday's needling"


def test_red_flag_is_answered_from_the_card_without_rasa(
    alice: Patient, rasa: StandIn, desk: Desk
) -> None:
    rasa.status = 503
    id = str(uuid.uuid4())
    said = alice.say(FLAG, id)
    (answer,) = said["messages"]
    assert (said["pending"], answer["kind"], answer["topics"]) == (False, "red_flag", ["red_flag"])
    assert desk.library.emergency.emergency.number in answer["text"]
    assert desk.library.clinic.phone in answer["text"]
    assert answer["disclaimer"]
    assert alice.say(FLAG, id) == said
    assert rasa.calls == 0
    turn = Turn.objects.get()
    assert (turn.answered_by, turn.flags, turn.red_flag_group) == ("gate", ["red_flag"], "lung")


def test_message_after_a_red_flag_begins_a_new_session_at_rasa(
    alice: Patient, rasa: StandIn
) -> None:
    for text in ("does it hurt?", FLAG, "is it safe?", "how long?"):
        alice.say(text)
    assert rasa.asked() == ["does it hurt?", "is it safe?", "how long?"]
    assert [turn["metadata"].get("new_session") for turn in rasa.turns] == [None, True, None]


def test_red_flag_does_not_wait_for_what_came_before(alice: Patient, rasa: StandIn) -> None:
    rasa.delay = 5.0
    with alice.asking("slow"):
        wait_for_turns(1)
    answer = alice.client.post(
        "/chat/messages", json={"id": str(uuid.uuid4()), "text": FLAG}, timeout=2
    )
    assert answer.json()["messages"][0]["kind"] == "red_flag"
    rasa.delay = 0.0


def test_red_flag_is_answered_with_the_database_down(
    alice: Patient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_: object) -> None:
        raise DatabaseDown("OperationalError")

    monkeypatch.setattr(desk.reception, "database", type("Down", (), {"run": down})())
    assert alice.say(FLAG)["messages"][0]["kind"] == "red_flag"
    answer = alice.post(text="does it hurt?")
    assert (answer.status_code, alice.error(answer)) == (503, "unavailable")
    assert answer.headers["retry-after"]
    assert desk.library.clinic.phone in answer.json()["error"]["message"]
