"""What happened at a platform: one patient's message, or something that we can't read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "choice", "begin", "unreadable", "group"]


@dataclass(frozen=True)
class Chat:
    """A conversation as its platform knows it; `address` is what it needs to deliver an answer."""

    channel: str
    id: str
    address: Mapping[str, str]


@dataclass(frozen=True)
class Event:
    """`id` is the platform's, of this event once and for all.

    `text` was written or stands on the button; `choice` is the button's. `begin`: the patient opened
    the chat and said nothing yet; `unreadable`: a picture, a voice, a changed message; `group`: others
    would read along. `is_answered`: the platform has answered the order that `text` is.
    """

    chat: Chat
    id: str
    kind: Kind = "text"
    text: str = ""
    choice: str = ""
    is_answered: bool = False
