"""Twilio: SMS and WhatsApp, by its Programmable Messaging API."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from aiohttp import BasicAuth
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, QueryDict
from twilio.request_validator import RequestValidator

from frontdesk.accounts import Account
from frontdesk.gateway.channels.caller import Caller, Reply, too_fast
from frontdesk.gateway.channels.event import Chat, Event
from frontdesk.gateway.channels.field import mappings, string
from frontdesk.gateway.channels.platform import Call
from frontdesk.gateway.incoming import read_object
from frontdesk.gateway.outbox import NotSent

_WHATSAPP = "whatsapp:"
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_TOO_FAST = frozenset({14107, 20429, 30022})
_TOKEN_WRONG = frozenset({401, 404})  # an operator can put that right, so the letter waits


class Twilio:
    """One account, with any number of telephone numbers: we answer from the one that was written to."""

    name = "twilio"
    channels: tuple[str, ...] = ("sms", "whatsapp")
    pace = 0.0

    def __init__(self, account: Account, caller: Caller) -> None:
        self._account = account.secrets["ACCOUNT"]
        self._token = account.secrets["TOKEN"]
        self._api = f"{account.api}/2010-04-01/Accounts/{self._account}"
        self._validator = RequestValidator(self._token)
        self._caller = caller

    def is_genuine(self, call: Call) -> bool:
        """Have Twilio's library check the signature of address and fields, or of the JSON's digest."""
        try:
            signature = call.headers.get("x-twilio-signature", "")
            return bool(self._validator.validate(call.url, _signed(call), signature))
        except (ValueError, SuspiciousOperation):  # what can't even be read was not signed
            return False

    def read(self, call: Call) -> list[Event]:
        """Return the message, its text and apart from it what is no text; what became of ours is none."""
        fields = _fields(call)
        if "MessageStatus" in fields:
            return []
        id, sender = string(fields, "MessageSid"), string(fields, "From")
        if not id or not sender or string(fields, "AccountSid") != self._account:
            return []
        channel = "whatsapp" if sender.startswith(_WHATSAPP) else "sms"
        chat = Chat(channel, sender, {"to": sender, "from": string(fields, "To")})
        text, is_answered = string(fields, "Body"), bool(string(fields, "OptOutType"))
        said = [Event(chat, id, "text", text, is_answered=is_answered)] if text.strip() else []
        if said and string(fields, "NumMedia") in ("", "0"):
            return said
        return [*said, Event(chat, f"{id}/media", "unreadable")]

    def acknowledge(self, call: Call, events: Sequence[Event]) -> HttpResponse:
        """Answer with TwiML that says nothing: the answer follows by the API."""
        return HttpResponse("<Response/>", content_type="text/xml")

    async def connect(self, url: str, number: str) -> str:
        """Set the webhook of a telephone number; WhatsApp's can only be pasted. Raises NotSent."""
        if not number:
            return (
                f"In Twilio's console, paste {url} (HTTP POST) under 'A message comes in' of the number, "
                "and as the webhook of the WhatsApp sender. Or give the number: --number +44…"
            )
        path = f"/IncomingPhoneNumbers.json?{urlencode({'PhoneNumber': number})}"
        found = mappings((await self.call(path, method="GET")).body.get("incoming_phone_numbers"))
        if not found:
            raise NotSent(f"twilio: this account has no number {number}", for_good=True)
        id = string(found[0], "sid")
        form = {"SmsUrl": url, "SmsMethod": "POST"}
        await self.call(f"/IncomingPhoneNumbers/{id}.json", form)
        return f"Twilio calls {url} for {number}."

    async def send(self, address: Mapping[str, str], piece: Mapping[str, Any]) -> None:
        """Send a message. Raises NotSent."""
        form = {"To": address["to"], "From": address["from"], "Body": piece["text"]}
        await self.call("/Messages.json", form)

    async def call(
        self, path: str, form: Mapping[str, str] | None = None, method: str = "POST"
    ) -> Reply:
        """Call the API. Raises NotSent."""
        auth = BasicAuth(self._account, self._token)
        request: dict[str, Any] = {"auth": auth} if form is None else {"auth": auth, "data": form}
        reply = await self._caller.call(self.name, f"{self._api}{path}", method, **request)
        if reply.status in (200, 201):
            return reply
        code = reply.body.get("code")
        if code in _TOO_FAST:
            raise too_fast(self.name, reply.wait)
        problem = f"twilio answered {reply.status}" + (f", code {code}" if code else "")
        raise NotSent(problem, for_good=reply.status not in _TOKEN_WRONG)


def _signed(call: Call) -> QueryDict | str:
    """Return what the signature covers beside the address. Raises ValueError where it covers nothing."""
    if call.media_type == _FORM:
        return QueryDict(call.body, encoding="utf-8")
    if call.media_type == _JSON and "bodySHA256" in parse_qs(urlsplit(call.url).query):
        return call.body.decode("utf-8")
    raise ValueError("neither a form nor JSON with its digest")


def _fields(call: Call) -> dict[str, Any]:
    if call.media_type == _JSON:
        return read_object(call.body)
    return QueryDict(call.body, encoding="utf-8").dict()
