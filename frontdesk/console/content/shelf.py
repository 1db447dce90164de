"""The shelf: every card with its review date and reading grade, what is overdue first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from needlewise.knowledge.card import PENDING, Card, Citation, Claim
from needlewise.knowledge.check.grade import HARDEST, reading_grade
from needlewise.knowledge.check.vocabulary import read_vocabulary
from needlewise.knowledge.document import read_passages
from needlewise.knowledge.library import Library
from needlewise.knowledge.source import Source, SourceError


@dataclass(frozen=True)
class Shelved:
    """A card and how it stands on `today`."""

    card: Card
    owner: str
    grade: float
    today: date

    @property
    def is_overdue(self) -> bool:
        """Whether its next review is over."""
        return self.card.review_due < self.today

    @property
    def is_hard(self) -> bool:
        """Whether it reads harder than patients should have to."""
        return self.grade > HARDEST

    @property
    def is_signed(self) -> bool:
        """Whether a clinician of the clinic has signed it."""
        return self.card.clinician_sign_off not in (None, PENDING)


@dataclass(frozen=True)
class Support:
    """What a citation of a claim leads to: `text` is the passage, where the documents are at hand."""

    citation: Citation
    source: Source | None
    text: str | None


@dataclass(frozen=True)
class Step:
    """What is shown at one time: its place in the card, each claim with what supports it."""

    place: str
    claims: Sequence[tuple[Claim, Sequence[Support]]]


def shelf(library: Library, knowledge: Path, today: date) -> list[Shelved]:
    """Return all cards, those first whose review is due first."""
    cards = sorted(
        library.cards.values(), key=lambda card: (card.review_due, card.area, card.topic)
    )
    return [shelve(library, card, knowledge, today) for card in cards]


def shelve(library: Library, card: Card, knowledge: Path, today: date) -> Shelved:
    """Return a card as it stands; terms that patients know make its short answer no harder to read."""
    texts = tuple(claim.text for claim in card.claims)
    return Shelved(card, library.owner(card), _grade(texts, _terms(knowledge)), today)


def steps(library: Library, card: Card, documents: Path | None) -> Iterator[Step]:
    """Yield what a card says, step by step, with the passages where `documents` has them."""
    for place, step in card.steps():
        if step:
            yield Step(place, [(claim, _supports(library, claim, documents)) for claim in step])


def _supports(library: Library, claim: Claim, documents: Path | None) -> list[Support]:
    return [
        Support(
            citation,
            library.sources.get(citation.source or ""),
            _passage(library, citation, documents),
        )
        for citation in claim.citations
    ]


def _passage(library: Library, citation: Citation, documents: Path | None) -> str | None:
    if documents is None or citation.kind != "document" or citation.source is None:
        return None
    passages = _passages(library.source(citation.source), documents)
    return passages.get((citation.heading, citation.paragraph))


@lru_cache(maxsize=64)
def _passages(source: Source, documents: Path) -> dict[tuple[str | None, int | None], str]:
    try:
        found = read_passages(source, documents)
    except SourceError:
        return {}
    return {(one.heading, one.paragraph): one.text for one in found}


@lru_cache(maxsize=512)
def _grade(texts: tuple[str, ...], terms: tuple[str, ...]) -> float:
    return reading_grade(texts, terms)


@lru_cache(maxsize=1)
def _terms(knowledge: Path) -> tuple[str, ...]:
    terms = read_vocabulary(knowledge).terms.items()
    return tuple(term for term, explained in terms if not explained)
