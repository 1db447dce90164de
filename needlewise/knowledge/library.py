"""The library: every card, source and notice, ready to be said by one clinic."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from needlewise.knowledge.card import Card
from needlewise.knowledge.card_file import read_card
from needlewise.knowledge.clinic import Clinic, ClinicError
from needlewise.knowledge.emergency import Emergency, read_emergencies
from needlewise.knowledge.notice import Notices, read_notices
from needlewise.knowledge.placeholder import fill_card
from needlewise.knowledge.source import Source, read_sources


class UnknownTopic(KeyError):
    """A topic without a card."""

    def __init__(self, topic: str) -> None:
        super().__init__(topic)
        self.topic = topic

    def __str__(self) -> str:
        return f"No card for the topic '{self.topic}'. Add knowledge/cards/<area>/{self.topic}.yml."


class UnknownSource(KeyError):
    """An id that names no source."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id

    def __str__(self) -> str:
        return f"No source '{self.id}'. Add knowledge/sources/{self.id}.yml."


@dataclass(frozen=True)
class Library:
    """All content, placeholders filled for one clinic. Immutable: a new load makes a new library.

    `content_version` changes with every byte of the content and with the clinic's profile.
    """

    clinic: Clinic
    cards: Mapping[str, Card]
    sources: Mapping[str, Source]
    notices: Notices
    emergency: Emergency
    content_version: str

    @classmethod
    def load(cls, knowledge: Path, clinic: Clinic) -> "Library":
        """Read the content's folder for `clinic`.

        Raises ContentError where a file is unfit, ClinicError where no emergency number is known.
        """
        emergency = find_lines(knowledge, clinic)
        said = clinic.said() | emergency.said()
        cards = (read_card(path) for path in sorted((knowledge / "cards").glob("*/*.yml")))
        return cls(
            clinic=clinic,
            cards={card.topic: fill_card(card, said, emergency.sources()) for card in cards},
            sources=read_sources(knowledge / "sources"),
            notices=read_notices(knowledge / "notices.yml", said, clinic.greeting),
            emergency=emergency,
            content_version=_version(knowledge, clinic),
        )

    def card(self, topic: str) -> Card:
        """Return the card of a topic. Raises UnknownTopic."""
        try:
            return self.cards[topic]
        except KeyError:
            raise UnknownTopic(topic) from None

    def owner(self, card: Card) -> str:
        """Return who answers for a card: whom it names, else the clinic's; empty where nobody is named."""
        return card.owner or self.clinic.content_owner or ""

    def source(self, id: str) -> Source:
        """Return a source by its id. Raises UnknownSource."""
        try:
            return self.sources[id]
        except KeyError:
            raise UnknownSource(id) from None


def find_lines(knowledge: Path, clinic: Clinic) -> Emergency:
    """Return a clinic's lines, else its country's. Raises ClinicError without an emergency number."""
    known = read_emergencies(knowledge / "emergency.yml").get(clinic.country)
    number = clinic.emergency or (known.emergency if known else None)
    if number is None:
        raise ClinicError(
            "clinic.yml",
            f"names the country '{clinic.country}', whose emergency number is not known",
            "Correct 'country' or add 'lines: {emergency: {number: …}}'.",
        )
    return Emergency(
        emergency=number,
        advice=clinic.advice or (known.advice if known else None),
        crisis=clinic.crisis or (known.crisis if known else None),
    )


def _version(knowledge: Path, clinic: Clinic) -> str:
    version = hashlib.sha256(repr(clinic).encode())
    for path in sorted(knowledge.rglob("*.yml")):
        version.update(path.relative_to(knowledge).as_posix().encode() + b"\0" + path.read_bytes())
    return version.hexdigest()[:12]
