"""A topic as it is asked about, and the messages that answer it or say why not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from needlewise.answer.answer import Answer
from needlewise.answer.compose import Section, compose
from needlewise.answer.detail import details
from needlewise.answer.memory import Question
from needlewise.answer.suggestion import a_person, follow_ups
from needlewise.answer.wording import Wording
from needlewise.knowledge.card import Card, Citation, Claim, Step
from needlewise.knowledge.library import Library

BOUNDARY = "personal_medical_advice"
BOOKING = "book_appointment"
_PHONE = Citation(profile="phone")


@dataclass(frozen=True)
class Topic:
    """A topic's card, for one condition or for none; `briefly`: only the gist of it."""

    card: Card
    condition: str | None = None
    briefly: bool = False

    @property
    def claims(self) -> Step:
        """The short answer: the condition's own where the card has one; empty where none is known."""
        variant = self.card.variants.get(self.condition or "")
        return variant.claims if variant else self.card.claims

    @property
    def is_grounded(self) -> bool:
        """Say whether the short answer rests on a document, beside which guidance may stand."""
        return any(cited.kind == "document" for claim in self.claims for cited in claim.citations)

    def section(self, with_guidance: bool) -> Section:
        """Return the short answer, and public guidance beside it if wanted; or its first claim."""
        if self.briefly:
            return Section(self.card, self.claims[:1], more=True)
        guidance = self.card.guidance if with_guidance and self.is_grounded else ()
        more = bool(details(self.card, self.condition, guidance_shown=bool(guidance)))
        return Section(self.card, self.claims + guidance, more)


def with_variant(library: Library, question: Question) -> Question:
    """Return `question` without its condition where the topic's card has no words of its own for it."""
    card = library.cards.get(question.topic)
    known = card is not None and question.condition in card.variants
    return question if known else replace(question, condition=None)


def answer(
    library: Library, wording: Wording, topics: Sequence[Topic], with_guidance: bool
) -> Answer:
    """Return one message that answers all of `topics`, with public guidance if wanted."""
    sections = [topic.section(with_guidance) for topic in topics]
    cards = [topic.card for topic in topics]
    suggestions = follow_ups(library, wording, cards)
    return compose(library, "answer", [card.topic for card in cards], sections, suggestions)


def tell_more(library: Library, wording: Wording, topic: Topic, step: int, guided: bool) -> Answer:
    """Return a step of "tell me more", from 0; `guided`: public guidance has been shown."""
    steps = details(topic.card, topic.condition, guided)
    suggestions = follow_ups(library, wording, [topic.card])
    if step < len(steps):
        section = Section(topic.card, steps[step], more=step + 1 < len(steps))
        return compose(library, "answer", [topic.card.topic], [section], suggestions)
    nothing = Claim(wording.nothing_more.format(phone=library.clinic.phone), (_PHONE,))
    section = Section(topic.card, (nothing,))
    suggestions = (a_person(wording), *suggestions[:2])
    return compose(library, "not_covered", [topic.card.topic], [section], suggestions)


def not_covered(library: Library, wording: Wording, card: Card) -> Answer:
    """Return that nothing is known about a topic, and who does know."""
    suggestions = (a_person(wording), *follow_ups(library, wording, [card])[:2])
    section = Section(card, card.not_covered)
    return compose(library, "not_covered", [card.topic], [section], suggestions)


def booking(library: Library) -> Answer:
    """Return how to book; the request for a call back follows it."""
    card = library.card(BOOKING)
    section = Section(card, card.claims or card.not_covered)
    return compose(library, "handoff", [BOOKING], [section])


def advice_boundary(library: Library, wording: Wording, related: Topic | None) -> Answer:
    """Return that we can't judge this patient's case, and what the articles say in general."""
    card = library.card(BOUNDARY)
    own = Section(card, card.claims + (() if related else card.guidance))
    sections = [own, related.section(with_guidance=True)] if related else [own]
    topics = [section.card.topic for section in sections]
    suggestions = follow_ups(library, wording, [section.card for section in reversed(sections)])
    return compose(library, "advice_boundary", topics, sections, suggestions)
