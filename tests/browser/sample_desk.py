"""A front desk of the contract's shape for the widget's tests, where the whole assistant is not at hand.

It answers from the clinic's cards, but understands nothing: the words of a message choose the card.
Run it to work on the widget: `python tests/browser/sample_desk.py 8765`.
"""

import base64
import hashlib
import json
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import django
from clinic_page import HOST
from django.conf import settings
from django.template.loader import render_to_string
from sample_mind import Mind

from needlewise.answer.answer import Answer, Suggestion

ROOT = Path(__file__).resolve().parents[2]
WIDGET = ROOT / "widget/dist/needlewise-chat.js"
STATIC = ROOT / "frontdesk/site/static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
)
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass
class Conversation:
    """What was said under one token."""

    records: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    choices: dict[str, Suggestion] = field(default_factory=dict)


class Desk(ThreadingHTTPServer):
    """The server with its conversations."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.mind = Mind()
        self.conversations: dict[str, Conversation] = {}
        self.lock = threading.Lock()

    def handle_error(self, *_: object) -> None:
        """Say nothing of pages that went away in mid-request; the tests see what matters."""

    def turn(self, conversation: Conversation, message: dict[str, str]) -> list[dict[str, Any]]:
        """Answer one message; the same id again gives the same answers."""
        with self.lock:
            if message["id"] not in conversation.answers:
                self._run(conversation, message)
        return conversation.answers[message["id"]]

    def _run(self, conversation: Conversation, message: dict[str, str]) -> None:
        name = message["id"]
        chosen = conversation.choices.get(message.get("choice", ""))
        text = chosen.title if chosen else message["text"]
        answers = enumerate(self.mind.answer(text))
        said = [self._complete(one, name, str(place), conversation) for place, one in answers]
        conversation.answers[name] = said
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        conversation.records.append({"from": "patient", "id": name, "text": text, "at": at})
        conversation.records.extend({**one, "from": "assistant", "at": at} for one in said)

    def _complete(
        self, answer: Answer, name: str, place: str, conversation: Conversation
    ) -> dict[str, Any]:
        suggestions = tuple(replace(one, choice=uuid.uuid4().hex) for one in answer.suggestions)
        conversation.choices |= {one.choice or "": one for one in suggestions}
        identity = str(uuid.uuid5(uuid.UUID(name), place))
        return replace(
            answer, id=identity, suggestions=suggestions, model_version="sample"
        ).to_dict()


class Handler(BaseHTTPRequestHandler):
    """The patients' API and the demo page."""

    protocol_version = "HTTP/1.1"
    server: Desk

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer reads."""
        path = self.path.partition("?")[0]
        if path == "/":
            return self._send(200, _page(self.server.mind), "text/html; charset=utf-8")
        if path == "/widget.js":
            return self._send(200, WIDGET.read_bytes(), "text/javascript; charset=utf-8")
        if path.startswith("/static/"):
            return self._file(STATIC / path.removeprefix("/static/"))
        if path == "/chat/config":
            return self._json(200, self.server.mind.config())
        if not (conversation := self._conversation()):
            return self._error(401)
        if path == "/chat/messages":
            return self._json(200, {"messages": conversation.records})
        lines = [f"{record['from']}: {record['text']}" for record in conversation.records]
        return self._send(200, "\n\n".join(lines).encode(), "text/plain; charset=utf-8")

    def do_POST(self) -> None:
        """Answer writes."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/chat/session":
            token = uuid.uuid4().hex
            self.server.conversations[token] = Conversation()
            return self._json(201, {"token": token, "expires_at": "2099-01-01T00:00:00Z"})
        if not (conversation := self._conversation()):
            return self._error(401)
        if self.path == "/chat/feedback":
            return self._send(204, b"", "")
        if len(body.get("text", "")) > 2000:
            return self._error(413)
        if "choice" in body and body["choice"] not in conversation.choices:
            return self._error(422)
        return self._stream(self.server.turn(conversation, body))

    def do_OPTIONS(self) -> None:
        """Allow a listed page's calls."""
        self._send(204, b"", "")

    def do_DELETE(self) -> None:
        """Forget a conversation."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.server.conversations.pop(token, None)
        self._send(204, b"", "")

    def _conversation(self) -> Conversation | None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return self.server.conversations.get(token)

    def _stream(self, messages: list[dict[str, Any]]) -> None:
        events = [f"event: message\ndata: {json.dumps(message)}\n\n" for message in messages]
        events.append('event: done\ndata: {"pending": false}\n\n')
        time.sleep(0.15)
        self._send(200, "".join(events).encode(), "text/event-stream")

    def _file(self, path: Path) -> None:
        if path.is_file():
            return self._send(200, path.read_bytes(), TYPES[path.suffix])
        return self._error(404)

    def _json(self, status: int, content: dict[str, Any]) -> None:
        self._send(status, json.dumps(content).encode(), "application/json")

    def _error(self, status: int) -> None:
        self._json(status, {"error": {"code": str(status), "message": "refused"}})

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        if self.headers.get("Origin") == HOST:
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, DELETE")
        self.end_headers()
        self.wfile.write(content)


def _page(mind: Mind) -> bytes:
    digest = hashlib.sha384(WIDGET.read_bytes()).digest()
    context = {
        "clinic": mind.clinic,
        "emergency": mind.library.emergency.emergency.number,
        "widget_integrity": f"sha384-{base64.b64encode(digest).decode()}",
    }
    return render_to_string("site/index.html", context).encode()


def configure() -> None:
    """Give Django what the demo page's templates need, unless a project has."""
    if settings.configured:
        return
    templates = ROOT / "frontdesk/site/templates"
    engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [templates]}
    settings.configure(
        STATIC_URL="/static/", INSTALLED_APPS=["django.contrib.staticfiles"], TEMPLATES=[engine]
    )
    django.setup()


if __name__ == "__main__":
    configure()
    Desk(int(sys.argv[1])).serve_forever()
