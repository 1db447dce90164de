"""Only what a platform itself sent is taken, and each of it once."""

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from correspondent import Correspondent, OnMessenger, OnSlack, OnSms, OnTelegram
from delivering import deliver, wait_for_answers
from forgeries import FORGERIES, Forge
from platform_accounts import MESSENGER_VERIFY, TWILIO_TOKEN, URL
from stand_in import StandIn
from twilio.request_validator import RequestValidator

from frontdesk.conversations.models import Conversation, Turn
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import Contact, Outgoing, Receipt

Writes = Callable[[type[Correspondent]], Correspondent]
DUPLICATES = 10_000 if "NEEDLEWISE_KILLS" in os.environ else 1_000  # the long run has more
KEPT = (Conversation, Turn, Contact, Outgoing, Receipt)
CASES = [
    pytest.param(channel, forge, id=f"{channel.channel}, {name}")
    for channel, forgeries in FORGERIES.items()
    for name, forge in forgeries.items()
]


@pytest.mark.parametrize(("app", "forge"), CASES)
def test_forgery_is_refused_and_leaves_nothing(
    app: type[Correspondent], forge: Forge, writes: Writes, rasa: StandIn
) -> None:
    anna = writes(app)
    content, headers, anna.path = forge(anna)
    answer = anna.send(content, headers)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "not_genuine"
    assert [table.objects.count() for table in KEPT] == [0] * len(KEPT)
    assert rasa.calls == anna.apis.calls == 0


def test_each_platform_is_forged_at_least_twelve_times() -> None:
    assert all(len(forgeries) >= 12 for forgeries in FORGERIES.values())


def test_replayed_message_is_answered_once(anna: Correspondent, rasa: StandIn, desk: Desk) -> None:
    body = anna.message("does it hurt?")
    for _ in range(12):
        assert anna.post(body).status_code == 200
        deliver(desk)
    assert rasa.calls == 1
    assert len(anna.got()) == 2


def test_thousands_of_duplicates_have_one_effect(writes: Writes, rasa: StandIn, desk: Desk) -> None:
    anna = writes(OnMessenger)
    assert isinstance(anna, OnMessenger)
    body = anna.batch(*[anna.item("does it hurt?", id=4711)] * 500)
    for _ in range(DUPLICATES // 500):
        assert anna.post(body).status_code == 200
    deliver(desk)
    assert (rasa.calls, Turn.objects.count(), len(anna.got())) == (1, 1, 2)


def test_message_that_comes_ten_times_at_once_is_answered_once(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    body = anna.message("does it hurt?")
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: anna.post(body).status_code, range(10)))
    assert answers == [200] * 10
    deliver(desk)
    assert (rasa.calls, Turn.objects.count(), len(anna.got())) == (1, 1, 2)


def test_same_id_with_other_words_is_the_same_message(anna: Correspondent, rasa: StandIn) -> None:
    anna.says("does it hurt?", id=77)
    anna.says("is it safe?", id=77)
    wait_for_answers()
    assert rasa.asked() == ["does it hurt?"]


