"""Questions worth asking next."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice, zip_longest

from needlewise.answer.answer import Suggestion
from needlewise.answer.wording import Wording
from needlewise.knowledge.card import Card
from needlewise.knowledge.library import Library

MOST = 3
HANDOFF = "handoff"


def follow_ups(
    library: Library, wording: Wording, answered: Sequence[Card]
) -> tuple[Suggestion, ...]:
    """Return up to three questions that follow from the cards just answered, none of them again."""
    turns = zip_longest(*(card.follow_ups for card in answered))
    wanted = [topic for topic in chain.from_iterable(turns) if topic]
    done = {card.topic for card in answered}
    enough = wanted if len(set(wanted) - done) > 1 else [*wanted, *wording.starters]
    return titled(library, (topic for topic in enough if topic not in done))


def titled(library: Library, topics: Iterable[str]) -> tuple[Suggestion, ...]:
    """Return the first three of `topics` that have a card, each with its card's title."""
    known = (library.cards[topic] for topic in dict.fromkeys(topics) if topic in library.cards)
    return tuple(Suggestion(card.title, topic=card.topic) for card in islice(known, MOST))


def a_person(wording: Wording) -> Suggestion:
    """Return the suggestion to have someone of the clinic call back."""
    return Suggestion(wording.handoff, topic=HANDOFF)
