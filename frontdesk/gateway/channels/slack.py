"""Slack: direct messages to an app, by the Events API and chat.postMessage."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from slack_sdk.signature import Clock, SignatureVerifier

from frontdesk.accounts import Account
from frontdesk.gateway.channels.caller import Caller, too_fast
from frontdesk.gateway.channels.event import Chat, Event
from frontdesk.gateway.channels.field import mapping, mappings, string
from frontdesk.gateway.channels.platform import Call
from frontdesk.gateway.channels.splitting import split
from frontdesk.gateway.incoming import read_object
from frontdesk.gateway.outbox import NotSent

_SECTION = 3000  # characters, control characters as entities
# What an operator or time can put right; everything else that Slack refuses, it refuses for good.
_PASSING = frozenset(
    """invalid_auth not_authed account_inactive token_revoked token_expired missing_scope internal_error
    fatal_error service_unavailable request_timeout team_added_to_org org_login_required
    ekm_access_denied accesslimited""".split()
)
_READ = ("", "file_share", "thread_broadcast")  # kinds of message that a person wrote


class Slack:
    """One app in one workspace. `clock` tells the signatures' age."""

    name = "slack"
    channels: tuple[str, ...] = ("slack",)
    pace = 1.0

    def __init__(self, account: Account, caller: Caller, clock: Clock | None = None) -> None:
        self._verifier = SignatureVerifier(account.secrets["SIGNING_SECRET"], clock or Clock())
        self._token = account.secrets["TOKEN"]
        self._api = account.api
        self._caller = caller

    def is_genuine(self, call: Call) -> bool:
        """Have Slack's library check the signature and its age (five minutes at most)."""
        try:
            return self._verifier.is_valid_request(call.body, dict(call.headers))
        except (ValueError, TypeError):  # no number for a time, no text for a body or signature
            return False

    def read(self, call: Call) -> list[Event]:
        """Return the message or the press of a button."""
        sent = _sent(call)
        if sent.get("type") == "block_actions":
            return _pressed(sent)
        if sent.get("type") != "event_callback":
            return []
        return _written(string(sent, "event_id"), string(sent, "team_id"), mapping(sent, "event"))

    def acknowledge(self, call: Call, events: Sequence[Event]) -> HttpResponse:
        """Answer; the handshake gets its challenge back."""
        sent = _sent(call)
        if sent.get("type") == "url_verification":
            return JsonResponse({"challenge": string(sent, "challenge")})
        return HttpResponse(status=200)

    async def connect(self, url: str, number: str) -> str:
        """Return what to paste: an app's addresses can only be set by hand."""
        return (
            f"At api.slack.com/apps, paste {url} under Event Subscriptions (bot events message.im, "
            "app_mention) and under Interactivity."
        )

    async def send(self, address: Mapping[str, str], piece: Mapping[str, Any]) -> None:
        """Post a message whose text shows as it stands. Raises NotSent."""
        text = _escaped(piece["text"])
        body = {"channel": address["channel"], "text": text, "mrkdwn": False}
        body |= {
            "unfurl_links": False,
            "unfurl_media": False,
            "blocks": _blocks(text, piece["buttons"]),
        }
        headers = {"Authorization": f"Bearer {self._token}"}
        url = f"{self._api}/chat.postMessage"
        reply = await self._caller.call(self.name, url, json=body, headers=headers)
        if reply.body.get("ok") is True:
            return
        error = string(reply.body, "error")[:40]
        if error in ("ratelimited", "rate_limited"):
            raise too_fast(self.name, reply.wait)
        raise NotSent(
            f"slack says {error or reply.status}", for_good=bool(error) and error not in _PASSING
        )


def _sent(call: Call) -> dict[str, Any]:
    """Return the JSON of an event, or the one in the form of a press. Raises Refusal (400)."""
    if call.media_type != "application/x-www-form-urlencoded":
        return read_object(call.body)
    return read_object(QueryDict(call.body, encoding="utf-8").get("payload", "").encode())


def _written(id: str, team: str, event: dict[str, Any]) -> list[Event]:
    where, subtype = string(event, "channel"), string(event, "subtype")
    is_message = event.get("type") in ("message", "app_mention")
    if not (id and where and is_message) or event.get("bot_id"):
        return []
    chat = Chat("slack", f"{team}/{where}", {"channel": where})
    is_private = event.get("type") == "message" and event.get("channel_type") == "im"
    if subtype == "message_changed" and is_private:
        return _changed(chat, id, mapping(event, "message"))
    if subtype not in _READ:
        return []
    if not is_private:
        return [Event(chat, id, "group")]
    text = _unescaped(string(event, "text"))
    said = [Event(chat, id, "text", text)] if text.strip() else []
    if said and not event.get("files"):
        return said
    return [*said, Event(chat, f"{id}/media", "unreadable")]


def _changed(chat: Chat, id: str, message: dict[str, Any]) -> list[Event]:
    """Return a patient's change of a message; ours change too, when Slack shows a link."""
    if message.get("bot_id"):
        return []
    return [Event(chat, id, "unreadable", _unescaped(string(message, "text")))]


def _pressed(sent: dict[str, Any]) -> list[Event]:
    where, team = string(mapping(sent, "channel"), "id"), string(mapping(sent, "team"), "id")
    chat = Chat("slack", f"{team}/{where}", {"channel": where})
    pressed = [action for action in mappings(sent.get("actions")) if where]
    return [_press(chat, action) for action in pressed if string(action, "value")]


def _press(chat: Chat, action: dict[str, Any]) -> Event:
    choice, title = string(action, "value"), string(mapping(action, "text"), "text")
    return Event(chat, f"{string(action, 'action_ts')}/{choice}", "choice", title, choice)


def _blocks(text: str, buttons: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    parts = split(text, _SECTION)
    blocks: list[dict[str, Any]] = [{"type": "section", "text": _plain(part)} for part in parts]
    if buttons:
        elements = [
            {
                "type": "button",
                "text": _plain(_escaped(one["title"])),
                "value": one["choice"],
                "action_id": f"choice-{number}",
            }
            for number, one in enumerate(buttons)
        ]
        blocks.append({"type": "actions", "elements": elements})
    return blocks


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _escaped(text: str) -> str:
    """Return the text with Slack's three control characters as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
