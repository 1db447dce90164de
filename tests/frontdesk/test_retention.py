"""What is forgotten in time, and what stays."""

from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.db.models import F
from patient import Patient
from stand_in import StandIn

from frontdesk.configuration import Retention
from frontdesk.conversations.models import Answer, Conversation, DailyCount, Request, Turn
from frontdesk.conversations.retention import retain

RETENTION = Retention(raw_hours=72, record_days=365)


def age(**by: float) -> None:
    """Make all that is kept older."""
    Turn.objects.update(received_at=F("received_at") - timedelta(**by))
    Conversation.objects.update(last_at=F("last_at") - timedelta(**by))


def test_own_words_go_first_and_the_redacted_record_stays(alice: Patient, rasa: StandIn) -> None:
    rasa.changed = {"parts": [], "kind": "handoff", "text": "Thank you, call 020 7946 0123?"}
    alice.say("my name is Alice Archer, please call")
    retain(RETENTION, datetime.now(UTC))
    assert "Alice" in alice.history()[0]["text"]
    age(hours=73)
    retain(RETENTION, datetime.now(UTC))
    said, answer = alice.history()
    assert said["text"] == "my name is <NAME>, please call"
    assert answer["text"] == "Thank you, call <NUMBER>?"
    assert Turn.objects.get().words is None
    assert Answer.objects.get().own is None


def test_waiting_message_keeps_its_words(alice: Patient) -> None:
    alice.say("does it hurt?")
    Turn.objects.update(state="waiting")
    age(days=30)
    retain(RETENTION, datetime.now(UTC))
    assert Turn.objects.get().words is not None
    Turn.objects.update(state="answered")


def test_records_go_and_counts_stay(alice: Patient, bob: Patient, rasa: StandIn) -> None:
    rasa.effects = ["callback"]
    alice.say("does it hurt?")
    alice.say("is it safe?")
    age(days=366)
    rasa.effects = []
    bob.say("does it hurt?")
    retain(RETENTION, datetime.now(UTC))
    assert Turn.objects.count() == Answer.objects.count() == Conversation.objects.count() == 1
    assert Request.objects.count() == 0
    assert DailyCount.objects.get(split="all").turns == 3


def test_command_says_what_it_forgot(alice: Patient, capsys) -> None:
    alice.say("does it hurt?")
    age(hours=80)
    call_command("retain")
    assert "words: 1" in capsys.readouterr().out