def test_replay_after_forgetting_brings_nothing_back(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    rasa.effects = ["forget"]
    body = anna.message("forget me")
    anna.post(body)
    deliver(desk)
    assert anna.post(body).status_code == 200
    assert Turn.objects.count() == Conversation.objects.count() == 0
    assert rasa.calls == 1


def test_slack_s_retry_is_taken_once(writes: Writes, rasa: StandIn) -> None:
    anna = writes(OnSlack)
    body = anna.message("does it hurt?")
    for number in ("1", "2"):
        anna.post(body, **{"X-Slack-Retry-Num": number, "X-Slack-Retry-Reason": "http_error"})
    wait_for_answers()
    assert rasa.calls == 1


def test_json_with_its_signed_digest_is_taken(writes: Writes, rasa: StandIn) -> None:
    anna = writes(OnSms)
    content = json.dumps(anna.message("does it hurt?"))
    validator = RequestValidator(TWILIO_TOKEN)
    anna.path = f"/webhooks/twilio?bodySHA256={validator.compute_hash(content)}"
    signature = validator.compute_signature(URL + anna.path, {})
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/json"}
    assert anna.send(content.encode(), headers).status_code == 200
    wait_for_answers()
    assert rasa.asked() == ["does it hurt?"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"hub.mode": "subscribe", "hub.verify_token": MESSENGER_VERIFY}, 200),
        ({"hub.mode": "subscribe", "hub.verify_token": "x"}, 403),
        ({"hub.mode": "subscribe", "hub.verify_token": ""}, 403),
        ({"hub.mode": "subscribe"}, 403),
        ({"hub.mode": "other", "hub.verify_token": MESSENGER_VERIFY}, 403),
        ({}, 403),
    ],
)
def test_messenger_s_handshake_needs_our_word(
    served: str, asked: dict[str, str], status: int
) -> None:
    params = {"hub.challenge": "1158201444", **asked}
    answer = httpx.get(f"{served}/webhooks/messenger", params=params, trust_env=False)
    assert answer.status_code == status
    assert (answer.text == "1158201444") == (status == 200)


def test_slack_s_handshake_is_answered_when_signed(writes: Writes) -> None:
    anna = writes(OnSlack)
    body = {"type": "url_verification", "challenge": "3eZbrw1a"}
    assert anna.post(body).json() == {"challenge": "3eZbrw1a"}
    assert anna.send(anna.encode(body), {}).status_code == 403


def test_pressed_button_of_telegram_stops_waiting(writes: Writes) -> None:
    anna = writes(OnTelegram)
    answer = anna.post(anna.press("Is it safe?", "x" * 22))
    assert answer.json() == {"method": "answerCallbackQuery", "callback_query_id": "9001"}


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"null", b"\xff\xfe", b"[" * 5000])
def test_signed_body_that_is_no_message_is_refused_with_a_reason(
    writes: Writes, content: bytes
) -> None:
    for app in (OnTelegram, OnMessenger):
        anna = writes(app)
        assert anna.send(content, anna.sign(content)).status_code == 400


@pytest.mark.parametrize(
    "strange",
    [
        {}, {"update_id": None}, {"update_id": 1, "message": []}, {"update_id": 1, "message": {}},
        {"update_id": 1, "message": {"chat": 5, "text": 5}}, {"update_id": 1, "poll": {}},
        {"update_id": "\ud800", "message": {"chat": {"id": 1, "type": "private"}, "text": "hello"}},
        {"update_id": 1, "message": {"chat": {"id": "\ud800", "type": "private"}, "text": "hello"}},
        {"update_id": 1, "my_chat_member": {"chat": {"id": 1}}}, {"update_id": 1, "callback_query": 7},
        {"object": "page", "entry": {}}, {"object": "page", "entry": [None, {"messaging": [1]}]},
        {"object": "user", "entry": []}, {"type": "event_callback"}, {"type": 5},
        {"type": "event_callback", "event_id": "E", "event": {"type": "reaction_added"}},
    ],
)  # fmt: skip
def test_signed_event_that_is_no_message_is_acknowledged(
    writes: Writes, strange: dict[str, object]
) -> None:
    for app in (OnTelegram, OnMessenger, OnSlack):
        anna = writes(app)
        content = anna.encode({"type": None, **strange})
        assert anna.send(content, anna.sign(content)).status_code == 200
    assert Turn.objects.count() == 0


def test_platform_without_secrets_is_not_there(writes: Writes, desk: Desk, monkeypatch) -> None:
    anna = writes(OnTelegram)
    platforms = {name: one for name, one in desk.platforms.items() if name != "telegram"}
    monkeypatch.setitem(vars(desk), "platforms", platforms)
    assert anna.post(anna.message("does it hurt?")).status_code == 404
    ben = writes(OnSlack)
    ben.says("does it hurt?")
    wait_for_answers()
    assert Turn.objects.count() == 1
