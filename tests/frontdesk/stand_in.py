"""A stand-in for Rasa at the HTTP border: it speaks the channel's contract and fails on request.

Like the real channel it runs a turn once: the last message's id gets the stored reply again.
"""

import asyncio
import json
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exchange import read_body, send_json

from frontdesk.console.improve.likeness import by_words
from needlewise.answer.identity import answer_id, effect_id


def answer(conversation: str, message_id: str, text: str) -> dict[str, Any]:
    """Return an Answer of the contract that repeats what was asked."""
    return {
        "id": answer_id(conversation, message_id, 0),
        "kind": "answer",
        "topics": ["does_it_hurt"],
        "text": f"You asked: {text}",
        "parts": [
            {
                "topic": "does_it_hurt",
                "title": "Does dry needling hurt?",
                "claims": [{"text": "A little.", "citations": []}],
                "more": False,
            }
        ],
        "citations": [],
        "disclaimer": "General information.",
        "reviewed_on": "2026-11-20",
        "review_due": "2027-11-20",
        "suggestions": [
            {"title": "How many sessions?", "choice": None, "topic": "number_of_sessions"},
            {"title": "Is it safe?", "choice": None, "topic": "is_it_safe"},
        ],
        "content_version": "c1",
        "model_version": "m1",
    }


@dataclass
class StandIn:
    """`status`: what turns are answered with; `delay`: seconds before that; `turns`: all that were run."""

    secret: str
    status: int = 200
    delay: float = 0.0
    slow: dict[str, float] = field(default_factory=dict)  # text -> seconds
    held: set[str] = field(
        default_factory=set
    )  # texts that are not answered as long as they are in it
    turns: list[dict[str, Any]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    replies: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    effects: list[str] = field(default_factory=list)  # kinds that the next turn wants done
    changed: dict[str, Any] = field(default_factory=dict)  # of the answer
    ranking: list[dict[str, Any]] = field(
        default_factory=lambda: [{"name": "does_it_hurt", "confidence": 0.9}]
    )
    calls: int = 0
    kept: Path | None = None  # where turns are written down, to outlive a kill

    def __post_init__(self) -> None:
        """Remember what was written down."""
        if self.kept is not None and self.kept.exists():
            for line in self.kept.read_text(encoding="utf-8").splitlines():
                self._remember(json.loads(line))

    def asked(self) -> list[str]:
        """Return the texts or topics that were run, in order."""
        return [turn.get("text") or turn["topic"] for turn in self.turns]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            return
        status, reply = await self._answer(scope, await read_body(receive))
        await send_json(send, status, reply)

    async def _answer(self, scope: Any, body: bytes) -> tuple[int, Any]:
        if dict(scope["headers"]).get(b"authorization") != f"Bearer {self.secret}".encode():
            return 401, {"error": {"code": "unauthorised", "message": ""}}
        path = scope["raw_path"].decode().removeprefix("/webhooks/frontdesk")
        if path == "/ready":
            checks = {name: {"ready": True} for name in ("model", "tracker_store", "action_server")}
            return (200, checks) if self.status < 500 else (503, {"model": {"ready": False}})
        if path == "/meanings":
            meanings = [b64encode(by_words(text)).decode() for text in json.loads(body)["texts"]]
            return (200, {"meanings": meanings}) if self.status == 200 else (self.status, None)
        if scope["method"] == "DELETE":
            if self.status >= 500:
                return self.status, None
            self.forgotten.append(path.removeprefix("/conversations/"))
            return 204, None
        return await self._turn(json.loads(body))

    async def _turn(self, turn: dict[str, Any]) -> tuple[int, Any]:
        self.calls += 1
        text = turn.get("text") or turn["topic"]
        turns = self.turns
        await asyncio.sleep(self.slow.get(text, self.delay))
        while text in self.held and self.turns is turns:
            await asyncio.sleep(0.01)
        if self.status != 200 or self.turns is not turns:  # another test has begun
            return self.status, {"error": {"code": "failed", "message": ""}}
        conversation, id = turn["conversation"], turn["message_id"]
        last = self.replies.get(conversation)
        if last is None or last[0] != id:
            if self.kept is not None:
                with self.kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(turn) + "\n")
            self._remember(turn)
        return 200, self.replies[conversation][1]

    def _remember(self, turn: dict[str, Any]) -> None:
        conversation, id = turn["conversation"], turn["message_id"]
        text = turn.get("text") or turn["topic"]
        self.turns.append(turn)
        self.replies[conversation] = (id, self._reply(conversation, id, text))

    def _reply(self, conversation: str, id: str, text: str) -> dict[str, Any]:
        effects = [{"id": effect_id(id, kind), "kind": kind, **PATIENT} for kind in self.effects]
        return {
            "messages": [{**answer(conversation, id, text), **self.changed}],
            "nlu": {
                "ranking": self.ranking,
                "entities": [],
                "red_flag": None,
            },
            "effects": effects,
            "model_version": "m1",
        }


PATIENT = {
    "name": "Alice Archer", "phone": "020 7946 0123", "email": None, "preferred_time": "Monday",
    "consent": True, "topic": None,
}  # fmt: skip
