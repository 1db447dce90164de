"""Where the articles are known to disagree, a card says who says what."""

import pytest

from needlewise.knowledge.check.inspection import Inspection

ROAR, THRIVE, GUIDE = "roar-sciatica", "thrive-back-pain", "back-pain-guide"
ACHIEVE, MIDTOWN = "achieve-everything", "midtown-pt-back-pain"
ALL = {ROAR, THRIVE, GUIDE, ACHIEVE, MIDTOWN}


@pytest.mark.parametrize(
    ("topic", "sources"),
    [
        ("number_of_sessions", {ROAR, THRIVE, GUIDE}),
        ("how_soon_results", {ROAR, THRIVE, GUIDE}),
        ("choosing_practitioner", ALL),
        ("trigger_points", ALL),
        ("how_it_works", ALL),
        ("how_long_results_last", {ROAR, THRIVE, GUIDE, MIDTOWN}),
        ("side_effects", {ROAR, THRIVE, GUIDE, ACHIEVE, MIDTOWN}),
        ("bleeding_risk", {ROAR, THRIVE, GUIDE, ACHIEVE}),
        ("who_should_avoid", {ROAR, THRIVE, GUIDE}),
        ("pregnancy", {THRIVE, GUIDE}),
        ("needle_fear", {ROAR, THRIVE, GUIDE}),
        ("does_it_hurt", {ROAR, GUIDE, MIDTOWN}),
        ("what_to_expect", {THRIVE, GUIDE, ACHIEVE}),
        ("techniques", {ACHIEVE, MIDTOWN}),
        ("aftercare", {ROAR, THRIVE, GUIDE, MIDTOWN}),
        ("effectiveness", ALL),
        ("medication", {ROAR, THRIVE, MIDTOWN}),
        ("acupuncture_difference", {ROAR, THRIVE, GUIDE, ACHIEVE}),
    ],
)
def test_card_gives_each_side(inspection: Inspection, topic: str, sources: set[str]) -> None:
    card = next(card for card in inspection.cards if card.topic == topic)
    sides = (side for difference in card.differences for side in difference.sides)
    assert {citation.source for side in sides for citation in side.citations} >= sources
