"""The whole content opened for checking: every card that can be read, and what it is held against."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from needlewise.knowledge.card import Card
from needlewise.knowledge.card_file import CardError, read_card
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.check.review import check_review
from needlewise.knowledge.check.rules import check_card, check_topics
from needlewise.knowledge.check.show import show_card
from needlewise.knowledge.check.vocabulary import read_vocabulary
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.document import read_passages
from needlewise.knowledge.emergency import Emergency, read_emergencies
from needlewise.knowledge.fields import ContentError
from needlewise.knowledge.library import find_lines
from needlewise.knowledge.lock import Lock, lock_passages, read_lock, write_lock
from needlewise.knowledge.notice import FILE as NOTICES
from needlewise.knowledge.notice import Notices, read_notices
from needlewise.knowledge.placeholder import NAMES
from needlewise.knowledge.source import Passage, Source, read_sources
from needlewise.knowledge.topic import read_topics

_LOCK = "sources.lock"


@dataclass(frozen=True)
class Inspection:
    """Cards and ground; `unread` are the cards whose form is wrong."""

    folder: Path
    cards: tuple[Card, ...]
    unread: tuple[Problem, ...]
    areas: dict[str, tuple[str, ...]]
    notices: Notices
    ground: Ground

    @classmethod
    def open(cls, root: Path, documents: Path | None, today: date) -> "Inspection":
        """Read the content of the project at `root`. Raises ContentError where it is not cards' own."""
        folder = root / "knowledge"
        sources = read_sources(folder / "sources")
        areas = read_topics(folder / "topics.yml")
        cards, unread = _read_cards(folder / "cards")
        clinic = Clinic.load(root / "clinic.yml")
        emergencies = read_emergencies(folder / "emergency.yml").values()
        lines = [find_lines(folder, clinic), *emergencies]
        ground = Ground(
            today=today,
            topics={topic for topics in areas.values() for topic in topics},
            sources=sources,
            lock=_read_lock(folder / _LOCK),
            vocabulary=read_vocabulary(folder),
            profile=NAMES,
            telephones=_telephones(emergencies),
            said=[clinic.said() | one.said() for one in lines],
            owner=clinic.content_owner,
            passages=_read_documents(sources, documents) if documents else {},
        )
        # Any words will do for the names in braces: here only the dates are looked at.
        notices = read_notices(folder / "notices.yml", dict.fromkeys(NAMES, "…"), None)
        return cls(folder, cards, unread, areas, notices, ground)

    def problems(self, topics: Collection[str] = ()) -> Iterator[Problem]:
        """Yield what is wrong, card by card; `topics` restricts it to some."""
        wanted = [card for card in self.cards if not topics or card.topic in topics]
        yield from (one for one in self.unread if not topics or Path(one.file).stem in topics)
        for card in wanted:
            yield from check_card(card, self.ground)
        if not topics:
            yield from check_topics(self.cards, self.areas)
            notices, today = self.notices, self.ground.today
            yield from check_review(NOTICES, notices.reviewed_on, notices.review_due, today)

    def show(self, topic: str) -> str:
        """Return a card in words, with the passages behind it. Raises ContentError."""
        for card in self.cards:
            if card.topic == topic:
                return show_card(card, self.ground)
        raise ContentError(
            str(self.folder), f"has no readable card '{topic}'", "Run 'check' to see why."
        )

    def write_lock(self) -> str:
        """Lock the documents as they are now; return what was done. Raises ContentError."""
        if not self.ground.passages:
            raise ContentError(_LOCK, "needs the documents", "Give their folder with --sources.")
        lock = lock_passages(self.ground.passages.values(), self.ground.today, self.ground.lock)
        write_lock(lock, self.folder / _LOCK)
        new = sum(one != self.ground.lock.get(locator) for locator, one in lock.items())
        return f"{len(lock)} passages locked, {new} of them new or changed"


def _read_cards(folder: Path) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    cards, unread = [], []
    for path in sorted(folder.glob("*/*.yml")):
        try:
            cards.append(read_card(path))
        except CardError as error:
            unread.append(Problem(error.file, "K012", error.what, error.remedy))
    return tuple(cards), tuple(unread)


def _telephones(emergencies: Iterable[Emergency]) -> set[str]:
    lines = (line for one in emergencies for line in (one.emergency, one.advice, one.crisis))
    return {line.number for line in lines if line}


def _read_lock(path: Path) -> Lock:
    return read_lock(path) if path.exists() else {}


def _read_documents(
    sources: dict[str, Source], folder: Path
) -> dict[tuple[str, str, int], Passage]:
    documents = (source for source in sources.values() if source.kind == "document")
    passages = (passage for source in documents for passage in read_passages(source, folder))
    return {passage.locator: passage for passage in passages}
