"""A message put together from what its cards say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from needlewise.answer.answer import UNDISCLAIMED, Answer, Claim, Kind, Part, Suggestion
from needlewise.answer.numbering import Numbering
from needlewise.answer.text import join, render
from needlewise.knowledge.card import PENDING, Card, Step
from needlewise.knowledge.library import Library


@dataclass(frozen=True)
class Section:
    """What one card says in this message; `more`: it has more to tell."""

    card: Card
    claims: Step
    more: bool = False


def compose(
    library: Library,
    kind: Kind,
    topics: Sequence[str],
    sections: Sequence[Section],
    suggestions: Iterable[Suggestion] = (),
) -> Answer:
    """Return the message that says `sections`, its text complete."""
    numbering = Numbering(library)
    parts = tuple(_part(section, numbering, library) for section in sections)
    oldest = min((section.card for section in sections), key=lambda card: card.reviewed_on)
    answer = Answer(
        kind=kind,
        topics=tuple(topics),
        parts=parts,
        citations=numbering.citations,
        disclaimer=library.notices.disclaimer,
        reviewed_on=oldest.reviewed_on,
        review_due=oldest.review_due,
        suggestions=tuple(suggestions),
        content_version=library.content_version,
    )
    return replace(answer, text=render(answer))


def say(
    library: Library,
    kind: Kind,
    topics: Sequence[str],
    text: str,
    suggestions: Iterable[Suggestion] = (),
) -> Answer:
    """Return a message in the assistant's own words, which no card backs."""
    disclaimer = None if kind in UNDISCLAIMED else library.notices.disclaimer
    return Answer(
        kind=kind,
        topics=tuple(topics),
        text=join(text, disclaimer),
        disclaimer=disclaimer,
        suggestions=tuple(suggestions),
        content_version=library.content_version,
    )


def _part(section: Section, numbering: Numbering, library: Library) -> Part:
    card = section.card
    claims = tuple(numbering.number(claim) for claim in section.claims)
    if card.clinician_sign_off == PENDING and any(claim.unconfirmed for claim in section.claims):
        claims += (Claim(library.notices.unconfirmed),)
    return Part(card.topic, card.title, claims, section.more)
