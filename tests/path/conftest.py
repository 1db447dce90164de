"""One whole assistant for all tests of the path: real processes, real model, real databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.trial import Trial, trial


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with trial(Path(tmp_path_factory.mktemp("var"))) as running:
        yield running
