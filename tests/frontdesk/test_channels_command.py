"""`manage.py channels` and `outbox`: what an operator sees and does."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from correspondent import Correspondent, OnSms, OnTelegram
from delivering import Clock, deliver, wait_for_answers
from django.conf import settings
from django.core.management import CommandError, call_command
from platform_accounts import MESSENGER_APP, TELEGRAM_SECRET, URL
from platform_apis import PlatformApis, Reply

from frontdesk.accounts import Accounts
from frontdesk.gateway.desk import Desk

Writes = Callable[[type[Correspondent]], Correspondent]
Say = Callable[..., str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], transactional_db: None) -> Say:
    """Runs a command and returns what it says."""

    def run(*words: str) -> str:
        capsys.readouterr()
        call_command(*words)
        return capsys.readouterr().out

    return run


def test_channels_are_listed_with_their_state(
    writes: Writes, apis: PlatformApis, desk: Desk, say: Say
) -> None:
    anna, ben = writes(OnTelegram), writes(OnSms)
    anna.says("does it hurt?")
    apis.failures = [Reply(403)]
    deliver(desk, looks=1)
    ben.says("does it hurt?")
    wait_for_answers()
    lines = {line.split()[0]: line for line in say("channels").splitlines()}
    assert list(lines) == ["telegram", "sms", "whatsapp", "messenger", "slack"]
    assert f"{URL}/webhooks/telegram" in lines["telegram"]
    assert "given up: 1" in lines["telegram"]
    assert "waiting: 2" in lines["sms"]  # the pinned notice and the answer
    assert "none yet" in lines["slack"]


def test_channel_without_secrets_is_listed_as_off(say: Say, monkeypatch) -> None:
    nothing = replace(settings.CONFIGURATION, accounts=Accounts.read({}))
    monkeypatch.setattr(settings, "CONFIGURATION", nothing)
    assert say("channels").count(" off ") == 5
    with pytest.raises(CommandError, match="telegram is off"):
        say("channels", "connect", "telegram")


def test_telegram_is_told_where_we_are_and_the_secret(apis: PlatformApis, say: Say) -> None:
    assert "Telegram calls" in say("channels", "connect", "telegram")
    (webhook,) = apis.webhooks
    assert webhook["url"] == f"{URL}/webhooks/telegram"
    assert webhook["secret_token"] == TELEGRAM_SECRET
    assert webhook["allowed_updates"] == ["message", "edited_message", "callback_query"]


def test_twilio_s_number_is_set_by_its_api(apis: PlatformApis, say: Say) -> None:
    said = say("channels", "connect", "twilio", "--number", "+442079460999")
    assert "Twilio calls" in said
    assert apis.webhooks == [{"SmsUrl": f"{URL}/webhooks/twilio", "SmsMethod": "POST"}]


def test_messenger_s_app_is_set_and_its_page_subscribed(apis: PlatformApis, say: Say) -> None:
    assert "Messenger calls" in say("channels", "connect", "messenger", "--number", MESSENGER_APP)
    webhook, page = apis.webhooks
    assert webhook["callback_url"] == f"{URL}/webhooks/messenger"
    assert webhook["fields"] == page["subscribed_fields"]
    with pytest.raises(CommandError, match="figures only"):
        say("channels", "connect", "messenger", "--number", "my app")


@pytest.mark.parametrize("name", ["twilio", "messenger", "slack"])
def test_what_has_no_api_is_told_to_be_pasted(name: str, say: Say) -> None:
    assert f"{URL}/webhooks/{name}" in say("channels", "connect", name)


def test_platform_that_refuses_is_told_with_what_to_read(apis: PlatformApis, say: Say) -> None:
    apis.failures = [Reply(404, {"ok": False})]
    with pytest.raises(CommandError, match=r"telegram answered 404\. See docs/how-to/telegram\.md"):
        say("channels", "connect", "telegram")


def test_channel_is_stopped_and_started(say: Say) -> None:
    assert "telegram   stopped" in say("channels", "stop", "telegram")
    assert "telegram   on " in say("channels", "start", "telegram")
    with pytest.raises(CommandError, match="Which channel"):
        say("channels", "stop", "fax")


def test_given_up_letters_are_listed_and_sent_again(
    writes: Writes, apis: PlatformApis, desk: Desk, say: Say
) -> None:
    anna = writes(OnTelegram)
    anna.says("does it hurt?")
    apis.failures = [Reply(403), Reply(403)]
    deliver(desk)
    assert "telegram  telegram answered 403" in say("outbox")
    assert "0 waiting, 2 given up" in say("outbox")
    assert "2 to be sent again" in say("outbox", "retry", "all")
    deliver(desk, Clock())
    assert len(anna.got()) == 2
    with pytest.raises(CommandError, match="No such note"):
        say("outbox", "retry", "7")
