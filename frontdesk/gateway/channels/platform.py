"""What every platform's module gives: verify, read, acknowledge, deliver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpResponse

from frontdesk.gateway.channels.event import Event


@dataclass(frozen=True)
class Call:
    """A request to our webhook: header names in small letters, the address as the platform knows it."""

    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """What the body is said to be, as `application/json`; empty where nothing is said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Platform(Protocol):
    """One clinic's account at one platform; `channels` are the doors that it opens.

    `pace`: seconds that it wants between two messages to one patient, 0 where it spaces them itself.
    """

    name: str
    channels: tuple[str, ...]
    pace: float

    def is_genuine(self, call: Call) -> bool:
        """Say whether the platform itself sent this, by its own scheme, in constant time."""
        ...

    def read(self, call: Call) -> list[Event]:
        """Return what a genuine call tells; empty for receipts, echoes and all that is no message.

        Raises Refusal (400) where the body is not what the platform sends.
        """
        ...

    def acknowledge(self, call: Call, events: Sequence[Event]) -> HttpResponse:
        """Return the answer that tells the platform that all of it was taken."""
        ...

    async def connect(self, url: str, number: str) -> str:
        """Have the platform call us at `url`, where it can be told; return what was done or is to do.

        `number`: of the telephone or the app that it is for, if any. Raises NotSent.
        """
        ...

    async def send(self, address: Mapping[str, str], piece: Mapping[str, Any]) -> None:
        """Deliver one message. Raises NotSent."""
        ...
