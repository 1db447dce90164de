"""Rasa's own checks of domain and data, which `make train` leaves to the tests."""

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.validator import Validator


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.from_importer(
        TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])
    )


@pytest.mark.parametrize(
    "check",
    [
        "verify_domain_validity",
        "verify_nlu",
        "verify_actions_in_stories_rules",
        "verify_forms_in_stories_rules",
        "verify_form_slots",
        "verify_slot_mappings",
        "verify_story_structure",
    ],
)
def test_rasa_finds_no_fault(validator: Validator, check: str) -> None:
    assert getattr(validator, check)()
