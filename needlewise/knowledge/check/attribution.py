"""Rules on who is said to say what."""

from collections.abc import Iterator

from needlewise.knowledge.card import Card
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem


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
            cited = {passage.source for passage in ground.locked_passages(side)}
            for source in sorted(cited - ground.named(side.text)):
                yield Problem(
                    card.file,
                    "K016",
                    f"difference '{difference.point}', side {number}, does not name {source}",
                    f"Name it as {' or '.join(ground.sources[source].known_as)}.",
                )
