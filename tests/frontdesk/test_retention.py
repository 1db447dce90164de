"""What is forgotten in time, and what stays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.models import F
from patient import Patient
from stand_in import StandIn

from frontdesk.configuration import Retention
from frontdesk.conversations import hold, search
from frontdesk.conversations.models import (
    Answer,
    Conversation,
    DailyCount,
    Request,
    SearchText,
    Turn,
)
from frontdesk.conversations.retention import Due, retain
from frontdesk.gateway.models import Outgoing

RETENTION = Retention(raw_hours=72, record_days=365)


def due() -> Due:
    """What is due now."""
    return Due(RETENTION, datetime.now(UTC))


def forget() -> dict[str, int]:
    """Forget what is due, Rasa's memory aside."""
    return retain(due(), lambda name: None)


def age(**by: float) -> None:
    """Make all that is kept older."""
    Turn.objects.update(received_at=F("received_at") - timedelta(**by))
    Conversation.objects.update(last_at=F("last_at") - timedelta(**by))


def test_own_words_go_first_and_the_redacted_record_stays(alice: Patient, rasa: StandIn) -> None:
    rasa.changed = {"parts": [], "kind": "handoff", "text": "Thank you, call 020 7946 0123?"}
    alice.say("my name is Alice Archer, please call")
    forget()
    assert "Alice" in alice.history()[0]["text"]
    age(hours=73)
    forget()
    said, answer = alice.history()
    assert said["text"] == "my name is <NAME>, please call"
    assert answer["text"] == "Thank you, call <NUMBER>?"
    assert Turn.objects.get().words is None
    assert Answer.objects.get().own is None


def test_rasa_forgets_what_was_said_with_the_last_own_words(
    alice: Patient, bob: Patient, rasa: StandIn
) -> None:
    alice.say("does it hurt?")
    age(hours=73)
    bob.say("does it hurt?")
    alice.say("is it safe?")
    forgotten: list[str] = []
    assert due().count()["memories of the dialogue"] == 0
    retain(due(), forgotten.append)
    assert forgotten == []
    age(hours=73)
    assert due().count()["memories of the dialogue"] == 2
    retain(due(), forgotten.append)
    retain(due(), forgotten.append)
    assert sorted(forgotten) == sorted(Conversation.objects.values_list("name", flat=True))


def test_nightly_job_notes_in_the_outbox_what_rasa_must_forget(alice: Patient) -> None:
    alice.say("does it hurt?")
    age(hours=73)
    call_command("retain")
    assert Outgoing.objects.get(kind="erase").conversation == Conversation.objects.get().name


def test_waiting_message_keeps_its_words(alice: Patient) -> None:
    alice.say("does it hurt?")
    Turn.objects.update(state="waiting")
    age(days=30)
    forget()
    assert Turn.objects.get().words is not None
    Turn.objects.update(state="answered")


def test_plan_is_what_happens(alice: Patient, bob: Patient, rasa: StandIn) -> None:
    rasa.effects = ["callback"]
    rasa.changed = {"parts": [], "kind": "handoff", "text": "Thank you, call 020 7946 0123?"}
    alice.say("does it hurt?")
    alice.say("is it safe?")
    age(days=366)
    rasa.effects = []
    bob.say("does it hurt?")
    alice.say("and how long does it take?")
    planned = due().count()
    assert planned["messages"] == 2
    assert forget() == planned
    assert set(due().count().values()) == {0}


def test_records_go_and_counts_stay(alice: Patient, bob: Patient, rasa: StandIn) -> None:
    rasa.effects = ["callback"]
    alice.say("does it hurt?")
    alice.say("is it safe?")
    age(days=366)
    rasa.effects = []
    bob.say("does it hurt?")
    forget()
    assert Turn.objects.count() == Answer.objects.count() == Conversation.objects.count() == 1
    assert Request.objects.count() == 0
    assert SearchText.objects.count() == 1
    assert DailyCount.objects.get(split="all").turns == 3


def test_conversation_that_goes_on_is_found_by_what_is_left(alice: Patient, rasa: StandIn) -> None:
    rasa.changed = {"kind": "not_covered", "topics": ["cost"]}
    alice.say("what does it cost?")
    age(days=366)
    rasa.changed = {}
    alice.say("does it hurt?")
    forget()
    left = Conversation.objects.get()
    assert (left.turn_count, left.fallback) == (1, False)
    assert list(left.asked.values_list("topic", flat=True)) == ["does_it_hurt"]


def test_held_conversation_stays_until_its_hold_is_lifted(alice: Patient, capsys) -> None:
    alice.say("my name is Alice Archer")
    age(days=366)
    held = Conversation.objects.get()
    hold.place(held, "A claim of 3 May", "Robin Lead", datetime.now(UTC))
    call_command("retain")
    assert Turn.objects.get().words is not None
    assert f"by Robin Lead: {held.name}" in capsys.readouterr().out
    hold.lift(held)
    call_command("retain")
    assert not Conversation.objects.exists()


def test_forgotten_words_leave_the_search_and_the_disk(alice: Patient, bob: Patient) -> None:
    alice.say("does a zanzibarian needle hurt?")
    age(days=366)
    bob.say("does it hurt?")
    assert search.find("zanzibarian").exists()
    call_command("retain")
    assert not search.find("zanzibarian").exists()
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        left = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        assert b"zanzibarian" not in left


def test_command_says_what_it_would_forget_and_what_it_forgot(alice: Patient, capsys) -> None:
    alice.say("does it hurt?")
    age(hours=80)
    call_command("retain", "--plan")
    assert "own words of messages would be forgotten: 1" in capsys.readouterr().out
    call_command("retain")
    assert "own words of messages forgotten: 1" in capsys.readouterr().out
