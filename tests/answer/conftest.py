"""The small library, and the project's own."""

from pathlib import Path

import pytest
from hypothesis import settings
from small_library import LIBRARY

from needlewise.answer.wording import Wording
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library

ROOT = Path(__file__).parents[2]

settings.register_profile("untimed", deadline=None, max_examples=50)
settings.load_profile("untimed")


@pytest.fixture
def library() -> Library:
    return LIBRARY


@pytest.fixture(scope="session")
def wording() -> Wording:
    return Wording.load()


@pytest.fixture(scope="session")
def real_library() -> Library:
    """What patients are told: the project's own cards, for its demonstration clinic."""
    return Library.load(ROOT / "knowledge", Clinic.load(ROOT / "clinic.yml"))
