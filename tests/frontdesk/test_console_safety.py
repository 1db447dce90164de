"""The safety queue: what gets into it, who saw it, and whom it tells."""

import asyncio
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.urls import reverse
from journaled import wait_for_turns
from patient import Patient
from staff import Staff
from stand_in import StandIn

from frontdesk.alerts import Alerts
from frontdesk.console.audit import AuditRow
from frontdesk.console.member import Role
from frontdesk.console.safety import queue
from frontdesk.conversations.concern import AFTER, NEAR, RAISED
from frontdesk.conversations.models import Concern
from frontdesk.gateway import alert, outbox
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import Outgoing

HOME = reverse("console:home")
FLAG = "I can't catch my breath since yesterday's needling"


def concerns() -> list[tuple[str, str]]:
    """Return why each turn of the queue is in it."""
    return list(Concern.objects.order_by("id").values_list("why", "group"))


def test_red_flag_of_the_gate_is_a_concern(alice: Patient, bob: Patient) -> None:
    bob.say("does it hurt?")
    alice.say(FLAG)
    assert concerns() == [(RAISED, "lung")]


def test_message_much_like_a_red_flag_is_a_concern(
    alice: Patient, rasa: StandIn, staff: Callable[[Role], Staff]
) -> None:
    rasa.ranking = [
        {"name": "side_effects", "confidence": 0.6},
        {"name": "red_flag", "confidence": 0.52},
    ]
    alice.say("my foot drags a bit")
    assert concerns() == [(NEAR, "")]
    page = staff(Role.VIEWER).get(HOME).content.decode()
    assert "Nearly a red flag: 52% like one" in page


def test_what_is_not_answered_after_a_red_flag_is_a_concern(
    alice: Patient, bob: Patient, rasa: StandIn
) -> None:
    rasa.changed = {"kind": "out_of_scope"}
    bob.say("who won the match?")
    alice.say(FLAG)
    alice.say("who won the match?")
    rasa.changed = {}
    alice.say("does it hurt?")
    assert concerns() == [(RAISED, "lung"), (AFTER, "")]


def test_reviewer_acknowledges_and_takes_it_back(
    alice: Patient, staff: Callable[[Role], Staff]
) -> None:
    alice.say(FLAG)
    concern = Concern.objects.get()
    reviewer = staff(Role.REVIEWER)
    page = reviewer.get(HOME).content.decode()
    assert "Red flag: Lung" in page
    assert "catch my breath" in page
    address = reverse("console:acknowledge", kwargs={"id": concern.conversation_id})
    assert reviewer.post(address, {"concerns": str(concern.id)}).status_code == 302
    concern.refresh_from_db()
    assert concern.acknowledged_by == reviewer.member.email
    assert concern.acknowledged_at
    assert AuditRow.objects.get(route="acknowledge").detail == {"concerns": [concern.id]}
    assert "Undo" in reviewer.get(HOME).content.decode()
    reviewer.post(reverse("console:put-back"), {"concerns": str(concern.id)})
    concern.refresh_from_db()
    assert concern.acknowledged_at is None


def test_concern_that_came_after_the_page_still_waits(
    alice: Patient, staff: Callable[[Role], Staff]
) -> None:
    alice.say(FLAG)
    seen = Concern.objects.get()
    alice.say("my legs are numb and I can't feel when I wipe")
    address = reverse("console:acknowledge", kwargs={"id": seen.conversation_id})
    staff(Role.REVIEWER).post(address, {"concerns": str(seen.id)})
    assert Concern.objects.filter(acknowledged_at=None).count() == 1


