"""What a card has beyond its short answer, step by step."""

from needlewise.knowledge.card import Card, Claim, Difference, Step

_DIFFER = "Our articles differ"


def details(card: Card, condition: str | None, guidance_shown: bool) -> tuple[Step, ...]:
    """Return the steps of "tell me more": the card's own, then each point where the sources differ.

    Public guidance that was not shown with the short answer comes with the first step: it never
    stands alone.
    """
    variant = card.variants.get(condition or "")
    steps = variant.more if variant and variant.more else card.more
    steps += tuple(_difference(one) for one in card.differences)
    if guidance_shown or not card.guidance:
        return steps
    first, *rest = steps or (card.claims,)
    return (first + card.guidance, *rest)


def _difference(difference: Difference) -> Step:
    point = difference.point[:1].lower() + difference.point[1:]
    return (Claim(f"{_DIFFER}: {point}."), *difference.sides)
