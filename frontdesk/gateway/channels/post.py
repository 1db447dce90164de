"""The post: answers put into the outbox, as the patient's channel can show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.sealing import Seal
from frontdesk.gateway import outbox
from frontdesk.gateway.channels.contact import find_contact, forget_contact
from frontdesk.gateway.channels.form import FORMS
from frontdesk.gateway.channels.receipt import is_first
from frontdesk.gateway.channels.rendering import render
from frontdesk.gateway.models import DELIVER, Contact
from frontdesk.gateway.name import Names
from frontdesk.gateway.outcome import Message

WEB = "web"


@dataclass(frozen=True)
class Post:
    """`seal` keeps addresses and words from everybody but the platform they go to."""

    seal: Seal
    names: Names

    def put_turn(
        self, turn: Turn, messages: Sequence[Message], now: float, is_farewell: bool
    ) -> None:
        """Put a turn's answers; nothing on the web, where they are fetched.

        Those to a red flag do not wait for what is still to be sent. A farewell is the last: the
        contact is forgotten, and what waited for it. These two also go to who wants no answers.
        """
        conversation = turn.conversation
        contact = _contact(conversation)
        if is_farewell:
            forget_contact(conversation.name)
        urgent = any(message["kind"] == "red_flag" for message in messages)
        if contact is not None and (urgent or is_farewell or not contact.is_stopped):
            self.put(contact, messages, now, turn=turn.id, urgent=urgent, optional=is_farewell)

    def put_notice_once(self, conversation: Conversation, notice: Message, now: float) -> None:
        """Put a notice, however often it is asked for."""
        contact = _contact(conversation)
        if contact is None or contact.is_stopped:
            return
        if is_first(self.names.receipt("notice", notice["id"]), now):
            self.put(contact, [notice], now)

    def put(
        self,
        contact: Contact,
        messages: Sequence[Message],
        now: float,
        *,
        turn: int | None = None,
        urgent: bool = False,
        optional: bool = False,
    ) -> None:
        """Put messages; where they can't be delivered for good, an `optional` letter is no loss."""
        channel = contact.channel
        letter = {
            "to": self.seal.open(contact.address),
            "pieces": render(messages, FORMS[channel]),
            "turn": turn,
            "optional": optional,
        }
        payload = self.seal.close(letter)
        outbox.put(DELIVER, contact.conversation, now, lane=channel, payload=payload, urgent=urgent)


def _contact(conversation: Conversation) -> Contact | None:
    return None if conversation.channel == WEB else find_contact(conversation.name)
