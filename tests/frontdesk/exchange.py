"""What the servers of tests have in common: a request is read to its end and answered in JSON."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any


async def read_body(receive: Callable[[], Awaitable[Any]]) -> bytes:
    """Return the whole body of a request."""
    body, is_whole = b"", False
    while not is_whole:
        message = await receive()
        body += message.get("body", b"")
        is_whole = not message.get("more_body")
    return body


async def send_json(
    send: Callable[[Any], Awaitable[None]],
    status: int,
    reply: Any,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send an answer whose body is `reply` as JSON, or nothing where it is None."""
    named = {"content-type": "application/json", **(headers or {})}
    raw = [(name.encode(), value.encode()) for name, value in named.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    content = b"" if reply is None else json.dumps(reply).encode()
    await send({"type": "http.response.body", "body": content})
