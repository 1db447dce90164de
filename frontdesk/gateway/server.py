"""The outermost layer: opens and closes the desk, and reads no more of a body than is allowed."""

import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from frontdesk.gateway.apps import current_desk
from frontdesk.gateway.body import LimitedBody, TooLarge
from frontdesk.hardening import problems
from frontdesk.log import describe, logger

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

_STAFF_BODY = 64_000  # bytes; forms of our own pages
_WEBHOOK_BODY = 512_000  # bytes; a platform's batch

log = logger("server")


class Unsafe(Exception):
    """The configuration is unsafe; one problem a line."""


class Server:
    """An ASGI application around Django's."""

    def __init__(self, django: Application) -> None:
        self._django = django

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection's scope."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = LimitedBody(scope, receive, _most(scope["path"]))
        try:
            await body.check_length()
            await self._django(scope, body, send)
        except TooLarge:
            await body.refuse(send)


def _most(path: str) -> int:
    """Return how many bytes a body may have."""
    if path.startswith("/chat/"):
        return current_desk().configuration.limits.body
    return _WEBHOOK_BODY if path.startswith("/webhooks/") else _STAFF_BODY


def _open() -> None:
    """Make the desk ready. Raises Unsafe, or what unfit content raises."""
    desk = current_desk()
    if found := problems(desk.configuration, os.environ):
        raise Unsafe("\n".join(found))
    desk.warm()
    desk.metrics.serve(desk.configuration.metrics)


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    try:
        await asyncio.to_thread(_open)
    except Exception as error:  # whatever it is, the operator gets its words and not a trace
        log.critical("not_started", place=describe(error))
        await send({"type": "lifespan.startup.failed", "message": str(error)})
        return
    await send({"type": "lifespan.startup.complete"})
    slow = asyncio.create_task(asyncio.to_thread(current_desk().warm_up_slowly))
    await receive()
    await slow
    await current_desk().close()
    await send({"type": "lifespan.shutdown.complete"})
