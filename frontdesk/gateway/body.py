"""A request's body, read up to a limit and no further."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from frontdesk.gateway.refusal import Refusal

Message = MutableMapping[str, Any]


class TooLarge(Exception):
    """There is more than is allowed."""


class LimitedBody:
    """Stands where the server's `receive` stood."""

    def __init__(
        self, scope: MutableMapping[str, Any], receive: Callable[[], Awaitable[Message]], most: int
    ) -> None:
        self._headers: list[tuple[bytes, bytes]] = scope["headers"]
        self._receive = receive
        self._most = most
        self._read = 0

    async def check_length(self) -> None:
        """Raise TooLarge where the request announces more."""
        announced = [value for name, value in self._headers if name == b"content-length"]
        if any(value.isdigit() and int(value) > self._most for value in announced):
            raise TooLarge

    async def __call__(self) -> Message:
        """Return the next piece. Raises TooLarge."""
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > self._most:
            raise TooLarge
        return message

    async def refuse(self, send: Callable[[Message], Awaitable[None]]) -> None:
        """Answer 413 and close the connection."""
        response = Refusal(
            413, "too_large", f"The body has more than {self._most} bytes."
        ).response()
        headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
        headers.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": 413, "headers": headers})
        await send({"type": "http.response.body", "body": response.content})
