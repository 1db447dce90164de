"""Rules on who is said to say what."""

from collections.abc import Iterator

from needlewise.knowledge.card import Card, Claim
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.lemma import words

_ARTICLES = frozenset(("a", "an", "the", "of", "and", "in"))


def find_unnamed_sides(card: Card, ground: Ground) -> Iterator[Problem]:
    """K016: a difference has two sides or more, each naming who says it."""
    for difference in card.differences:
        if len(difference.sides) < 2:
            yield Problem(
                card.file,
                "K016",
                f"difference '{difference.point}' has one side",
                "Add who differs.",
            )
        for number, side in enumerate(difference.sides, 1):
            if not side.absent and not _names_its_publisher(side, ground):
                yield Problem(
                    card.file,
                    "K016",
                    f"difference '{difference.point}', side {number}, does not say who says it",
                    "Begin with the publisher's name.",
                )


def _names_its_publisher(side: Claim, ground: Ground) -> bool:
    """Return whether the claim has a word of each publisher's name that it cites."""
    said = frozenset(words(side.text))
    cited = {citation.source for citation in side.citations}
    found = (ground.sources.get(source or "") for source in cited)
    publishers = [source.publisher for source in found if source]
    return bool(publishers) and all(
        said & (frozenset(words(publisher)) - _ARTICLES) for publisher in publishers
    )
