"""A front desk of the contract's shape for the widget's tests, where the whole assistant is not at hand.

It answers from the clinic's cards, but understands nothing: the words of a message choose the card.
Run it to work on the widget: `python tests/browser/stand_in.py 8765`.
"""

import base64
import hashlib
import json
import re
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.template.loader import render_to_string

from needlewise.answer import red_flag, scope, topic
from needlewise.answer.answer import Answer, Suggestion
from needlewise.answer.compose import say
from needlewise.answer.suggestion import titled
from needlewise.answer.wording import Wording
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library

ROOT = Path(__file__).resolve().parents[2]
WIDGET = ROOT / "widget/dist/needlewise-chat.js"
STATIC = ROOT / "frontdesk/site/static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
DEADLINE = 1.5  # seconds; the real desk waits 8


@dataclass
class Conversation:
    """What was said under one token."""

    records: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    due: dict[str, float] = field(default_factory=dict)
    choices: dict[str, Suggestion] = field(default_factory=dict)


class Mind:
    """Chooses what to say by the words of a message."""

    def __init__(self) -> None:
        self.clinic = Clinic.load(ROOT / "clinic.yml")
        self.library = Library.load(ROOT / "knowledge", self.clinic)
        self.wording = Wording.load()

    def answer(self, text: str) -> list[Answer]:
        """Return the messages for a patient's text."""
        words = set(re.findall(r"[a-z]+", text.lower()))
        if words & {"breathe", "breath", "chest"}:
            return [red_flag.red_flag(self.library, "lung")]
        if words & {"die", "suicide"}:
            return [red_flag.red_flag(self.library, "self_harm")]
        if words & {"hello", "hi", "thanks"}:
            return [say(self.library, "small_talk", ["greet"], "Hello! What would you like to know?")]
        if "person" in words:
            phone = self.clinic.phone
            return [say(self.library, "handoff", ["handoff"], f"You can reach us on {phone}. Shall we call you back?")]
        if "should" in words:
            related = topic.Topic(self.library.card("effectiveness"))
            return [topic.advice_boundary(self.library, self.wording, related)]
        if "weather" in words:
            return [scope.out_of_scope(self.library, self.wording)]
        return self._by_title(text, words)

    def _by_title(self, text: str, words: set[str]) -> list[Answer]:
        def fit(name: str) -> int:
            title = self.library.cards[name].title.lower()
            return len(words & set(re.findall(r"[a-z]+", title)) - {"dry", "needling", "is", "the", "what", "does"})

        best = sorted(self.library.cards, key=fit, reverse=True)
        if not fit(best[0]):
            return [scope.clarification(self.library, self.wording, ["does_it_hurt", "effectiveness", "is_it_safe"])]
        card = self.library.cards[best[0]]
        if not card.claims:
            return [topic.not_covered(self.library, self.wording, card)]
        wanted = [card, self.library.card("effectiveness")] if text.count("?") > 1 else [card]
        return [topic.answer(self.library, self.wording, [topic.Topic(one) for one in wanted])]

    def notice(self) -> Answer:
        """Return the notice for a message that takes longer than the deadline."""
        text = f"This takes longer than usual. Your answer will appear here. You can also call {self.clinic.phone}."
        return say(self.library, "notice", [], text)

    def config(self) -> dict[str, Any]:
        """Return what the widget shows before the first message."""
        notices, line = self.library.notices, self.library.emergency.emergency
        starters = titled(self.library, self.wording.starters)
        return {
            "name": self.clinic.name,
            "greeting": notices.greeting,
            "notice": {"text": notices.pinned, "version": notices.version},
            "disclaimer": notices.disclaimer,
            "emergency": {"text": notices.emergency, "number": line.number},
            "phone": self.clinic.phone,
            "limits": {"characters": 2000},
            "suggestions": [{"title": one.title, "topic": one.topic} for one in starters],
        }


class Desk(ThreadingHTTPServer):
    """The server with its conversations."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.mind = Mind()
        self.conversations: dict[str, Conversation] = {}
        self.runs: dict[str, int] = {}
        self.lock = threading.Lock()

    def turn(self, conversation: Conversation, message: dict[str, str]) -> tuple[list[dict[str, Any]], bool]:
        """Answer one message; the same id again gives the same answers. Words "slow" wait."""
        name = message["id"]
        with self.lock:
            if name not in conversation.answers:
                self._run(conversation, message)
            if time.monotonic() < conversation.due.get(name, 0):
                return [self._complete(self.mind.notice(), name, "pending", conversation)], True
        return conversation.answers[name], False

    def _run(self, conversation: Conversation, message: dict[str, str]) -> None:
        name = message["id"]
        chosen = conversation.choices.get(message.get("choice", ""))
        text = chosen.title if chosen else message["text"]
        self.runs[name] = self.runs.get(name, 0) + 1
        if "slow" in text:
            conversation.due[name] = time.monotonic() + DEADLINE
        answers = self.mind.answer(text)
        said = [self._complete(one, name, str(place), conversation) for place, one in enumerate(answers)]
        conversation.answers[name] = said
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        conversation.records.append({"from": "patient", "id": name, "text": text, "at": at})
        conversation.records.extend({**one, "from": "assistant", "at": at} for one in said)

    def _complete(self, answer: Answer, name: str, place: str, conversation: Conversation) -> dict[str, Any]:
        suggestions = tuple(replace(one, choice=uuid.uuid4().hex) for one in answer.suggestions)
        conversation.choices |= {one.choice or "": one for one in suggestions}
        identity = str(uuid.uuid5(uuid.UUID(name), place))
        return replace(answer, id=identity, suggestions=suggestions, model_version="stand-in").to_dict()


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
        messages, pending = self.server.turn(conversation, body)
        return self._stream(messages, pending)

    def do_DELETE(self) -> None:
        """Forget a conversation."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.server.conversations.pop(token, None)
        self._send(204, b"", "")

    def _conversation(self) -> Conversation | None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return self.server.conversations.get(token)

    def _stream(self, messages: list[dict[str, Any]], pending: bool) -> None:
        events = [f"event: message\ndata: {json.dumps(message)}\n\n" for message in messages]
        events.append(f"event: done\ndata: {json.dumps({'pending': pending})}\n\n")
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
    settings.configure(STATIC_URL="/static/", INSTALLED_APPS=["django.contrib.staticfiles"], TEMPLATES=[engine])
    django.setup()


if __name__ == "__main__":
    configure()
    Desk(int(sys.argv[1])).serve_forever()
