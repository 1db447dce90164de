"""Denials need a passage that denies; silences need articles that are silent."""

from pathlib import Path

import pytest

from needlewise.knowledge.card import Card
from needlewise.knowledge.card_file import parse_card
from needlewise.knowledge.check.denial import find_unsupported_denials
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.silence import find_false_silence

GOOD = (Path(__file__).parent / "good.yml").read_text(encoding="utf-8")


def card_with(claim: str) -> Card:
    return parse_card(f"{GOOD}more:\n  - - {claim}\n", "session", "card.yml")


@pytest.mark.parametrize(
    "text",
    [
        "None of our five articles speaks of soreness.",
        "Thrive Health Acupuncture says nothing of bruising.",
        "No article mentions headache, bruising or fever.",
    ],
)
def test_silence_of_an_article_that_speaks_is_found(ground: Ground, text: str) -> None:
    (problem,) = find_false_silence(card_with(f'{{text: "{text}", absent: true}}'), ground)
    assert "speaks of it" in problem.what


@pytest.mark.parametrize(
    "text",
    [
        "None of our five articles names blood thinners.",
        "The Midtown page says nothing of bruising.",
        "None of the other articles mentions fatigue after an intense workout.",
        "Roar Physio gives no number of weeks or months.",
        "No article says how long relief lasts.",
        "I cannot see the clinic's diary.",
    ],
)
def test_true_silence_passes(ground: Ground, text: str) -> None:
    assert list(find_false_silence(card_with(f'{{text: "{text}", absent: true}}'), ground)) == []


CITED = "citations: [{source: midtown-pt-back-pain, heading: Opening, paragraph: 1}]"


def test_denial_needs_a_passage_that_denies(ground: Ground) -> None:
    card = card_with(f"{{text: Dry needling does not treat back pain., {CITED}}}")
    assert [problem.code for problem in find_unsupported_denials(card, ground)] == ["K021"]


def test_silence_about_a_detail_is_no_denial(ground: Ground) -> None:
    card = card_with(f"{{text: It is used for back pain. The page names no figure., {CITED}}}")
    assert list(find_unsupported_denials(card, ground)) == []
