"""One conversation in order, each message once, also when everything comes at the same time."""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db.models import F
from journaled import wait_for_turns
from patient import Patient
from stand_in import StandIn

from frontdesk.conversations.models import Conversation, Turn
from frontdesk.gateway.journal import LEASE_SECONDS


def test_same_message_many_times_at_once_runs_once(alice: Patient, rasa: StandIn) -> None:
    rasa.delay = 0.2
    id = str(uuid.uuid4())
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: alice.say("does it hurt?", id), range(10)))
    assert all(answer == answers[0] and not answer["pending"] for answer in answers)
    assert rasa.asked() == ["does it hurt?"]
    assert rasa.calls == 1
    assert Turn.objects.count() == 1


def test_messages_of_one_conversation_run_in_order(alice: Patient, rasa: StandIn) -> None:
    rasa.delay = 0.1
    texts = [f"question {number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        waiting = []
        for number, text in enumerate(texts, 1):
            waiting.append(pool.submit(alice.say, text))
            wait_for_turns(number)
        said = [one.result()["messages"][0]["text"] for one in waiting]
    assert said == [f"You asked: {text}" for text in texts]
    assert rasa.asked() == texts


def test_conversations_do_not_wait_for_each_other(
    alice: Patient, bob: Patient, rasa: StandIn
) -> None:
    rasa.held = {"slow"}
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(alice.say, "slow")
        wait_for_turns(1)
        assert not bob.say("quick")["pending"]
        assert not slow.done()
        rasa.held.clear()
        assert not slow.result()["pending"]


def test_turn_outlives_the_connection(alice: Patient, rasa: StandIn) -> None:
    rasa.delay = 1.0
    id = str(uuid.uuid4())
    with alice.asking("does it hurt?", id):
        wait_for_turns(1)
    said = alice.say("does it hurt?", id)
    assert not said["pending"]
    assert rasa.calls == 1


def test_lease_left_by_a_crash_is_taken_over(alice: Patient, rasa: StandIn) -> None:
    alice.say("first")
    Conversation.objects.update(lease="x" * 32, lease_ends=time.time() + LEASE_SECONDS)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(alice.say, "second")
        wait_for_turns(2)
        assert rasa.calls == 1
        Conversation.objects.update(lease_ends=time.time() - 1)
        assert not second.result()["pending"]
    assert rasa.asked() == ["first", "second"]


def test_lease_from_a_clock_that_ran_ahead_is_taken_over(alice: Patient, rasa: StandIn) -> None:
    alice.say("first")
    Conversation.objects.update(lease="x" * 32, lease_ends=time.time() + 3600)
    assert not alice.say("second")["pending"]


def test_many_patients_at_once_get_their_own_answers(
    patient: Callable[[], Patient], rasa: StandIn
) -> None:
    patients = [patient() for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        said = list(pool.map(lambda one: one[1].say(f"question {one[0]}"), enumerate(patients)))
    for number, answer in enumerate(said):
        assert answer["messages"][0]["text"] == f"You asked: question {number}"


def test_history_is_in_order_though_the_clock_steps_back(alice: Patient) -> None:
    alice.say("first")
    ahead = timedelta(hours=1)
    Turn.objects.update(received_at=F("received_at") + ahead, answered_at=F("answered_at") + ahead)
    Conversation.objects.update(last_at=F("last_at") + ahead)
    alice.say("second")
    texts = [one["text"] for one in alice.history()]
    assert texts == ["first", "You asked: first", "second", "You asked: second"]
