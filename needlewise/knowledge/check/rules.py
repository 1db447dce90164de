"""All rules over cards, and the check that applies them."""

from collections.abc import Callable, Iterable, Iterator

from needlewise.knowledge.card import Card
from needlewise.knowledge.check import (
    attribution,
    citation,
    denial,
    evidence,
    review,
    silence,
    telephone,
    wording,
)
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem

Rule = Callable[[Card, Ground], Iterable[Problem]]

# By code; K010 (the set of cards) and K012 (a card's form) are not about one card that could be read.
RULES: dict[str, Rule] = {
    "K001": citation.find_unknown_passages,
    "K002": evidence.find_unsupported_numbers,
    "K003": evidence.find_unsupported_words,
    "K004": citation.find_uncited_claims,
    "K005": review.find_overdue_review,
    "K006": wording.find_banned_words,
    "K007": wording.find_hard_reading,
    "K008": review.find_dead_follow_ups,
    "K009": wording.find_long_steps,
    "K011": citation.find_changed_passages,
    "K013": citation.find_unaddressed_guidance,
    "K014": citation.find_guidance_alone,
    "K015": review.find_missing_sign_off,
    "K016": attribution.find_unnamed_sides,
    "K017": silence.find_false_silence,
    "K018": telephone.find_wrong_placeholders,
    "K019": telephone.find_telephone_numbers,
    "K020": telephone.find_long_urgent_texts,
    "K021": denial.find_unsupported_denials,
    "K022": evidence.find_stronger_amounts,
    "K023": review.find_unowned_card,
}


def check_card(card: Card, ground: Ground) -> Iterator[Problem]:
    """Yield what every rule finds in one card."""
    for rule in RULES.values():
        yield from rule(card, ground)


def check_topics(cards: Iterable[Card], areas: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    """K010: each topic has its card, in its area, and each card has its topic."""
    wanted = {topic: area for area, topics in areas.items() for topic in topics}
    found = {card.topic: card for card in cards}
    for topic in sorted(wanted.keys() - found.keys()):
        file = f"knowledge/cards/{wanted[topic]}/{topic}.yml"
        yield Problem(file, "K010", f"the topic '{topic}' has no card", "Write it.")
    for topic, card in sorted(found.items()):
        if wanted.get(topic) != card.area:
            yield Problem(
                card.file,
                "K010",
                f"'{topic}' is no topic of the area '{card.area}'",
                "Add it to knowledge/topics.yml, or move or rename the card.",
            )


def describe_rules() -> list[str]:
    """Return a line for each rule: its code and what it asks."""
    lines = [_first_line(rule) for rule in RULES.values()] + [_first_line(check_topics)]
    return sorted([*lines, "K012: a card's file has the form of knowledge/card.schema.json."])


def _first_line(rule: Callable[..., object]) -> str:
    return (rule.__doc__ or "").split("\n")[0]
