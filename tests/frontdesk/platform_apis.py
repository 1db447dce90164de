"""A stand-in for the platforms' APIs at the HTTP border: refuses what they refuse, and fails on request."""

import asyncio
import json
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from exchange import read_body, send_json
from platform_accounts import (
    MESSENGER_APP,
    MESSENGER_APP_SECRET,
    MESSENGER_TOKEN,
    SLACK_TOKEN,
    TELEGRAM_TOKEN,
    TWILIO_ACCOUNT,
    TWILIO_TOKEN,
)


@dataclass(frozen=True)
class Sent:
    """What a platform delivered: to whom, the text as it shows, the buttons as title and value."""

    platform: str
    to: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()


@dataclass
class Reply:
    """An answer of an API."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request breaks a limit of the platform."""


@dataclass
class PlatformApis:
    """`failures` are answered one after the other before anything is taken; `frozen`: nothing is answered."""

    sent: list[Sent] = field(default_factory=list)
    failures: list[Reply] = field(default_factory=list)
    frozen: bool = False
    calls: int = 0
    webhooks: list[dict[str, Any]] = field(default_factory=list)

    def texts(self, to: str = "") -> list[str]:
        """Return the texts that were delivered, in order."""
        return [one.text for one in self.sent if not to or one.to == to]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            return
        body = await read_body(receive)
        self.calls += 1
        while self.frozen:
            await asyncio.sleep(0.01)
        reply = self.failures.pop(0) if self.failures else self._answer(scope, body)
        await send_json(send, reply.status, reply.body, reply.headers)

    def _answer(self, scope: Any, body: bytes) -> Reply:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        platform, _, path = scope["path"].removeprefix("/").partition("/")
        try:
            return getattr(self, f"_{platform}")(
                path, headers, body, scope["query_string"].decode()
            )
        except (Refused, KeyError, ValueError) as refused:
            errors = {"code": 100, "message": str(refused)}
            return Reply(400, {"ok": False, "code": 21617, "error": errors})

    def _telegram(self, path: str, headers: dict[str, str], body: bytes, query: str) -> Reply:
        token, _, method = path.removeprefix("bot").partition("/")
        if token != TELEGRAM_TOKEN:
            return Reply(404, {"ok": False, "error_code": 404})
        fields = json.loads(body)
        if method == "setWebhook":
            self.webhooks.append(fields)
            return Reply(200, {"ok": True, "result": True})
        if method == "getWebhookInfo":
            known = self.webhooks[-1] if self.webhooks else {"url": ""}
            return Reply(200, {"ok": True, "result": {**known, "pending_update_count": 0}})
        assert method == "sendMessage"
        assert "parse_mode" not in fields  # the text shows as it stands
        _limit(fields["text"], 4096)
        rows = fields.get("reply_markup", {}).get("inline_keyboard", [])
        for row in rows:
            _limit(row[0]["callback_data"].encode(), 64)
        buttons = tuple((row[0]["text"], row[0]["callback_data"]) for row in rows)
        self.sent.append(Sent("telegram", str(fields["chat_id"]), fields["text"], buttons))
        return Reply(200, {"ok": True, "result": {"message_id": len(self.sent)}})

    def _twilio(self, path: str, headers: dict[str, str], body: bytes, query: str) -> Reply:
        login = b64decode(headers["authorization"].removeprefix("Basic ")).decode()
        if login != f"{TWILIO_ACCOUNT}:{TWILIO_TOKEN}":
            return Reply(401, {"code": 20003, "status": 401})
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        root = f"2010-04-01/Accounts/{TWILIO_ACCOUNT}"
        if path == f"{root}/IncomingPhoneNumbers.json":
            number = dict(parse_qsl(query))["PhoneNumber"]
            return Reply(200, {"incoming_phone_numbers": [{"sid": "PN1", "phone_number": number}]})
        if path == f"{root}/IncomingPhoneNumbers/PN1.json":
            self.webhooks.append(fields)
            return Reply(200, {"sid": "PN1"})
        assert path == f"{root}/Messages.json", path
        _limit(fields["Body"], 1600)
        self.sent.append(Sent("twilio", fields["To"], fields["Body"]))
        return Reply(201, {"sid": f"SM{len(self.sent)}", "status": "queued"})

    def _messenger(self, path: str, headers: dict[str, str], body: bytes, query: str) -> Reply:
        app = f"{MESSENGER_APP}/subscriptions"
        token = f"{MESSENGER_APP}|{MESSENGER_APP_SECRET}" if path == app else MESSENGER_TOKEN
        if headers["authorization"] != f"Bearer {token}":
            return Reply(400, {"error": {"code": 190}})
        fields = json.loads(body)
        if path in (app, "me/subscribed_apps"):
            self.webhooks.append(fields)
            return Reply(200, {"success": True})
        message, replies = fields["message"], fields["message"].get("quick_replies", [])
        _limit(message["text"], 2000)
        _limit(replies, 13, least=0)
        for one in replies:
            _limit(one["title"], 20)
        buttons = tuple((one["title"], one["payload"]) for one in replies)
        to = fields["recipient"]["id"]
        self.sent.append(Sent("messenger", to, message["text"], buttons))
        return Reply(200, {"recipient_id": to, "message_id": f"m_{len(self.sent)}"})

    def _slack(self, path: str, headers: dict[str, str], body: bytes, query: str) -> Reply:
        if headers["authorization"] != f"Bearer {SLACK_TOKEN}":
            return Reply(200, {"ok": False, "error": "invalid_auth"})
        fields = json.loads(body)
        sections = [one for one in fields["blocks"] if one["type"] == "section"]
        elements = [one for row in fields["blocks"] for one in row.get("elements", [])]
        _limit(elements, 25, least=0)
        for section in sections:
            assert section["text"]["type"] == "plain_text"  # no markup is read
            _limit(section["text"]["text"], 3000)
        for one in elements:
            _limit(one["text"]["text"], 75)
        text = "".join(section["text"]["text"] for section in sections)
        for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            text = text.replace(entity, character)
        buttons = tuple((one["text"]["text"], one["value"]) for one in elements)
        self.sent.append(Sent("slack", fields["channel"], text, buttons))
        return Reply(200, {"ok": True, "ts": f"{len(self.sent)}.0"})


def _limit(value: Any, most: int, least: int = 1) -> None:
    length = len(value.encode("utf-16-le")) // 2 if isinstance(value, str) else len(value)
    if not least <= length <= most:
        raise Refused(f"{length} is not from {least} to {most}")
