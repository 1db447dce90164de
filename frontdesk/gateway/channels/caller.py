"""Calls to a platform's API, and what its refusals mean for a letter."""

from dataclasses import dataclass
from typing import Any

import httpx

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
        self._client = httpx.AsyncClient(timeout=seconds, trust_env=False)

    async def call(self, platform: str, url: str, method: str = "POST", **request: Any) -> Reply:
        """Return the reply. Raises NotSent where none came, or where it says "later"."""
        try:
            response = await self._client.request(method, url, **request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NotSent(f"{platform} not reached: {type(error).__name__}") from None
        reply = Reply(response.status_code, _body(response), _wait(response))
        if reply.status == 429:
            raise too_fast(platform, reply.wait)
        if reply.status == 408 or reply.status >= 500:
            raise NotSent(f"{platform} answered {reply.status}", after=reply.wait)
        return reply

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def too_fast(platform: str, wait: float | None) -> NotSent:
    """Return what is raised where a platform asks to slow down."""
    return NotSent(f"{platform} asks to slow down", after=_PAUSE if wait is None else wait)


def _body(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _wait(response: httpx.Response) -> float | None:
    """Return what the reply asks to wait: in the standard header, or where Telegram says it."""
    said: Any = response.headers.get("Retry-After")
    parameters = _body(response).get("parameters")
    if isinstance(parameters, dict):
        said = parameters.get("retry_after", said)
    try:
        return min(max(float(said), 0.0), 3600.0)
    except (TypeError, ValueError):
        return None
