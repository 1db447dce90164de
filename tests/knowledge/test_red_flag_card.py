"""The red-flag texts in every country: short, numbered, never playing a sign down."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from needlewise.knowledge.card import Card, Step
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.emergency import read_emergencies
from needlewise.knowledge.library import Library

ROOT = Path(__file__).parents[2]
COUNTRIES = sorted(read_emergencies(ROOT / "knowledge" / "emergency.yml"))
GROUPS = {
    "cauda_equina",
    "lung",
    "infection",
    "nerve_bleeding_faint",
    "serious_back_pain",
    "heart_stroke_allergy",
    "self_harm",
}
ONE_SMS = 160
# GSM 03.38 letters that our texts use; a letter outside it would halve an SMS.
GSM = re.compile(r"[A-Za-z0-9 .,'?!()+-]*")


def answers(card: Card) -> list[Step]:
    return [card.claims, *(variant.claims for variant in card.variants.values())]


@pytest.fixture(params=COUNTRIES)
def library(request: pytest.FixtureRequest) -> Library:
    clinic = replace(Clinic.load(ROOT / "clinic.yml"), country=request.param)
    return Library.load(ROOT / "knowledge", clinic)


def test_first_words_fit_one_sms_and_give_the_emergency_number(library: Library) -> None:
    for step in answers(library.card("red_flag")):
        assert len(step[0].text) <= ONE_SMS
        assert library.emergency.emergency.number in step[0].text
        assert GSM.fullmatch(step[0].text), step[0].text


def test_every_answer_gives_the_clinics_phone(library: Library) -> None:
    for step in answers(library.card("red_flag")):
        assert library.clinic.phone in step[-1].text


def test_self_harm_names_the_crisis_line_where_there_is_one(library: Library) -> None:
    text = " ".join(claim.text for claim in library.card("red_flag").variants["self_harm"].claims)
    crisis = library.emergency.crisis
    assert crisis is None or crisis.number in text
    assert "not alone" in text or "You matter" in text


def test_there_is_a_text_for_each_group(root: Path) -> None:
    library = Library.load(root / "knowledge", Clinic.load(root / "clinic.yml"))
    assert set(library.card("red_flag").variants) == GROUPS


def test_text_without_a_public_address_is_unconfirmed(root: Path) -> None:
    card = Library.load(root / "knowledge", Clinic.load(root / "clinic.yml")).card("red_flag")
    unaddressed = {name for name, variant in card.variants.items() if variant.claims[0].unconfirmed}
    assert unaddressed == {"infection", "nerve_bleeding_faint", "heart_stroke_allergy", "self_harm"}
