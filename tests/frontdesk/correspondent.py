"""Patients who write from their own apps: each platform's requests, signed as the platform signs them."""

import hashlib
import hmac
import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx
from platform_accounts import (
    MESSENGER_APP_SECRET,
    SLACK_SIGNING_SECRET,
    TELEGRAM_SECRET,
    TWILIO_ACCOUNT,
    TWILIO_NUMBER,
    TWILIO_TOKEN,
    URL,
)
from platform_apis import PlatformApis, Sent
from slack_sdk.signature import SignatureVerifier
from twilio.request_validator import RequestValidator

_NUMBERS = itertools.count(1)
Body = dict[str, Any]


class Correspondent:
    """One patient at one platform; `me` is how the platform calls them when it delivers."""

    channel = ""
    path = ""
    content_type = "application/json"

    def __init__(self, address: str, apis: PlatformApis, id: int | None = None) -> None:
        self.id = id or next(_NUMBERS)
        self.client = httpx.Client(base_url=address, timeout=30, trust_env=False)
        self.client.headers["Connection"] = "close"
        self.apis = apis

    @property
    def me(self) -> str:
        raise NotImplementedError

    def message(self, text: str, id: int | None = None) -> Body:
        """Return the platform's request for a text."""
        raise NotImplementedError

    def picture(self) -> Body:
        """Return the platform's request for a picture."""
        raise NotImplementedError

    def press(self, title: str, choice: str) -> Body:
        """Return the platform's request for a button that was pressed."""
        raise NotImplementedError

    def sign(self, content: bytes) -> dict[str, str]:
        """Return the headers that prove that the platform sent this."""
        raise NotImplementedError

    def encode(self, body: Body) -> bytes:
        """Return a request's body."""
        return json.dumps(body).encode()

    def post(self, body: Body, **headers: str) -> httpx.Response:
        """Send a request as the platform does."""
        content = self.encode(body)
        return self.send(content, {**self.sign(content), **headers})

    def send(self, content: bytes, headers: dict[str, str]) -> httpx.Response:
        """Send a body with these headers."""
        kind = {"Content-Type": self.content_type}
        return self.client.post(self.path, content=content, headers={**kind, **headers})

    def says(self, text: str, id: int | None = None) -> None:
        """Have the platform bring a text."""
        answer = self.post(self.message(text, id))
        assert answer.status_code == 200, answer.text

    def presses(self, button: tuple[str, str]) -> None:
        """Have the platform bring a pressed button."""
        answer = self.post(self.press(*button))
        assert answer.status_code == 200, answer.text

    def got(self) -> list[Sent]:
        """Return what was delivered to this patient."""
        return [one for one in self.apis.sent if one.to == self.me]


class OnTelegram(Correspondent):
    channel, path = "telegram", "/webhooks/telegram"

    @property
    def me(self) -> str:
        return str(4_000_000_000 + self.id)

    def update(self, kind: str = "message", id: int | None = None, **fields: Any) -> Body:
        """Return an update with a message of a private chat."""
        person = {"id": int(self.me), "is_bot": False, "first_name": "Alice"}
        chat = {"id": int(self.me), "type": "private", "first_name": "Alice"}
        message = {"message_id": 1, "date": 1, "from": person, "chat": chat, **fields}
        return {"update_id": id or next(_NUMBERS) + 700_000_000, kind: message}

    def message(self, text: str, id: int | None = None) -> Body:
        return self.update(text=text, id=id)

    def picture(self) -> Body:
        return self.update(photo=[{"file_id": "p1", "width": 90, "height": 90}])

    def press(self, title: str, choice: str) -> Body:
        keyboard = [[{"text": title, "callback_data": choice}]]
        message = self.update(reply_markup={"inline_keyboard": keyboard})["message"]
        query = {"id": "9001", "from": message["from"], "message": message, "data": choice}
        return {"update_id": next(_NUMBERS) + 700_000_000, "callback_query": query}

    def sign(self, content: bytes) -> dict[str, str]:
        return {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}


