"""The red-flag texts in every country: short, numbered, never playing a sign down."""

from pathlib import Path

import pytest

from needlewise.knowledge.card import Card, Step
from needlewise.knowledge.card_file import read_card
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.emergency import Emergency, read_emergencies
from needlewise.knowledge.placeholder import fill_card
from needlewise.language.sms import fits_one_sms

ROOT = Path(__file__).parents[2]
EMERGENCIES = read_emergencies(ROOT / "knowledge" / "emergency.yml")
CARD = read_card(ROOT / "knowledge" / "cards" / "safety" / "red_flag.yml")
CLINIC = Clinic.load(ROOT / "clinic.yml")
GROUPS = {
    "cauda_equina",
    "lung",
    "infection",
    "nerve_bleeding_faint",
    "other_emergency",
    "serious_back_pain",
    "heart_stroke_allergy",
    "self_harm",
}


@pytest.fixture(params=sorted(EMERGENCIES))
def emergency(request: pytest.FixtureRequest) -> Emergency:
    return EMERGENCIES[request.param]


@pytest.fixture
def card(emergency: Emergency) -> Card:
    return fill_card(CARD, CLINIC.said() | emergency.said(), emergency.sources())


def answers(card: Card) -> list[Step]:
    return [card.claims, *(variant.claims for variant in card.variants.values())]


def test_first_words_fit_one_sms_and_give_the_emergency_number(
    card: Card, emergency: Emergency
) -> None:
    for step in answers(card):
        assert fits_one_sms(step[0].text)
        assert emergency.emergency.number in step[0].text


def test_every_answer_gives_the_clinics_phone(card: Card) -> None:
    assert all(CLINIC.phone in step[-1].text for step in answers(card))


def test_self_harm_is_met_with_care_and_names_the_crisis_line(
    card: Card, emergency: Emergency
) -> None:
    text = " ".join(claim.text for claim in card.variants["self_harm"].claims)
    assert "You matter" in text
    assert emergency.crisis is None or emergency.crisis.number in text


def test_there_is_a_text_for_each_group() -> None:
    assert set(CARD.variants) == GROUPS


def test_text_without_a_public_address_is_unconfirmed() -> None:
    unaddressed = {name for name, variant in CARD.variants.items() if variant.claims[0].unconfirmed}
    assert unaddressed == {
        "infection",
        "nerve_bleeding_faint",
        "other_emergency",
        "heart_stroke_allergy",
        "self_harm",
    }
