"""A platform that is down, slow or refuses: nothing lost, nothing doubled, nothing overtaken."""

import logging
from collections.abc import Callable

import pytest
from correspondent import EVERYWHERE, Correspondent, OnMessenger, OnSlack, OnSms, OnTelegram
from delivering import Clock, deliver
from platform_accounts import environment
from platform_apis import PlatformApis, Reply
from stand_in import StandIn

from frontdesk.conversations.models import Turn
from frontdesk.gateway import outbox
from frontdesk.gateway.channels import closure
from frontdesk.gateway.channels.delivery import PATIENCE
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import DELIVER, Outgoing

Writes = Callable[[type[Correspondent]], Correspondent]


def questions(anna: Correspondent) -> list[str]:
    """Return what the answers that arrived repeat, in order."""
    texts = [one.text for one in anna.got() if one.text.startswith("You asked: ")]
    return [text.removeprefix("You asked: ").split("\n")[0] for text in texts]


def outage(desk: Desk, clock: Clock, seconds: int, step: int = 5) -> None:
    """Let time go by, the worker looking again and again."""
    for _ in range(seconds // step):
        deliver(desk, clock, looks=1, timeout=0.2)
        clock.seconds += step


def ask_in_vain(anna: Correspondent, apis: PlatformApis, failures: list[Reply]) -> Clock:
    """Have a question asked whose answer the platform will not take; return the time by then."""
    clock = Clock()
    anna.says("does it hurt?")
    clock.seconds += 1
    apis.failures = failures
    return clock


def letters() -> int:
    return outbox.waiting().filter(kind=DELIVER).count()


def test_minutes_of_errors_lose_and_double_nothing(
    anna: Correspondent, apis: PlatformApis, desk: Desk
) -> None:
    clock = Clock()
    asked = [f"question {number}" for number in range(4)]
    for text in asked:
        anna.says(text)
    clock.seconds += 1
    apis.failures = [Reply(status) for status in (500, 502, 503, 504, 500, 502)]
    outage(desk, clock, 240, step=20)
    assert questions(anna) == asked
    assert (letters(), outbox.given_up().count()) == (0, 0)
    assert not Turn.objects.filter(delivered_at=None).exists()


def test_api_that_answers_nothing_is_asked_again(
    writes: Writes, apis: PlatformApis, desk: Desk
) -> None:
    clock = Clock()
    anna, dora = writes(OnTelegram), writes(OnSlack)
    for one in (anna, dora):
        one.says("does it hurt?")
        one.says("is it safe?")
    clock.seconds += 1
    apis.frozen = True
    outage(desk, clock, 180, step=30)
    assert not apis.sent
    apis.frozen = False
    outage(desk, clock, 600, step=60)
    for one in (anna, dora):
        assert questions(one) == ["does it hurt?", "is it safe?"]


SLOWER = {
    OnTelegram: Reply(429, {"ok": False, "parameters": {"retry_after": 40}}),
    OnSms: Reply(429, {"code": 20429, "status": 429}, {"retry-after": "40"}),
    OnMessenger: Reply(400, {"error": {"code": 613}}, {"retry-after": "40"}),
    OnSlack: Reply(429, {"ok": False, "error": "ratelimited"}, {"retry-after": "40"}),
}


@pytest.mark.parametrize("app", SLOWER, ids=lambda channel: channel.channel)
def test_platform_that_asks_to_slow_down_is_left_alone_for_so_long(
    app: type[Correspondent], writes: Writes, apis: PlatformApis, desk: Desk
) -> None:
    anna = writes(app)
    clock = ask_in_vain(anna, apis, [SLOWER[app]])
    outage(desk, clock, 40)
    assert apis.calls == 1
    clock.seconds += 5
    deliver(desk, clock)
    assert questions(anna) == ["does it hurt?"]


@pytest.mark.parametrize(
    ("app", "pace"), [(OnTelegram, 1.0), (OnSms, 0.0), (OnMessenger, 0.0), (OnSlack, 1.0)]
)
def test_messages_to_one_patient_keep_the_platform_s_pace(
    app: type[Correspondent], pace: float, writes: Writes, desk: Desk
) -> None:
    clock = Clock()
    anna = writes(app)
    anna.says("I can't catch my breath since yesterday's needling")
    clock.seconds += 1
    began = clock.seconds
    deliver(desk, clock, looks=1)
    assert len(anna.got()) == 2
    assert clock.seconds - began == pytest.approx(pace)


REFUSED = {
    OnTelegram: Reply(403, {"ok": False, "error_code": 403}),
    OnSms: Reply(400, {"code": 21610, "message": "Alice +447700900001"}),
    OnMessenger: Reply(400, {"error": {"code": 551, "message": "Alice is not available"}}),
    OnSlack: Reply(200, {"ok": False, "error": "channel_not_found"}),
}


@pytest.mark.parametrize("app", REFUSED, ids=lambda channel: channel.channel)
def test_letter_that_is_refused_for_good_is_left_to_staff_who_can_retry(
    app: type[Correspondent], writes: Writes, apis: PlatformApis, desk: Desk
) -> None:
    anna = writes(app)
    clock = ask_in_vain(anna, apis, [REFUSED[app]])
    deliver(desk, clock)
    dead = outbox.given_up().get()
    assert "Alice" not in dead.problem
    assert anna.channel == dead.lane
    assert outbox.retry(dead.id, clock())
    deliver(desk, clock)
    assert questions(anna) == ["does it hurt?"]
    assert not outbox.given_up().exists()


WRONG_TOKEN = {
    OnTelegram: Reply(401, {"ok": False}),
    OnSms: Reply(401, {"code": 20003}),
    OnMessenger: Reply(400, {"error": {"code": 190}}),
    OnSlack: Reply(200, {"ok": False, "error": "invalid_auth"}),
}


@pytest.mark.parametrize("app", WRONG_TOKEN, ids=lambda channel: channel.channel)
def test_letter_waits_for_an_operator_who_renews_the_token(
    app: type[Correspondent], writes: Writes, apis: PlatformApis, desk: Desk
) -> None:
    anna = writes(app)
    clock = ask_in_vain(anna, apis, [WRONG_TOKEN[app]] * 3)
    outage(desk, clock, 60)
    assert questions(anna) == ["does it hurt?"]


def test_letter_too_old_is_left_to_staff_and_the_next_is_sent(
    writes: Writes, apis: PlatformApis, desk: Desk
) -> None:
    anna = writes(OnMessenger)
    clock = ask_in_vain(anna, apis, [Reply(500)])
    deliver(desk, clock, looks=1)
    clock.seconds += PATIENCE
    apis.failures = [Reply(500)]
    deliver(desk, clock, looks=1)
    assert outbox.given_up().count() == 1
    deliver(desk, clock)
    assert questions(anna) == ["does it hurt?"]  # the notice was given up, the answer was not


def test_long_answer_goes_on_where_it_was_interrupted(
    writes: Writes, rasa: StandIn, apis: PlatformApis, desk: Desk
) -> None:
    clock = Clock()
    anna = writes(OnSms)
    anna.says("does it hurt?")
    clock.seconds += 1
    deliver(desk, clock)
    sentences = [f"This is sentence {number} of a long answer." for number in range(120)]
    rasa.changed = {"text": " ".join(sentences)}
    anna.says("tell me all")
    before = len(anna.got())
    clock.seconds += 1
    _fail_after(apis, 1)
    outage(desk, clock, 60)
    got = " ".join(one.text for one in anna.got()[before:])
    assert [sentence for sentence in sentences if got.count(sentence) != 1] == []


def _fail_after(apis: PlatformApis, good: int) -> None:
    """Take so many messages, then fail twice."""
    answer = apis._answer
    calls = iter([*[None] * good, Reply(503), Reply(503)])

    def sometimes(scope: object, body: bytes) -> Reply:
        return next(calls, None) or answer(scope, body)

    apis._answer = sometimes  # type: ignore[method-assign]


def test_one_platform_s_outage_holds_up_no_other(
    writes: Writes, apis: PlatformApis, desk: Desk
) -> None:
    clock = Clock()
    everybody = [writes(channel) for channel in EVERYWHERE]
    for one in everybody:
        one.says("does it hurt?")
    clock.seconds += 1
    answer = apis._answer

    def all_but_slack(scope: dict[str, str], body: bytes) -> Reply:
        return Reply(503) if scope["path"].startswith("/slack") else answer(scope, body)

    apis._answer = all_but_slack  # type: ignore[assignment, method-assign]
    deliver(desk, clock)
    assert [len(questions(one)) for one in everybody] == [1, 1, 1, 1, 0]
    del apis._answer
    outage(desk, clock, 60)
    assert [len(questions(one)) for one in everybody] == [1] * 5


def test_stopped_channel_takes_and_sends_nothing_and_goes_on_later(
    writes: Writes, desk: Desk
) -> None:
    clock = Clock()
    anna, ben = writes(OnTelegram), writes(OnSms)
    anna.says("does it hurt?")
    ben.says("does it hurt?")
    clock.seconds += 1
    closure.close("telegram", clock())
    deliver(desk, clock)
    assert (len(anna.got()), len(ben.got())) == (0, 2)
    refused = anna.post(anna.message("is it safe?", id=42))
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
    closure.open_again("telegram")
    anna.says("is it safe?", id=42)
    outage(desk, clock, 300, step=30)
    assert questions(anna) == ["does it hurt?", "is it safe?"]


def test_nothing_secret_and_no_words_reach_the_log(
    anna: Correspondent, apis: PlatformApis, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = [value for value in environment(1).values() if not value.startswith("http")]
    clock = Clock()
    anna.says("Zebedee says that it hurts")
    clock.seconds += 1
    apis.failures = [Reply(500), Reply(418, {"description": "Zebedee"})]
    with caplog.at_level(logging.INFO, "frontdesk"):
        outage(desk, clock, 20)
    said = " ".join(record.getMessage() for record in caplog.records if "httpx" not in record.name)
    assert "outbox_waits" in said
    assert not [secret for secret in [*secrets, "Zebedee", anna.me] if secret in said]
    assert not Outgoing.objects.filter(problem__contains="Zebedee").exists()