class OnSms(Correspondent):
    channel, path = "sms", "/webhooks/twilio"
    content_type = "application/x-www-form-urlencoded"

    @property
    def me(self) -> str:
        return f"+4477009{self.id:05}"

    def form(self, **fields: str) -> Body:
        """Return the fields of a message."""
        known = {
            "AccountSid": TWILIO_ACCOUNT,
            "From": self.me,
            "To": TWILIO_NUMBER,
            "NumMedia": "0",
        }
        return {**known, "MessageSid": f"SM{next(_NUMBERS):032x}", **fields}

    def message(self, text: str, id: int | None = None) -> Body:
        return self.form(Body=text, **({"MessageSid": f"SM{id:032x}"} if id else {}))

    def picture(self) -> Body:
        return self.form(Body="", NumMedia="1", MediaUrl0="https://api.twilio.com/m/1")

    def press(self, title: str, choice: str) -> Body:
        raise AssertionError("there are no buttons")

    def encode(self, body: Body) -> bytes:
        return urlencode(body).encode()

    def post(self, body: Body, **headers: str) -> httpx.Response:
        signature = RequestValidator(TWILIO_TOKEN).compute_signature(URL + self.path, body)
        return self.send(self.encode(body), {"X-Twilio-Signature": signature, **headers})


class OnWhatsApp(OnSms):
    channel = "whatsapp"

    @property
    def me(self) -> str:
        return f"whatsapp:{super().me}"


class OnMessenger(Correspondent):
    channel, path = "messenger", "/webhooks/messenger"

    @property
    def me(self) -> str:
        return f"60000000{self.id}"

    def batch(self, *items: Body) -> Body:
        """Return a delivery with several events."""
        known = {"sender": {"id": self.me}, "recipient": {"id": "page"}, "timestamp": 1}
        return {
            "object": "page",
            "entry": [{"id": "page", "messaging": [known | one for one in items]}],
        }

    def item(self, text: str, id: int | None = None, **fields: Any) -> Body:
        """Return one message of a batch."""
        return {"message": {"mid": f"m_{id or next(_NUMBERS)}", "text": text, **fields}}

    def message(self, text: str, id: int | None = None) -> Body:
        return self.batch(self.item(text, id))

    def picture(self) -> Body:
        item = self.item("", attachments=[{"type": "image", "payload": {"url": "https://x"}}])
        del item["message"]["text"]
        return self.batch(item)

    def press(self, title: str, choice: str) -> Body:
        return self.batch(self.item(title, quick_reply={"payload": choice}))

    def sign(self, content: bytes) -> dict[str, str]:
        digest = hmac.new(MESSENGER_APP_SECRET.encode(), content, hashlib.sha256).hexdigest()
        return {"X-Hub-Signature-256": f"sha256={digest}"}


class OnSlack(Correspondent):
    channel, path = "slack", "/webhooks/slack"

    @property
    def me(self) -> str:
        return f"D{self.id:08}"

    def event(self, id: int | None = None, **fields: Any) -> Body:
        """Return an event of a direct message."""
        known = {
            "type": "message",
            "channel": self.me,
            "channel_type": "im",
            "user": "U1",
            "ts": "1.1",
        }
        number = id or next(_NUMBERS)
        return {
            "type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}",
            "event": {**known, **fields},
        }  # fmt: skip

    def message(self, text: str, id: int | None = None) -> Body:
        return self.event(text=text, id=id)

    def picture(self) -> Body:
        return self.event(subtype="file_share", text="", files=[{"id": "F1"}])

    def press(self, title: str, choice: str) -> Body:
        action = {
            "type": "button", "value": choice, "action_ts": f"{next(_NUMBERS)}.1",
            "text": {"type": "plain_text", "text": title},
        }  # fmt: skip
        return {
            "type": "block_actions", "team": {"id": "T1"}, "channel": {"id": self.me},
            "actions": [action],
        }  # fmt: skip

    def encode(self, body: Body) -> bytes:
        if body["type"] == "block_actions":
            return urlencode({"payload": json.dumps(body)}).encode()
        return super().encode(body)

    def sign(self, content: bytes, at: float | None = None) -> dict[str, str]:
        moment = str(int(at or time.time()))
        verifier = SignatureVerifier(SLACK_SIGNING_SECRET)
        signature = verifier.generate_signature(timestamp=moment, body=content)
        headers = {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": str(signature)}
        if content.startswith(b"payload="):
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers


EVERYWHERE = (OnTelegram, OnSms, OnWhatsApp, OnMessenger, OnSlack)
