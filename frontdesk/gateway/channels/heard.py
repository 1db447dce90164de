"""An event as the desk hears it: under the names that are kept, its text made safe."""

from dataclasses import dataclass
from uuid import UUID

from frontdesk.gateway.channels.event import Event


@dataclass(frozen=True)
class Heard:
    """`conversation`, `receipt` and `message_id` stand for the platform's ids; `red_flag` is a group."""

    event: Event
    conversation: str
    receipt: str
    message_id: UUID
    text: str
    red_flag: str | None

    @property
    def is_wordless(self) -> bool:
        """Whether there is nothing that we can read."""
        return self.event.kind == "unreadable" or (self.event.kind == "text" and not self.text)
