"""What a conversation remembers from one turn to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from needlewise.knowledge.card import Citation

MORE = "more_detail"  # asks for the next step of what was told last


@dataclass(frozen=True)
class Memory:
    """The last topic and how far it was told, the patient's condition, and the last citations.

    `step` counts the steps of "tell me more" already shown; `guided`: public guidance was shown.
    `said` are the topics of the last answer and `cited` what it rests on.
    """

    topic: str | None = None
    condition: str | None = None
    step: int = 0
    guided: bool = False
    said: Sequence[str] = ()
    cited: Sequence[Citation] = ()


@dataclass(frozen=True)
class Question:
    """One question of a message.

    `condition` is what it names; `related` is the topic that a request for personal advice comes
    nearest to, or of which more is wanted; `briefly`: in as few words as can be.
    """

    topic: str
    condition: str | None = None
    related: str | None = None
    briefly: bool = False
