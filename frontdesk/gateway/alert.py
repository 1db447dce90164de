"""Alerts: staff told of a concern by e-mail and webhook, from the outbox, without a patient's words."""

import asyncio
import hashlib
import hmac
import json
import smtplib
import ssl
from collections.abc import Callable, Iterable
from datetime import datetime
from email.message import EmailMessage
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from frontdesk.alerts import Alerts
from frontdesk.conversations.models import Concern
from frontdesk.gateway import outbox
from frontdesk.gateway.database import Database
from frontdesk.gateway.models import Outgoing
from frontdesk.gateway.outbox import NotSent
from frontdesk.gateway.sending import Sender

EMAIL, WEBHOOK = "email", "webhook"  # kinds of notes
PATIENCE = 24 * 3600.0  # seconds; later, the queue itself has told them
_SECONDS = 10.0  # for a mail server or a webhook

_WHY = {
    "raised": "A red flag was raised and answered with what to do now.",
    "near": "A message was much like a red flag, but raised none.",
    "not_answered": "After a red flag, a message could not be answered.",
}


def kinds(alerts: Alerts) -> tuple[str, ...]:
    """Return the kinds of notes that are set up."""
    is_on = {EMAIL: bool(alerts.smtp and alerts.receivers), WEBHOOK: bool(alerts.webhook)}
    return tuple(kind for kind in (EMAIL, WEBHOOK) if is_on[kind])


def put(concern: Concern, kinds: Iterable[str], now: float) -> None:
    """Note that staff are to be told. The id of a concern tells nothing of anybody: it is not sealed."""
    for kind in kinds:
        id = str(concern.id).encode()
        outbox.put(kind, concern.conversation.name, now, payload=id, urgent=True)


def senders(alerts: Alerts, database: Database, clinic: Callable[[], str]) -> dict[str, Sender]:
    """Return what sends alerts, by the kind of note; what is set up no longer is sent nowhere."""
    set_up = kinds(alerts)

    def sender(kind: str, tell: Callable[[Alerts, str, Concern], None]) -> Sender:
        async def send(note: Outgoing) -> None:
            concern = await database.run(_find, note) if kind in set_up else None
            if concern is not None:
                await asyncio.to_thread(tell, alerts, clinic(), concern)

        return Sender(send, PATIENCE)

    return {EMAIL: sender(EMAIL, _mail), WEBHOOK: sender(WEBHOOK, _post)}


def _find(note: Outgoing) -> Concern | None:
    """Return a note's concern while nobody has acknowledged it."""
    return Concern.objects.filter(id=int(bytes(note.payload or b"0")), acknowledged_at=None).first()


def _link(alerts: Alerts) -> str:
    return urljoin(alerts.console or "", "/staff/")


def _mail(alerts: Alerts, clinic: str, concern: Concern) -> None:
    """Send an e-mail. Raises NotSent."""
    message = EmailMessage()
    message["Subject"] = f"{clinic}: a conversation may need care now"
    message["From"], message["To"] = alerts.sender, ", ".join(alerts.receivers)
    message["Message-ID"] = f"<concern-{concern.id}@{alerts.sender.rpartition('@')[2]}>"
    message.set_content(
        f"{_WHY[concern.why]}\n\nAt {concern.at:%Y-%m-%d %H:%M} UTC. "
        f"See what was said and acknowledge it in the console: {_link(alerts)}\n"
    )
    try:
        with _mail_server(alerts) as server:
            if login := alerts.mail_login:
                server.login(*login)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"mail server: {type(error).__name__}") from None


def _mail_server(alerts: Alerts) -> smtplib.SMTP:
    address, context = alerts.mail_server, ssl.create_default_context()
    host, port = address.hostname or "", address.port
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=_SECONDS, context=context)
    server = smtplib.SMTP(host, port or 587, timeout=_SECONDS)
    if host not in ("127.0.0.1", "localhost", "::1"):
        server.starttls(context=context)
    return server


def _post(alerts: Alerts, clinic: str, concern: Concern) -> None:
    """Call the webhook, signed so that it can tell who calls. Raises NotSent."""
    told = {
        "concern": concern.id, "why": concern.why, "group": concern.group, "clinic": clinic,
        "at": concern.at.isoformat(), "console": _link(alerts),
    }  # fmt: skip
    body = json.dumps(told).encode()
    headers = {"Content-Type": "application/json", **sign(alerts.webhook_secret, body, concern.at)}
    request = Request(alerts.webhook, body, headers)
    try:
        with urlopen(request, timeout=_SECONDS):
            pass
    except HTTPError as error:
        raise NotSent(f"webhook: status {error.code}") from None
    except (OSError, HTTPException) as error:
        raise NotSent(f"webhook: {type(error).__name__}") from None


def sign(secret: str, body: bytes, at: datetime) -> dict[str, str]:
    """Return the headers by which a receiver knows a body as ours: HMAC-SHA256 over '<time>.<body>'."""
    time = str(int(at.timestamp()))
    mac = hmac.new(secret.encode(), time.encode() + b"." + body, hashlib.sha256)
    return {"X-Needlewise-Time": time, "X-Needlewise-Signature": mac.hexdigest()}
