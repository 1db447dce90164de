"""Calls to a platform's API, and what its refusals mean for a letter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import aiohttp

from frontdesk.gateway.outbox import NotSent

_SECONDS = 10.0
_PAUSE = 5.0  # seconds, where a platform says "too fast" and not for how long


@dataclass(frozen=True)
class Reply:
    """A platform's reply; `wait`: seconds that it asks for."""

    status: int
    body: dict[str, Any]
    wait: float | None


class Caller:
    """A client for one event loop. What it raises names no address: tokens stand in some."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds

    async def call(self, platform: str, url: str, method: str = "POST", **request: Any) -> Reply:
        """Return the reply. Raises NotSent where none came, or where it says "later"."""
        try:
            async with self._client.request(
                method, url, allow_redirects=False, **request
            ) as response:
                body = _body(await response.read())
                reply = Reply(response.status, body, _wait(response.headers, body))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotSent(f"{platform} not reached: {type(error).__name__}") from None
        if reply.status == 429:
            raise too_fast(platform, reply.wait)
        if reply.status == 408 or reply.status >= 500:
            raise NotSent(f"{platform} answered {reply.status}", after=reply.wait)
        return reply

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    @cached_property
    def _client(self) -> aiohttp.ClientSession:
        time = aiohttp.ClientTimeout(total=self._seconds)
        return aiohttp.ClientSession(timeout=time, cookie_jar=aiohttp.DummyCookieJar())


def too_fast(platform: str, wait: float | None) -> NotSent:
    """Return what is raised where a platform asks to slow down."""
    return NotSent(f"{platform} asks to slow down", after=_PAUSE if wait is None else wait)


def _body(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _wait(headers: Mapping[str, str], body: Mapping[str, Any]) -> float | None:
    """Return what the reply asks to wait: in the standard header, or where Telegram says it."""
    said: Any = headers.get("Retry-After")
    parameters = body.get("parameters")
    if isinstance(parameters, dict):
        said = parameters.get("retry_after", said)
    try:
        return min(max(float(said), 0.0), 3600.0)
    except (TypeError, ValueError):
        return None
