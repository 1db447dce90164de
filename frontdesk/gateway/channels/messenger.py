"""Messenger: a Facebook page's chat, by the Messenger Platform's webhooks and Send API."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from frontdesk.accounts import Account
from frontdesk.gateway.channels.caller import Caller, Reply, too_fast
from frontdesk.gateway.channels.event import Chat, Event
from frontdesk.gateway.channels.field import mapping, mappings, string
from frontdesk.gateway.channels.platform import Call
from frontdesk.gateway.incoming import read_object
from frontdesk.gateway.outbox import NotSent

_FIELDS = "messages,message_edits,messaging_postbacks"  # what we read of a page
_HEADER = "x-hub-signature-256"
_TOO_FAST = frozenset({4, 17, 32, 613, 80006})
_PASSING = frozenset({1, 2, 190, 1200})  # their trouble, or a token that an operator can renew


class Messenger:
    """One page."""

    name = "messenger"
    channels: tuple[str, ...] = ("messenger",)
    pace = 0.0

    def __init__(self, account: Account, caller: Caller) -> None:
        self._app_secret = account.secrets["APP_SECRET"].encode()
        self._verify = account.secrets["VERIFY"].encode()
        self._token = account.secrets["TOKEN"]
        self._api = account.api
        self._caller = caller

    def is_genuine(self, call: Call) -> bool:
        """Check the SHA-256 signature of the body; the older SHA-1 one counts for nothing."""
        digest = hmac.new(self._app_secret, call.body, hashlib.sha256).hexdigest()
        signature = call.headers.get(_HEADER, "").encode()
        return hmac.compare_digest(signature, f"sha256={digest}".encode())

    def confirm(self, asked: Mapping[str, str]) -> str | None:
        """Return what the verification handshake wants to hear, None to one that lacks our word."""
        word = asked.get("hub.verify_token", "").encode()
        is_ours = hmac.compare_digest(word, self._verify)
        return (
            asked.get("hub.challenge", "")
            if is_ours and asked.get("hub.mode") == "subscribe"
            else None
        )

    def read(self, call: Call) -> list[Event]:
        """Return the messages and presses of a batch; receipts, echoes and reactions are none."""
        batch = read_object(call.body)
        if batch.get("object") != "page":
            return []
        entries = mappings(batch.get("entry"))
        items = [item for entry in entries for item in mappings(entry.get("messaging"))]
        return [event for item in items for event in _events(item)]

    def acknowledge(self, call: Call, events: Sequence[Event]) -> HttpResponse:
        """Answer what the platform waits for."""
        return HttpResponse("EVENT_RECEIVED", content_type="text/plain")

    async def connect(self, url: str, number: str) -> str:
        """Set the webhook of the app with this number, and subscribe the page. Raises NotSent."""
        if not number:
            return (
                f"In the app's settings under Messenger, Webhooks: callback {url}, verify token as in "
                f"NEEDLEWISE_MESSENGER_VERIFY; subscribe the page to {_FIELDS}. Or give the app's number: "
                "--number 1234567890"
            )
        if not number.isdigit():
            raise NotSent("messenger: an app's number has figures only", for_good=True)
        webhook = {
            "object": "page",
            "callback_url": url,
            "verify_token": self._verify.decode(),
            "fields": _FIELDS,
        }
        await self._call(
            f"{number}/subscriptions", webhook, f"{number}|{self._app_secret.decode()}"
        )
        await self._call("me/subscribed_apps", {"subscribed_fields": _FIELDS}, self._token)
        return f"Messenger calls {url}."

    async def send(self, address: Mapping[str, str], piece: Mapping[str, Any]) -> None:
        """Send a message with its quick replies. Raises NotSent."""
        body = {
            "recipient": {"id": address["person"]},
            "messaging_type": "RESPONSE",
            "message": _message(piece),
        }
        await self._call("me/messages", body, self._token)

    async def _call(self, path: str, body: Mapping[str, Any], token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self._api}/{path}"
        reply = await self._caller.call(self.name, url, json=body, headers=headers)
        if reply.status != 200:
            raise _refused(reply)


def _message(piece: Mapping[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = {"text": piece["text"]}
    if piece["buttons"]:
        message["quick_replies"] = [
            {"content_type": "text", "title": one["title"], "payload": one["choice"]}
            for one in piece["buttons"]
        ]
    return message


def _refused(reply: Reply) -> NotSent:
    code = mapping(reply.body, "error").get("code")
    if code in _TOO_FAST:
        return too_fast("messenger", reply.wait)
    problem = f"messenger answered {reply.status}" + (f", code {code}" if code else "")
    return NotSent(problem, for_good=code is not None and code not in _PASSING)


def _events(item: dict[str, Any]) -> list[Event]:
    person = string(mapping(item, "sender"), "id")
    if not person:
        return []
    chat = Chat("messenger", person, {"person": person})
    if "message" in item:
        return _written(chat, mapping(item, "message"))
    if "message_edit" in item:
        edit = mapping(item, "message_edit")
        id = f"{string(edit, 'mid')}/{edit.get('num_edit')}"
        return [Event(chat, id, "unreadable", string(edit, "text"))]
    if "postback" in item:
        return _pressed(chat, item.get("timestamp"), mapping(item, "postback"))
    return []


def _written(chat: Chat, message: dict[str, Any]) -> list[Event]:
    id, text = string(message, "mid"), string(message, "text")
    if not id or message.get("is_echo") or message.get("is_deleted"):
        return []
    choice = string(mapping(message, "quick_reply"), "payload")
    if choice:
        return [Event(chat, id, "choice", text, choice)]
    said = [Event(chat, id, "text", text)] if text.strip() else []
    if said and not message.get("attachments"):
        return said
    return [*said, Event(chat, f"{id}/media", "unreadable")]


def _pressed(chat: Chat, at: Any, press: dict[str, Any]) -> list[Event]:
    choice = string(press, "payload")
    id = string(press, "mid") or f"{chat.id}/{at}/{choice}"
    if choice == "GET_STARTED":
        return [Event(chat, id, "begin")]
    return [Event(chat, id, "choice", string(press, "title"), choice)]