def test_latest_red_flag_is_on_the_page_however_many_wait(
    alice: Patient, bob: Patient, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.console.safety.queue._MOST", 2)
    rasa.ranking = [{"name": "red_flag", "confidence": 0.3}]
    alice.say(FLAG)
    bob.say(FLAG)
    for _ in range(3):
        alice.say("my foot drags a bit")
    assert [[one.why for one in waits.concerns] for waits in queue.waiting()] == [
        [RAISED],
        [RAISED],
    ]
    assert queue.count() == 2


def test_member_takes_back_only_their_own(alice: Patient, staff: Callable[[Role], Staff]) -> None:
    alice.say(FLAG)
    concern = Concern.objects.get()
    address = reverse("console:acknowledge", kwargs={"id": concern.conversation_id})
    staff(Role.REVIEWER).post(address, {"concerns": str(concern.id)})
    other = staff(Role.CLINICAL_LEAD)
    assert other.post(reverse("console:put-back"), {"concerns": str(concern.id)}).status_code == 404


def test_forgotten_conversation_leaves_the_queue(alice: Patient) -> None:
    alice.say(FLAG)
    assert alice.client.delete("/chat/conversation").status_code == 204
    assert concerns() == []


def test_turn_without_concern_alerts_nobody(alice: Patient) -> None:
    alice.say("does it hurt?")
    assert not Outgoing.objects.filter(kind__in=(alert.EMAIL, alert.WEBHOOK)).exists()


def test_concern_is_told_only_where_that_is_set_up(alice: Patient, alerting: Desk) -> None:
    alerting.ending.alerts = alert.kinds(Alerts(webhook="https://clinic.example/alerts"))
    alice.say(FLAG)
    assert [note.kind for note in Outgoing.objects.filter(urgent=True)] == [alert.WEBHOOK]


@contextmanager
def receiver(status: int = 204) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Yield the address of a webhook's receiver and what it was told."""
    told: list[tuple[dict[str, str], bytes]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((dict(self.headers), body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/alerts", told
        server.shutdown()


@pytest.fixture
def alerting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk with e-mail and webhook set up."""
    monkeypatch.setattr(desk.ending, "alerts", (alert.EMAIL, alert.WEBHOOK))
    return desk


def send(desk: Desk, alerts: Alerts, kind: str) -> None:
    """Send the one alert of a kind. Raises NotSent."""
    note = Outgoing.objects.get(kind=kind)
    senders = alert.senders(alerts, desk.database, lambda: "Riverside")
    asyncio.run(senders[kind].send(note))


def test_webhook_is_signed_and_says_nothing_of_the_patient(alice: Patient, alerting: Desk) -> None:
    alice.say(FLAG)
    with receiver() as (address, told):
        send(alerting, Alerts(webhook=address, webhook_secret="s" * 32), alert.WEBHOOK)
    ((headers, body),) = told
    signed = headers["X-Needlewise-Time"].encode() + b"." + body
    assert (
        headers["X-Needlewise-Signature"] == hmac.new(b"s" * 32, signed, hashlib.sha256).hexdigest()
    )
    told_of = json.loads(body)
    assert (told_of["why"], told_of["group"]) == ("raised", "lung")
    assert b"breath" not in body


def test_webhook_that_fails_is_tried_again(alice: Patient, alerting: Desk) -> None:
    alice.say(FLAG)
    with receiver(500) as (address, _), pytest.raises(outbox.NotSent, match="status 500"):
        send(alerting, Alerts(webhook=address, webhook_secret="s" * 32), alert.WEBHOOK)


def test_alert_of_what_was_seen_already_is_not_sent(alice: Patient, alerting: Desk) -> None:
    alice.say(FLAG)
    Concern.objects.update(acknowledged_at=Concern.objects.get().at)
    with receiver() as (address, told):
        send(alerting, Alerts(webhook=address, webhook_secret="s" * 32), alert.WEBHOOK)
    assert told == []


def test_mail_says_what_to_do_and_nothing_of_the_patient(
    alice: Patient, alerting: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice.say(FLAG)
    sent: list[Any] = []

    class Server:
        def __init__(self, host: str, port: int, timeout: float) -> None:
            assert (host, port) == ("127.0.0.1", 2525)

        def __enter__(self) -> "Server":
            return self

        def __exit__(self, *_: Any) -> None:
            pass

        def login(self, user: str, password: str) -> None:
            assert (user, password) == ("desk", "p@ss")

        def send_message(self, message: Any) -> None:
            sent.append(message)

    monkeypatch.setattr("frontdesk.gateway.alert.smtplib.SMTP", Server)
    alerts = Alerts(
        console="https://desk.clinic.example",
        smtp="smtp://desk:p%40ss@127.0.0.1:2525",
        sender="desk@clinic.example",
        receivers=("ana@clinic.example",),
    )
    send(alerting, alerts, alert.EMAIL)
    (message,) = sent
    assert message["To"] == "ana@clinic.example"
    text = message.get_content()
    assert "https://desk.clinic.example/staff/" in text
    assert "breath" not in message.as_string()


def test_mail_server_that_is_down_is_tried_again(alice: Patient, alerting: Desk) -> None:
    alice.say(FLAG)
    alerts = Alerts(smtp="smtp://127.0.0.1:1", sender="a@b.example", receivers=("a@b.example",))
    with pytest.raises(outbox.NotSent, match="mail server: ConnectionRefusedError"):
        send(alerting, alerts, alert.EMAIL)


def test_concern_is_noted_with_the_turn_or_not_at_all(alice: Patient) -> None:
    with alice.asking(FLAG):
        wait_for_turns(1)
    assert concerns() == [(RAISED, "lung")]
