"""The answer to a reported emergency: what to do now, before everything else."""

from needlewise.answer.answer import Answer
from needlewise.answer.compose import Section, compose
from needlewise.knowledge.library import Library

TOPIC = "red_flag"


def red_flag(library: Library, group: str | None) -> Answer:
    """Return the card's words for a group of signs, its general words where the group is not known."""
    card = library.card(TOPIC)
    variant = card.variants.get(group or "")
    claims = variant.claims if variant else card.claims
    return compose(library, "red_flag", [TOPIC], [Section(card, claims)])
