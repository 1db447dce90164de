"""Courtesies: what the desk says by itself where a message is not for the assistant."""

from dataclasses import dataclass

from frontdesk.conversations.sealing import Seal
from frontdesk.gateway.channels.contact import note_told, start, stop
from frontdesk.gateway.channels.heard import Heard
from frontdesk.gateway.channels.order import Order
from frontdesk.gateway.channels.post import Post
from frontdesk.gateway.channels.receipt import is_first
from frontdesk.gateway.models import Contact
from frontdesk.gateway.name import Names
from frontdesk.gateway.notice import Notice

_MINUTE = 60  # seconds
_DONE = {"stop": "stopped", "start": "started", "help": "help"}  # words of wording.yml


@dataclass(frozen=True)
class Courtesy:
    """`notice_version`: the pinned notice that is valid now."""

    notice: Notice
    post: Post
    names: Names
    seal: Seal
    notice_version: str

    def introduce(self, heard: Heard, contact: Contact, now: float) -> None:
        """Send the pinned notice, once a version, and the greeting to who only opened the chat."""
        if contact.is_stopped:
            return
        if contact.notice_version != self.notice_version:
            note_told(contact, self.notice_version)
            self.say("pinned", heard, contact, now)
        if heard.event.kind == "begin":
            self.say("greeting", heard, contact, now)

    def decline(self, heard: Heard, now: float, words: str = "unreadable") -> None:
        """Say that this can't be read here: once in a group, else once a minute. Keeps no address."""
        is_group = heard.event.kind == "group"
        when = "" if is_group else str(int(now // _MINUTE))
        words = "group" if is_group else words
        if is_first(self.names.receipt(words, heard.conversation, when), now):
            self.say(words, heard, self._nobody(heard), now)

    def obey(self, order: Order, heard: Heard, contact: Contact, now: float) -> None:
        """Stop, start or help, and say so unless the platform has."""
        if order == "stop":
            stop(contact)
        elif order == "start":
            start(contact)
        if not heard.event.is_answered:
            self.say(_DONE[order], heard, contact, now, optional=True)

    def say(
        self, words: str, heard: Heard, contact: Contact, now: float, optional: bool = False
    ) -> None:
        """Put one of the desk's own texts into the outbox."""
        message = self.notice.say(words, heard.conversation, heard.message_id)
        self.post.put(contact, [message], now, optional=optional)

    def _nobody(self, heard: Heard) -> Contact:
        """Return a contact that is not kept."""
        event = heard.event
        address = self.seal.close(dict(event.chat.address))
        return Contact(conversation=heard.conversation, channel=event.chat.channel, address=address)
