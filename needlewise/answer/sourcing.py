"""The full citations of what was just said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from needlewise.answer import answer
from needlewise.answer.answer import ASK_SOURCES, Answer
from needlewise.answer.compose import Section, compose
from needlewise.answer.numbering import CLINIC_TITLE
from needlewise.answer.suggestion import follow_ups
from needlewise.answer.wording import Wording
from needlewise.knowledge.card import Card, Citation, Claim
from needlewise.knowledge.library import Library


def sources(
    library: Library, wording: Wording, topics: Sequence[str], cited: Sequence[Citation]
) -> Answer:
    """Return the sources of the last answer, one claim each; every article where nothing was said.

    `topics` and `cited` are what that answer was about and rests on.
    """
    cards = [library.cards[topic] for topic in topics if topic in library.cards]
    if not cards or not cited:
        cards, cited = [_ourselves(library, wording)], _articles(library)
    cited = list(dict.fromkeys(cited))
    claims = tuple(Claim(_described(library, citation), (citation,)) for citation in cited)
    about = dict.fromkeys(card.topic for card in cards if card.topic != ASK_SOURCES)
    suggestions = follow_ups(library, wording, cards)
    return compose(
        library, "answer", [ASK_SOURCES, *about], [Section(cards[0], claims)], suggestions
    )


def cited(citations: Iterable[answer.Citation]) -> tuple[Citation, ...]:
    """Return what an answer's numbered citations cite."""
    return tuple(_unnumbered(citation) for citation in citations)


def _unnumbered(citation: answer.Citation) -> Citation:
    if citation.kind == "profile":
        return Citation(profile=citation.section)
    heading = citation.section if citation.kind == "document" else None
    return Citation(citation.source, heading, citation.paragraph)


def _ourselves(library: Library, wording: Wording) -> Card:
    card = library.card(wording.starters[0])
    return replace(card, topic=ASK_SOURCES, title=wording.our_articles)


def _articles(library: Library) -> list[Citation]:
    known = library.sources.values()
    return [Citation(source.id) for source in known if source.kind == "document"]


def _described(library: Library, citation: Citation) -> str:
    if citation.source is None:
        return f"{library.clinic.name}, {CLINIC_TITLE.lower()}: {citation.profile}."
    source = library.source(citation.source)
    words = [source.publisher, f"“{source.title}”"]
    if citation.heading:
        words.append(f"section “{citation.heading}”, paragraph {citation.paragraph}")
    if source.read_on:
        words.append(f"{source.url}, read on {source.read_on:%d %B %Y}")
    return ", ".join(words) + "."
