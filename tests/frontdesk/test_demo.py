"""The demonstration: only where there is nobody real, and true to what the assistant said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from patient import Patient
from stand_in import StandIn

from frontdesk.conversations.models import Conversation, DailyCount, Turn
from frontdesk.gateway.demo.script import read_scripts
from frontdesk.gateway.desk import Desk


@pytest.fixture(autouse=True)
def at_home(settings: LazySettings) -> None:
    """The desk is not on the internet."""
    settings.CONFIGURATION = replace(settings.CONFIGURATION, public=False)


def test_demo_is_refused_on_the_internet(rasa: StandIn, desk: Desk, settings: LazySettings) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, public=True)
    with pytest.raises(CommandError, match="NEEDLEWISE_PUBLIC"):
        call_command("demo")
    assert not rasa.turns


def test_demo_is_refused_among_real_conversations(alice: Patient, rasa: StandIn) -> None:
    alice.say("does it hurt?")
    with pytest.raises(CommandError, match="conversations already"):
        call_command("demo")
    assert Conversation.objects.count() == 1


def test_demo_says_when_the_assistant_is_down(rasa: StandIn, desk: Desk) -> None:
    rasa.status = 503
    with pytest.raises(CommandError, match="make start"):
        call_command("demo")
    assert not Conversation.objects.exists()


def test_demo_fills_past_days_with_what_the_assistant_answered(rasa: StandIn, desk: Desk) -> None:
    call_command("demo", conversations=12, days=20)
    turns = list(Turn.objects.select_related("conversation").order_by("id"))
    assert len({turn.conversation_id for turn in turns}) == 12
    assert rasa.turns
    starts = list(Conversation.objects.order_by("id").values_list("started_at", flat=True))
    assert starts == sorted(starts)
    now = datetime.now(UTC)
    assert all(now - timedelta(days=22) < turn.received_at < now for turn in turns)
    assert all(turn.received_at <= turn.answered_at for turn in turns if turn.answered_at)
    assert sum(row.turns for row in DailyCount.objects.filter(split="all")) == len(turns)
    assert all(turn.words is None for turn in turns if turn.received_at < now - timedelta(hours=73))


def test_scripts_hold_every_kind_of_patient() -> None:
    scripts = read_scripts()
    steps = [step for script in scripts for step in script.steps]
    assert len({script.patient for script in scripts}) == len(scripts) >= 30
    assert {step.vote for step in steps} == {"", "helpful", "unhelpful"}
    assert any(step.press for step in steps)
