"""Telegram: a bot in private chats, by its Bot API."""

from collections.abc import Mapping, Sequence
from hmac import compare_digest
from typing import Any

from django.http import HttpResponse, JsonResponse

from frontdesk.accounts import Account
from frontdesk.gateway.channels.caller import Caller, Reply
from frontdesk.gateway.channels.event import Chat, Event
from frontdesk.gateway.channels.field import mapping, mappings, number, string
from frontdesk.gateway.channels.platform import Call
from frontdesk.gateway.incoming import read_object
from frontdesk.gateway.outbox import NotSent

_HEADER = "x-telegram-bot-api-secret-token"
UPDATES = ("message", "edited_message", "callback_query")
# Blocked, gone or refused: the same request has the same end. 401 and 404 mean a wrong token.
_FOR_GOOD = frozenset({400, 403, 413})


class Telegram:
    """One bot."""

    name = "telegram"
    channels: tuple[str, ...] = ("telegram",)
    pace = 1.0

    def __init__(self, account: Account, caller: Caller) -> None:
        self._secret = account.secrets["SECRET"].encode()
        self._api = f"{account.api}/bot{account.secrets['TOKEN']}"
        self._caller = caller

    def is_genuine(self, call: Call) -> bool:
        """Compare the secret token that setWebhook gave Telegram."""
        return compare_digest(call.headers.get(_HEADER, "").encode(), self._secret)

    def read(self, call: Call) -> list[Event]:
        """Return the update's message, if it has one that a person wrote."""
        update = read_object(call.body)
        id = number(update, "update_id")
        if "callback_query" in update:
            return _pressed(id, mapping(update, "callback_query"))
        edited = "edited_message" in update
        message = mapping(update, "edited_message" if edited else "message")
        return _written(id, message, edited) if message else []

    def acknowledge(self, call: Call, events: Sequence[Event]) -> HttpResponse:
        """Answer; a button's press is answered with it, so that the button stops waiting."""
        query = string(mapping(read_object(call.body), "callback_query"), "id")
        if query:
            return JsonResponse({"method": "answerCallbackQuery", "callback_query_id": query})
        return HttpResponse(status=200)

    async def connect(self, url: str, number: str) -> str:
        """Set the bot's webhook. Raises NotSent."""
        webhook = {
            "url": url,
            "secret_token": self._secret.decode(),
            "allowed_updates": UPDATES,
            "max_connections": 20,
        }
        await self.call("setWebhook", webhook)
        return f"Telegram calls {url}."

    async def send(self, address: Mapping[str, str], piece: Mapping[str, Any]) -> None:
        """Send a message, its buttons one a row. Raises NotSent."""
        message: dict[str, Any] = {
            "chat_id": address["chat"],
            "text": piece["text"],
            "link_preview_options": {"is_disabled": True},
        }
        if piece["buttons"]:
            rows = [
                [{"text": one["title"], "callback_data": one["choice"]}] for one in piece["buttons"]
            ]
            message["reply_markup"] = {"inline_keyboard": rows}
        await self.call("sendMessage", message)

    async def call(self, method: str, body: Mapping[str, Any]) -> Reply:
        """Call a method of the API. Raises NotSent."""
        reply = await self._caller.call(self.name, f"{self._api}/{method}", json=body)
        if reply.status != 200 or reply.body.get("ok") is not True:
            raise NotSent(f"telegram answered {reply.status}", for_good=reply.status in _FOR_GOOD)
        return reply


def _written(id: str, message: dict[str, Any], edited: bool) -> list[Event]:
    chat = _chat(message)
    if not id or chat is None or mapping(message, "from").get("is_bot"):
        return []
    if mapping(message, "chat").get("type") != "private":
        return [Event(chat, id, "group")]
    text = string(message, "text") or string(message, "caption")
    if edited:
        return [Event(chat, id, "unreadable", text)]
    if text.partition(" ")[0] == "/start":
        return [Event(chat, id, "begin")]
    said = [Event(chat, id, "text", text)] if text else []
    return said if "text" in message else [*said, Event(chat, f"{id}/media", "unreadable")]


def _pressed(id: str, query: dict[str, Any]) -> list[Event]:
    message = mapping(query, "message")
    chat, choice = _chat(message), string(query, "data")
    is_private = mapping(message, "chat").get("type") == "private"
    if not (id and chat and choice and is_private):
        return []
    title = _title(mapping(message, "reply_markup"), choice)
    return [Event(chat, id, "choice", title, choice)]


def _chat(message: dict[str, Any]) -> Chat | None:
    id = number(mapping(message, "chat"), "id")
    return Chat("telegram", id, {"chat": id}) if id else None


def _title(markup: dict[str, Any], choice: str) -> str:
    """Return what stands on the button, as Telegram repeats it."""
    rows = markup.get("inline_keyboard")
    for row in rows if isinstance(rows, list) else []:
        for button in mappings(row):
            if button.get("callback_data") == choice:
                return string(button, "text")
    return ""
