"""What these tests share: the project's own content, and the documents where they are at hand."""

import os
from datetime import date
from pathlib import Path

import pytest

from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.inspection import Inspection
from needlewise.knowledge.document import find_documents

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
DOCUMENTS = find_documents(ROOT, None, os.environ)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "documents: compares with the source documents, where at hand"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Choose the tests marked `documents` only where the documents are at hand."""
    if DOCUMENTS is not None:
        return
    away = [item for item in items if item.get_closest_marker("documents")]
    items[:] = [item for item in items if item not in away]
    config.hook.pytest_deselected(items=away)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def documents() -> Path:
    assert DOCUMENTS is not None, "asked for by a test without the marker 'documents'"
    return DOCUMENTS


@pytest.fixture(scope="session")
def inspection() -> Inspection:
    """The project's own content, proved by the lock alone."""
    return Inspection.open(ROOT, None, TODAY)


@pytest.fixture(scope="session")
def ground(inspection: Inspection) -> Ground:
    return inspection.ground
