"""The way to Rasa: its one channel, on loopback, with a shared secret and a deadline."""

import json
from base64 import b64decode
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

import aiohttp

_CONNECTIONS = 300
_IDLE_SECONDS = 4.0  # kept open; Rasa's server closes an idle connection after five
_ANSWER_KEYS = {"id", "kind", "topics", "text", "parts", "citations", "suggestions"}


class RasaFailed(Exception):
    """No answer this time: it was down, slow or wrong. The same turn may be asked for again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RasaRefused(Exception):
    """Rasa will not take this turn, now or later."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Rasa answered {status}")
        self.status = status


@dataclass(frozen=True)
class Reply:
    """What Rasa made of a turn, as in its channel's contract."""

    messages: list[dict[str, Any]]
    ranking: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    red_flag: dict[str, Any] | None
    effects: list[dict[str, Any]]
    model_version: str


class Rasa:
    """A client for one event loop."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {secret}"}

    async def take(self, turn: dict[str, Any], seconds: float) -> Reply:
        """Return the reply to a turn. Raises RasaFailed or RasaRefused."""
        status, body = await self._call("POST", "/turns", seconds, turn)
        if status != 200:
            raise RasaFailed(f"answered {status}")
        return _reply(body)

    async def forget(self, conversation: str, seconds: float = 8.0) -> None:
        """Erase a conversation's tracker. Raises RasaFailed or RasaRefused."""
        path = f"/conversations/{quote(conversation, safe=':')}"
        status, _ = await self._call("DELETE", path, seconds)
        if status not in (200, 204, 404):
            raise RasaFailed(f"answered {status}")

    async def describe(self, texts: list[str], seconds: float = 8.0) -> list[bytes]:
        """Return what each text means, as a vector of signed bytes. Raises RasaFailed or RasaRefused."""
        _, body = await self._call("POST", "/meanings", seconds, {"texts": texts})
        try:
            return [b64decode(meaning) for meaning in json.loads(body)["meanings"]]
        except (ValueError, TypeError, KeyError):
            raise RasaFailed("told no meanings") from None

    async def ready(self, seconds: float = 2.5) -> dict[str, dict[str, Any]]:
        """Return the channel's own checks by name. Raises RasaFailed or RasaRefused."""
        _, body = await self._call("GET", "/ready", seconds)
        try:
            checks: dict[str, dict[str, Any]] = json.loads(body)
            return {name: dict(check) for name, check in checks.items()}
        except (ValueError, TypeError, AttributeError):
            raise RasaFailed("not ready") from None

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    @cached_property
    def _client(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=_IDLE_SECONDS)
        return aiohttp.ClientSession(
            headers=self._headers, connector=connector, cookie_jar=aiohttp.DummyCookieJar()
        )

    async def _call(
        self, method: str, path: str, seconds: float, body: dict[str, Any] | None = None
    ) -> tuple[int, bytes]:
        """Return status and body of the reply. Raises RasaFailed or RasaRefused."""
        time = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._client.request(
                method, f"{self._url}{path}", json=body, timeout=time, allow_redirects=False
            ) as response:
                status, content = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise RasaFailed(type(error).__name__) from None
        if 400 <= status < 500 and status not in (401, 404, 408, 429):
            raise RasaRefused(status)
        return status, content


def _reply(body: bytes) -> Reply:
    try:
        found = json.loads(body)
        nlu = found["nlu"]
        reply = Reply(
            messages=list(found["messages"]),
            ranking=list(nlu["ranking"]),
            entities=list(nlu["entities"]),
            red_flag=nlu.get("red_flag"),
            effects=list(found["effects"]),
            model_version=str(found["model_version"] or ""),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise RasaFailed("is not the contract's answer") from None
    if not reply.messages or not all(_is_answer(message) for message in reply.messages):
        raise RasaFailed("is not the contract's answer")
    return reply


def _is_answer(message: Any) -> bool:
    return isinstance(message, dict) and message.keys() >= _ANSWER_KEYS and bool(message["text"])
