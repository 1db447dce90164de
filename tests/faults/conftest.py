"""The desk's processes, each test's own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from processes import Processes, desk_with_stand_in, whole_assistant


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """The front desk with a stand-in for Rasa."""
    yield from _started(desk_with_stand_in(tmp_path))


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Processes]:
    """The whole assistant."""
    yield from _started(whole_assistant(tmp_path))


def _started(made: Processes) -> Iterator[Processes]:
    """Give them started, and end them whatever happens."""
    try:
        made.start_all()
        yield made
    finally:
        made.stop_all()
