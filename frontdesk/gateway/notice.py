"""What the desk says by itself: fixed words with the clinic's phone, and the red-flag card."""

from dataclasses import replace
from importlib import resources
from uuid import UUID

import yaml

from frontdesk.gateway.outcome import Message
from needlewise.answer.compose import say
from needlewise.answer.identity import answer_id
from needlewise.answer.red_flag import red_flag
from needlewise.knowledge.library import Library

PENDING = "pending"


class Notice:
    """Composes the desk's own answers; each id is the same whenever the turn is asked for again."""

    def __init__(self, library: Library) -> None:
        text = resources.files("frontdesk.gateway").joinpath("wording.yml").read_text("utf-8")
        said = {
            "name": library.clinic.name,
            "phone": library.clinic.phone,
            "emergency_number": library.emergency.emergency.number,
        }
        self._words = {name: words.format(**said) for name, words in yaml.safe_load(text).items()}
        self._words |= {"pinned": library.notices.pinned, "greeting": library.notices.greeting}
        self._library = library

    def pending(self, conversation: str, message: UUID) -> Message:
        """Return the notice that the answer will come later."""
        return self._say(PENDING, pending_id(conversation, message))

    def refused(self, conversation: str, message: UUID) -> Message:
        """Return the notice that there will be no answer."""
        return self._say("refused", answer_id(conversation, str(message), 0))

    def say(self, words: str, conversation: str, message: UUID) -> Message:
        """Return one of the desk's texts by its name: those of wording.yml, `pinned` and `greeting`."""
        return self._say(words, answer_id(conversation, str(message), words))

    def red_flag(self, conversation: str, message: UUID, group: str) -> Message:
        """Return the card's words for a group of signs."""
        id = answer_id(conversation, str(message), 0)
        return replace(red_flag(self._library, group), id=id).to_dict()

    def _say(self, name: str, id: str) -> Message:
        return replace(say(self._library, "notice", [], self._words[name]), id=id).to_dict()


def pending_id(conversation: str, message: UUID) -> str:
    """Return the id of the notice that a message's answer will come later."""
    return answer_id(conversation, str(message), PENDING)
