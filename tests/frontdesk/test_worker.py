"""The worker beside the server: what was left behind, and the outbox."""

import asyncio
import time
import uuid
from collections.abc import Callable

import pytest
from patient import Patient
from stand_in import StandIn

from frontdesk.conversations.models import Conversation, SearchText, Turn
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import Outgoing
from frontdesk.gateway.worker import Worker


def work(desk: Desk, until: Callable[[], bool], seconds: float = 15) -> None:
    """Run a worker in this thread until something is so."""

    async def run() -> None:
        own = Desk.open(desk.configuration)  # as another process would
        stopped = asyncio.Event()
        task = asyncio.create_task(Worker(own).work(stopped))
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not await asyncio.to_thread(until):
            await asyncio.sleep(0.1)
        stopped.set()
        await task
        await own.close()

    asyncio.run(run())
    assert until()


def is_answered() -> bool:
    """Whether nothing waits."""
    return not Turn.objects.exclude(state="answered").exists()


def test_worker_answers_what_was_left_behind(alice: Patient, rasa: StandIn, desk: Desk) -> None:
    ids = [str(uuid.uuid4()) for _ in range(3)]
    for id in ids:
        alice.say(f"question {id}", id)
    asked = rasa.asked()
    rasa.turns.clear()
    rasa.replies.clear()
    for turn in Turn.objects.all():
        turn.answers.all().delete()
    SearchText.objects.all().delete()
    Turn.objects.update(state="waiting", answered_at=None)
    Conversation.objects.update(lease="x" * 32, lease_ends=time.time() + 1)
    work(desk, is_answered)
    assert rasa.asked() == asked
    assert len(alice.history()) == 6


def test_worker_sends_the_outbox_once_rasa_is_back(
    alice: Patient, rasa: StandIn, desk: Desk
) -> None:
    alice.say("does it hurt?")
    rasa.status = 503
    alice.client.delete("/chat/conversation")
    assert rasa.forgotten == []
    rasa.status = 200
    work(desk, lambda: not Outgoing.objects.exists())
    assert rasa.forgotten == [rasa.turns[0]["conversation"]]


def test_outbox_that_keeps_failing_tells_staff_why(
    alice: Patient, rasa: StandIn, desk: Desk
) -> None:
    alice.say("does it hurt?")
    rasa.status = 503
    alice.client.delete("/chat/conversation")
    work(desk, lambda: Outgoing.objects.filter(attempts__gt=0).exists())
    assert Outgoing.objects.get().problem == "answered 503"


def test_turn_that_fails_by_itself_is_given_up_in_the_end(
    alice: Patient, rasa: StandIn, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.gateway.attempt._MOST", 1)
    rasa.changed = {"text": ""}
    id = str(uuid.uuid4())
    alice.say("does it hurt?", id)
    work(desk, lambda: Turn.objects.get().state == "refused", 20)
    said = alice.say("does it hurt?", id)
    assert (said["pending"], said["messages"][0]["kind"]) == (False, "notice")
    assert Turn.objects.get().flags == ["refused"]
