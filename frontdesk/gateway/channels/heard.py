"""An event as the desk hears it: under the names that are kept, its text made safe."""

from dataclasses import dataclass
from uuid import UUID

from frontdesk.gateway.channels.event import Event
from frontdesk.gateway.channels.order import Order, find_order


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
    def is_declined(self) -> bool:
        """Whether we answer nothing: in a group, and where there is nothing that we can read."""
        if self.event.kind == "group":
            return True
        is_wordless = self.event.kind == "unreadable" or (
            self.event.kind == "text" and not self.text
        )
        return is_wordless and self.red_flag is None

    def order(self, is_stopped: bool) -> Order | None:
        """Return what the patient orders, STOP for one, if the channel knows orders."""
        if self.event.kind != "text":
            return None
        return find_order(self.event.chat.channel, self.text, is_stopped)
