"""Requests that no platform sent: each made as somebody without the secret could make it, or with luck."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from urllib.parse import urlencode

from correspondent import Correspondent, OnMessenger, OnSlack, OnSms, OnTelegram
from platform_accounts import MESSENGER_APP_SECRET, TELEGRAM_SECRET, TWILIO_TOKEN, URL
from slack_sdk.signature import SignatureVerifier
from twilio.request_validator import RequestValidator

Headers = dict[str, str]
# The body that is sent with the headers, and to which address.
Forged = tuple[bytes, Headers, str]
Forge = Callable[[Correspondent], Forged]

_TOKEN = "X-Telegram-Bot-Api-Secret-Token"
_HUB = "X-Hub-Signature-256"
_TWILIO = "X-Twilio-Signature"
_SLACK, _SLACK_TIME = "X-Slack-Signature", "X-Slack-Request-Timestamp"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


def _telegram(headers: Headers) -> Forge:
    return lambda one: (one.encode(one.message("does it hurt?")), headers, one.path)


ON_TELEGRAM: dict[str, Forge] = {
    "no token": _telegram({}),
    "empty token": _telegram({_TOKEN: ""}),
    "another token": _telegram({_TOKEN: "x" * len(TELEGRAM_SECRET)}),
    "first half": _telegram({_TOKEN: TELEGRAM_SECRET[:21]}),
    "one letter short": _telegram({_TOKEN: TELEGRAM_SECRET[:-1]}),
    "one letter more": _telegram({_TOKEN: TELEGRAM_SECRET + "x"}),
    "twice": _telegram({_TOKEN: TELEGRAM_SECRET * 2}),
    "in capitals": _telegram({_TOKEN: TELEGRAM_SECRET.upper()}),
    "as a bearer": _telegram({"Authorization": f"Bearer {TELEGRAM_SECRET}"}),
    "with a scheme": _telegram({_TOKEN: f"Bearer {TELEGRAM_SECRET}"}),
    "its digest": _telegram({_TOKEN: hashlib.sha256(TELEGRAM_SECRET.encode()).hexdigest()}),
    "a word of Python": _telegram({_TOKEN: "None"}),
    "in another header": _telegram({"X-Telegram-Secret": TELEGRAM_SECRET}),
    "in the address": lambda one: (
        one.encode(one.message("does it hurt?")), {}, f"{one.path}?secret={TELEGRAM_SECRET}",
    ),
}  # fmt: skip


def _messenger(sign: Callable[[bytes], Headers], tamper: bool = False) -> Forge:
    def forge(one: Correspondent) -> Forged:
        content = one.encode(one.message("does it hurt?"))
        sent = content.replace(b"hurt", b"help") if tamper else content
        return sent, sign(content), one.path

    return forge


def _digest(content: bytes, key: str = MESSENGER_APP_SECRET, kind: str = "sha256") -> str:
    return hmac.new(key.encode(), content, kind).hexdigest()


ON_MESSENGER: dict[str, Forge] = {
    "no signature": _messenger(lambda content: {}),
    "empty signature": _messenger(lambda content: {_HUB: ""}),
    "another key": _messenger(lambda content: {_HUB: f"sha256={_digest(content, 'x' * 32)}"}),
    "empty key": _messenger(lambda content: {_HUB: f"sha256={_digest(content, '')}"}),
    "another body": _messenger(lambda content: {_HUB: f"sha256={_digest(content)}"}, tamper=True),
    "no kind": _messenger(lambda content: {_HUB: _digest(content)}),
    "kind of the sender's choice": _messenger(
        lambda content: {_HUB: f"sha1={_digest(content, kind='sha1')}"}
    ),
    "weakest kind": _messenger(lambda content: {_HUB: f"md5={_digest(content, kind='md5')}"}),
    "old header alone": _messenger(
        lambda content: {"X-Hub-Signature": f"sha1={_digest(content, kind='sha1')}"}
    ),
    "sha256 in the old header": _messenger(
        lambda content: {"X-Hub-Signature": f"sha256={_digest(content)}"}
    ),
    "half of it": _messenger(lambda content: {_HUB: f"sha256={_digest(content)[:32]}"}),
    "in capitals": _messenger(lambda content: {_HUB: f"sha256={_digest(content).upper()}"}),
    "only the kind": _messenger(lambda content: {_HUB: "sha256="}),
    "digest without a key": _messenger(
        lambda content: {_HUB: f"sha256={hashlib.sha256(content).hexdigest()}"}
    ),
}


def _twilio(
    token: str = TWILIO_TOKEN, url: str = "", tamper: bool = False, header: str = _TWILIO
) -> Forge:
    def forge(one: Correspondent) -> Forged:
        form = one.message("does it hurt?")
        signature = RequestValidator(token).compute_signature(url or URL + one.path, form)
        sent = {**form, "Body": "is it safe?"} if tamper else form
        return one.encode(sent), {header: signature}, one.path

    return forge


def _twilio_json(query: str, tamper: bool = False, signed: bool = True) -> Forge:
    """A JSON body whose digest stands in the signed address, or does not."""

    def forge(one: Correspondent) -> Forged:
        content = json.dumps(one.message("does it hurt?"))
        digest = RequestValidator(TWILIO_TOKEN).compute_hash(content)
        path = one.path + query.format(digest=digest)
        address = URL + path if signed else URL + one.path
        signature = RequestValidator(TWILIO_TOKEN).compute_signature(address, {})
        sent = content.replace("hurt", "help") if tamper else content
        return sent.encode(), {_TWILIO: signature, **JSON}, path

    return forge


ON_TWILIO: dict[str, Forge] = {
    "no signature": _twilio(header="X-Other"),
    "another token": _twilio(token="x" * 32),
    "empty token": _twilio(token=""),
    "another text": _twilio(tamper=True),
    "another address": _twilio(url="https://desk.clinic.example/webhooks/telegram"),
    "another host": _twilio(url="https://evil.example/webhooks/twilio"),
    "plain http": _twilio(url="http://desk.clinic.example/webhooks/twilio"),
    "this machine's own address": _twilio(url="http://127.0.0.1/webhooks/twilio"),
    "empty signature": lambda one: (one.encode(one.message("x")), {_TWILIO: ""}, one.path),
    "a field more": lambda one: (
        _twilio()(one)[0] + b"&Body=is+it+safe%3F", _twilio()(one)[1], one.path,
    ),
    "an address longer than signed": lambda one: (*_twilio()(one)[:2], f"{one.path}?x=1"),
    "JSON that nothing signs": _twilio_json(""),
    "JSON changed after it was signed": _twilio_json("?bodySHA256={digest}", tamper=True),
    "JSON whose digest is not signed": _twilio_json("?bodySHA256={digest}", signed=False),
    "JSON with an empty digest": _twilio_json("?bodySHA256="),
    "two thousand fields": lambda one: (b"a=1&" * 2000, _twilio()(one)[1], one.path),
    "a kind of body that nothing signs": lambda one: (
        _twilio()(one)[0], {**_twilio()(one)[1], "Content-Type": "text/plain"}, one.path,
    ),
}  # fmt: skip


def _slack(
    secret: str | None = None, age: float = 0.0, tamper: bool = False, **changed: str
) -> Forge:
    def forge(one: Correspondent) -> Forged:
        assert isinstance(one, OnSlack)
        content = one.encode(one.message("does it hurt?"))
        headers = one.sign(content, time.time() - age)
        if secret is not None:
            verifier = SignatureVerifier(secret)
            moment = headers[_SLACK_TIME]
            headers[_SLACK] = str(verifier.generate_signature(timestamp=moment, body=content))
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}
        sent = content.replace(b"hurt", b"help") if tamper else content
        return sent, {name: value for name, value in headers.items() if value != "-"}, one.path

    return forge


ON_SLACK: dict[str, Forge] = {
    "no signature": _slack(X_Slack_Signature="-"),
    "no time": _slack(X_Slack_Request_Timestamp="-"),
    "neither": _slack(X_Slack_Signature="-", X_Slack_Request_Timestamp="-"),
    "empty signature": _slack(X_Slack_Signature=""),
    "another secret": _slack(secret="x" * 32),
    "another body": _slack(tamper=True),
    "six minutes old": _slack(age=360),
    "a year old": _slack(age=365 * 86400),
    "six minutes ahead": _slack(age=-360),
    "another time than signed": _slack(X_Slack_Request_Timestamp=str(int(time.time()) + 20)),
    "time that is no number": _slack(X_Slack_Request_Timestamp="now"),
    "time with a tail": _slack(X_Slack_Request_Timestamp="1e9"),
    "a version that we don't know": _slack(X_Slack_Signature="v1=" + "0" * 64),
    "only the version": _slack(X_Slack_Signature="v0="),
    "old token in the body": lambda one: (
        one.encode({**one.message("does it hurt?"), "token": "xoxb"}), {}, one.path,
    ),
    "a press of nobody": lambda one: (
        urlencode({"payload": json.dumps(one.press("x", "y"))}).encode(), FORM, one.path,
    ),
}  # fmt: skip

FORGERIES: dict[type[Correspondent], dict[str, Forge]] = {
    OnTelegram: ON_TELEGRAM,
    OnSms: ON_TWILIO,
    OnMessenger: ON_MESSENGER,
    OnSlack: ON_SLACK,
}
